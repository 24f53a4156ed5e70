import { rmSync } from 'node:fs';

/** Processes (with their groups) and directories of this run that would outlive it. */
const groups = new Set<number>();
const directories = new Set<string>();
let isEnding = false;

/** Notes the process group that begins with `pid`. Throws once the run is being ended: nothing new may start then. */
export function ownGroup(pid: number): void {
  if (isEnding) {
    endGroup(pid, 'SIGKILL');
    throw new Error('the bench was interrupted');
  }
  groups.add(pid);
}

export function disownGroup(pid: number): void {
  groups.delete(pid);
}

export function ownDirectory(path: string): void {
  directories.add(path);
}

export function disownDirectory(path: string): void {
  directories.delete(path);
}

export function endGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself in between.
  }
}

/**
 * Ends what this run started and removes what it wrote, at once: servers keep gigabytes in temporary directories, and whoever interrupts the bench
 * must not have to look for them.
 */
export function leaveNothing(): void {
  isEnding = true;
  for (const pid of groups) endGroup(pid, 'SIGKILL');
  for (const path of directories) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}

/** From now on Ctrl-C and SIGTERM leave nothing behind; the exit code is that of the signal. */
export function tidyOnSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      leaveNothing();
      process.exit(code);
    });
  }
}
