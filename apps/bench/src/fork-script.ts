import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const source = import.meta.url.endsWith('.ts');

/** A module of this directory, running in a process of its own. */
export interface ForkedScript {
  send(message: unknown): void;
  /** What it sends next. Fails when it has ended. */
  hear(): Promise<unknown>;
  kill(): void;
}

/** Runs a module of this directory in another process, from the source when this one does. */
export function forkScript(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ForkedScript {
  const script = fileURLToPath(new URL(`${name}.${source ? 'ts' : 'js'}`, import.meta.url));
  const child: ChildProcess = fork(script, args, { execArgv: source ? ['--conditions=source'] : [], env: { ...process.env, ...env } });
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`${name} ended with ${code}`);
  });
  ended.catch(() => undefined);
  return {
    send: (message) => void (child.connected && child.send(message as object)),
    hear: async () => (await Promise.race([once(child, 'message') as Promise<[unknown]>, ended]))[0],
    kill: () => void child.kill(),
  };
}
