import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { benchError, exitCodes } from './bench-error.ts';
import { disownDirectory, disownGroup, endGroup, ownDirectory, ownGroup } from './interruption.ts';

/** A server process of our own, with an empty storage that is removed with it. */
export interface SpawnedServer {
  readonly url: string;
  /** Of the running process; another one after `restart`. */
  readonly pid: number;
  /** From the spawn to the first answered request. */
  readonly startMs: number;
  /** What it wrote on standard error so far, the last 64 KiB. */
  errors(): string;
  /** Ends the process and starts another one over the same storage, under the same URL. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface RunningProcess {
  readonly child: ChildProcess;
  readonly startMs: number;
  errors(): string;
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 20_000;
const repositoryDirectory = resolve(import.meta.dirname, '../../..');

/**
 * Starts `command` in a shell on free ports and waits until it answers. Its files lie below `parent`. Throws a BenchError with what it printed when
 * it does not answer.
 */
export async function spawnServer(
  command: string,
  environment: Readonly<Record<string, string>> = {},
  parent: string = tmpdir(),
): Promise<SpawnedServer> {
  const directory = await mkdtemp(join(parent, 'sextant-bench-'));
  ownDirectory(directory);
  const remove = async (): Promise<void> => {
    await rm(directory, { recursive: true, force: true });
    disownDirectory(directory);
  };
  try {
    await mkdir(join(directory, 'snapshots'));
    const [httpPort, grpcPort] = await findFreePorts(2);
    const url = `http://127.0.0.1:${httpPort}`;
    const start = () => startProcess(command, url, { ...settings(directory, httpPort!, grpcPort!), ...environment });
    let running = await start();
    return {
      url,
      get pid() {
        return running.child.pid!;
      },
      startMs: running.startMs,
      errors: () => running.errors(),
      async restart() {
        await stopProcess(running.child);
        running = await start();
      },
      async stop() {
        await stopProcess(running.child);
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function startProcess(command: string, url: string, environment: Readonly<Record<string, string>>): Promise<RunningProcess> {
  const begun = performance.now();
  // A process group of its own, so that a server behind npm or a shell ends with it.
  const child = spawn('/bin/sh', ['-c', `exec ${command}`], {
    cwd: repositoryDirectory,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
  });
  if (child.pid !== undefined) ownGroup(child.pid);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-65_536);
  });
  try {
    await waitForAnswer(url, child, () => errors, command);
  } catch (error) {
    await stopProcess(child);
    throw error;
  }
  return { child, startMs: performance.now() - begun, errors: () => errors };
}

function settings(directory: string, httpPort: number, grpcPort: number): Record<string, string> {
  return {
    QDRANT__SERVICE__HOST: '127.0.0.1',
    QDRANT__SERVICE__HTTP_PORT: String(httpPort),
    QDRANT__SERVICE__GRPC_PORT: String(grpcPort),
    QDRANT__STORAGE__STORAGE_PATH: join(directory, 'storage'),
    QDRANT__STORAGE__SNAPSHOTS_PATH: join(directory, 'snapshots'),
    QDRANT__LOG_LEVEL: 'WARN',
    QDRANT__TELEMETRY_DISABLED: 'true',
  };
}

async function findFreePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address !== null && typeof address === 'object') ports.push(address.port);
  }
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function waitForAnswer(url: string, child: ChildProcess, errors: () => string, command: string): Promise<void> {
  const agent = new Agent();
  const deadline = performance.now() + startTimeoutMs;
  while (!(await answers(url, agent))) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended || performance.now() > deadline) {
      const how = ended ? `ended with ${child.exitCode ?? child.signalCode}` : `did not answer within ${startTimeoutMs / 1000} s`;
      throw benchError(exitCodes.unreachable, `${command} ${how}\n${errors()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  agent.destroy();
}

async function answers(url: string, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request(`${url}/readyz`, { agent, timeout: 5000 }, (response) => {
      response.resume().once('close', () => resolve(response.statusCode === 200));
    });
    sent.once('timeout', () => sent.destroy());
    sent.once('error', () => resolve(false)).end();
  });
}

async function stopProcess(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    endGroup(pid, 'SIGTERM');
    const timer = setTimeout(() => endGroup(pid, 'SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(timer);
  }
  disownGroup(pid);
}
