import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bridgePrefix, type RunPaths, runPaths, statePrefix } from './run-paths.ts';

const cgroups = '/sys/fs/cgroup';

/** Removes what daemons of killed test runs left: files, bridges, cgroups. Runs that still live keep theirs. */
export function sweepDeadRuns(directory: string): void {
  const bridges = readdirSync('/sys/class/net').filter((name) => name.startsWith(bridgePrefix));
  const states = readdirSync(tmpdir()).filter((name) => name.startsWith(statePrefix));
  const data = existsSync(directory) ? readdirSync(directory) : [];
  const names = [
    ...bridges.map((name) => name.slice(bridgePrefix.length)),
    ...states.map((name) => name.slice(statePrefix.length)),
    ...data,
  ];
  for (const processId of new Set(names.filter((name) => /^\d+$/.test(name)).map(Number))) {
    if (!isAlive(processId)) removeRunPaths(runPaths(directory, processId));
  }
}

/** Removes what a daemon that has ended left; what is still in use stays for the next sweep. */
export function removeRunPaths(paths: RunPaths): void {
  spawnSync('ip', ['link', 'delete', paths.bridge], { stdio: 'ignore' });
  for (const path of [paths.state, paths.data]) attempt(() => rmSync(path, { recursive: true, force: true, maxRetries: 3 }));
  const controllers = existsSync(cgroups) ? readdirSync(cgroups) : [];
  for (const parent of ['', ...controllers]) attempt(() => rmdirSync(join(cgroups, parent, paths.cgroup)));
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Busy, or never there.
  }
}
