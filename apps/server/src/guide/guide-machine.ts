import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { startServerProcess } from '../crash/server-process.ts';
import { startNamedHosts } from './named-hosts.ts';

/** What JSON holds; tests look into answers of every shape. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** The machine of someone who reads the guide: a server on localhost:6333, a peer, a web site, a directory of files to work in. */
export interface GuideMachine extends AsyncDisposable {
  /** Where commands run; what lies here is what http://example.com serves. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs a command line as it is written. Fails when it ends with another code than 0. */
  run(command: string): Promise<Buffer>;
  /** The same, its output read as JSON. */
  runJson(command: string): Promise<Json>;
  call(method: string, path: string, body?: unknown, host?: 'localhost' | 'peer-node'): Promise<Answer>;
}

export const peerKey = 'your-api-key';

/**
 * The server keeps everything in memory and its snapshots in `/`: files of collection `backup` then lie where the guide has them,
 * in `/backup`, and nobody needs such a directory on a real disk.
 */
export async function startGuideMachine(environment: Readonly<Record<string, string>> = {}): Promise<GuideMachine> {
  const stack = new AsyncDisposableStack();
  try {
    const directory = await mkdtemp(join(tmpdir(), 'sextant-guide-'));
    stack.defer(() => rm(directory, { recursive: true, force: true }));
    const hosts = stack.use(await startNamedHosts());
    hosts.targets.set('example.com:80', await serveFiles(stack, directory));
    const start = async (given: Readonly<Record<string, string>>) => {
      const server = await startServerProcess({
        storagePath: '/storage',
        snapshotsPath: '/',
        flags: ['--in-memory'],
        environment: { ...hosts.environment, ...given },
      });
      stack.defer(async () => void (await server.stop()));
      return server;
    };
    const server = await start(environment);
    const peer = await start({ QDRANT__SERVICE__API_KEY: peerKey });
    hosts.targets.set('localhost:6333', new URL(server.url).host);
    hosts.targets.set('localhost:6334', new URL(server.grpcUrl).host);
    hosts.targets.set('peer-node:6333', new URL(peer.url).host);
    const run = (command: string) => runCommand(command, directory, hosts.environment);
    const disposal = stack.move();
    return {
      directory,
      environment: hosts.environment,
      run,
      runJson: async (command) => JSON.parse((await run(command)).toString()),
      call: (method, path, body, host = 'localhost') => call(host === 'localhost' ? server.url : peer.url, method, path, body),
      [Symbol.asyncDispose]: () => disposal.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function runCommand(command: string, cwd: string, environment: Readonly<Record<string, string>>): Promise<Buffer> {
  const child = spawn('bash', ['-c', command], { cwd, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [output, problems, [code]] = await Promise.all([buffer(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`${command}\nended with ${code}: ${problems}`);
  return output;
}

async function call(url: string, method: string, path: string, body: unknown): Promise<Answer> {
  const isForm = body instanceof FormData;
  const answer = await fetch(url + path, {
    method,
    headers: { 'api-key': peerKey, ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const answered = await answer.text();
  return {
    status: answer.status,
    body: answer.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(answered) : answered,
  };
}

/** Serves the files of a directory on a free port, which is answered with its host. */
async function serveFiles(stack: AsyncDisposableStack, directory: string): Promise<string> {
  const server = createServer((request, response) => {
    const path = join(directory, basename(request.url ?? ''));
    stat(path).then(
      ({ size }) => createReadStream(path).pipe(response.writeHead(200, { 'content-length': size })),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stack.defer(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
