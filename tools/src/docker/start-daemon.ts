import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunPaths, runPaths } from './run-paths.ts';
import { removeRunPaths } from './sweep-dead-runs.ts';

const startLimitMs = 30_000;
const stopLimitMs = 15_000;

export interface Daemon {
  readonly dockerHost: string;
  /** Ends the daemon with all its containers and removes its files. */
  readonly stop: () => Promise<void>;
}

/** Starts a Docker daemon with a socket, files and bridge of its own, which ends with this process however that ends; fails with the daemon's words. */
export async function startDaemon(directory: string): Promise<Daemon> {
  const paths = runPaths(directory, process.pid);
  const dockerHost = `unix://${paths.state}/docker.sock`;
  let daemon: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (daemon !== undefined) await endDaemon(daemon, dockerHost);
    removeRunPaths(paths);
  };
  try {
    // Others must not listen there: the socket gives root.
    mkdirSync(paths.state, { mode: 0o700 });
    mkdirSync(paths.data, { recursive: true });
    addBridge(paths.bridge);
    daemon = spawnDaemon(paths, dockerHost);
    await untilReady(daemon, dockerHost, join(paths.state, 'log'));
    return { dockerHost, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A bridge of its own keeps two daemons from giving out the same addresses. 198.18.0.0/15 is the range set aside for tests (RFC 2544). */
function addBridge(name: string): void {
  const address = `198.${18 + ((process.pid >> 8) & 1)}.${process.pid & 0xff}.1/24`;
  for (const args of [`link add name ${name} type bridge`, `address add ${address} dev ${name}`, `link set ${name} up`]) {
    const result = spawnSync('ip', args.split(' '), { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`ip ${args}: ${result.error?.message ?? result.stderr.trim()}`);
  }
}

function spawnDaemon(paths: RunPaths, dockerHost: string): ChildProcess {
  const place = ['--host', dockerHost, '--data-root', paths.data, '--exec-root', `${paths.state}/exec`, '--pidfile', `${paths.state}/pid`];
  const isolation = ['--bridge', paths.bridge, '--cgroup-parent', `/${paths.cgroup}`, '--exec-opt', 'native.cgroupdriver=cgroupfs'];
  // Nothing in the firewall or the routing of the machine is touched: published ports go through docker-proxy.
  const network = ['--iptables=false', '--ip6tables=false', '--ip-forward=false', '--ip-masq=false'];
  const log = openSync(join(paths.state, 'log'), 'w');
  try {
    // `--pdeathsig`: a killed test run takes its daemon along.
    const args = ['--pdeathsig', 'TERM', 'dockerd', ...place, ...isolation, ...network];
    return spawn('setpriv', args, { detached: true, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
}

async function untilReady(daemon: ChildProcess, dockerHost: string, log: string): Promise<void> {
  const failure = once(daemon, 'exit').then(
    () => 'it ended',
    (error: unknown) => String(error),
  );
  const deadline = performance.now() + startLimitMs;
  for (;;) {
    const ended = await Promise.race([failure, delay(150)]);
    if (typeof ended !== 'string' && docker(dockerHost, ['version']).status === 0) return;
    if (typeof ended !== 'string' && performance.now() < deadline) continue;
    const lastLine = readFileSync(log, 'utf8').trim().split('\n').at(-1);
    throw new Error(`${ended ?? `not ready after ${startLimitMs / 1000} s`}; its log ends with: ${lastLine}`);
  }
}

async function endDaemon(daemon: ChildProcess, dockerHost: string): Promise<void> {
  if (daemon.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
  const containers = docker(dockerHost, ['ps', '--all', '--quiet']).stdout.split('\n').filter(Boolean);
  if (containers.length > 0) docker(dockerHost, ['rm', '--force', '--volumes', ...containers]);
  const ended = once(daemon, 'exit');
  daemon.kill('SIGTERM');
  const late = delay(stopLimitMs, 'late' as const, { ref: false });
  if ((await Promise.race([ended, late])) !== 'late') return;
  daemon.kill('SIGKILL');
  await ended;
}

function docker(dockerHost: string, args: readonly string[]): { readonly status: number | null; readonly stdout: string } {
  const env = { ...process.env, DOCKER_HOST: dockerHost };
  const result = spawnSync('docker', args, { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8', env, timeout: stopLimitMs });
  return { status: result.status, stdout: result.stdout ?? '' };
}
