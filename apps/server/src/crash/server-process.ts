import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const serverMain = fileURLToPath(new URL('../main.ts', import.meta.url));

/** The server as users run it: its own process, killable. */
export interface ServerProcess {
  readonly url: string;
  readonly grpcUrl: string;
  readonly pid: number;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface ServerProcessOptions {
  /** Absent, as the configuration says. */
  readonly storagePath?: string;
  readonly snapshotsPath?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags on the command line. */
  readonly flags?: readonly string[];
  /** Told each line of its output. */
  readonly onLine?: (line: string) => void;
  /** Where relative paths begin. */
  readonly workingDirectory?: string;
}

/** Starts the server on free ports; resolves at its ready line, rejects with its output when it exits first. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const { storagePath, snapshotsPath, workingDirectory } = options;
  const child = spawn(process.execPath, ['--conditions=source', serverMain, ...(options.flags ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(workingDirectory === undefined ? {} : { cwd: workingDirectory }),
    env: {
      ...process.env,
      QDRANT__SERVICE__HOST: '127.0.0.1',
      QDRANT__SERVICE__HTTP_PORT: '0',
      QDRANT__SERVICE__GRPC_PORT: '0',
      ...(storagePath === undefined ? {} : { QDRANT__STORAGE__STORAGE_PATH: storagePath }),
      ...(snapshotsPath === undefined ? {} : { QDRANT__STORAGE__SNAPSHOTS_PATH: snapshotsPath }),
      ...options.environment,
    },
  });
  const urls = await readyUrls(child, options.onLine);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return (await exited)[0];
  };
  return { ...urls, pid: child.pid as number, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}

/** The server tells its addresses in its ready line; the last it says is kept for the error. */
function readyUrls(child: ChildProcess, onLine: (line: string) => void = () => undefined): Promise<Pick<ServerProcess, 'url' | 'grpcUrl'>> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const listen = (stream: NodeJS.ReadableStream | null) => {
      if (stream === null) return;
      createInterface({ input: stream }).on('line', (line) => {
        onLine(line);
        if (said.length < 200) said.push(line);
        const [, url, grpcUrl] = /^ready: REST (http:[^\s,]+), gRPC (http:\S+)/.exec(line) ?? [];
        if (url !== undefined && grpcUrl !== undefined) resolve({ url, grpcUrl });
      });
    };
    listen(child.stdout);
    listen(child.stderr);
    child.once('exit', (code, signal) =>
      reject(new Error(`the server ended before it was ready (${signal ?? `exit code ${code}`}):\n${said.join('\n')}`)),
    );
    child.once('error', reject);
  });
}
