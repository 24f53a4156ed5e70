import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the tools of the machine need for the same files, in seconds. */
export interface Baselines {
  readonly tarHash: number;
  readonly tarFile: number;
  readonly copy: number;
}

export const baselineNames: Readonly<Record<keyof Baselines, string>> = {
  tarHash: 'tar | sha256sum',
  tarFile: 'tar, synced',
  copy: 'cp -r, synced',
};

/** Unpacks an archive with the tools of the machine: the baselines then work on exactly the files of the snapshot. */
export async function unpackWithTar(file: string, directory: string): Promise<void> {
  await run('mkdir', ['-p', directory]);
  await run('tar', ['-xf', file, '-C', directory]);
}

/**
 * Packs and hashes `directory`, packs it into a file, copies it; what is written, into `scratch`, is synced, as a snapshot is. Holes stay holes (`-S`,
 * and `cp` by itself), as in a snapshot.
 */
export async function measureBaselines(directory: string, scratch: string): Promise<Baselines> {
  const [file, copy] = [join(scratch, 'baseline.tar'), join(scratch, 'baseline-copy')];
  try {
    return {
      tarHash: await timeShell('tar -cSf - -C "$1" . | sha256sum', [directory]),
      tarFile: await timeShell('tar -cSf "$2" -C "$1" . && sync "$2"', [directory, file]),
      copy: await timeShell('cp -r "$1" "$2" && find "$2" -exec sync {} +', [directory, copy]),
    };
  } finally {
    await rm(file, { force: true });
    await rm(copy, { recursive: true, force: true });
  }
}

async function timeShell(script: string, args: readonly string[]): Promise<number> {
  const begun = performance.now();
  await run('bash', ['-e', '-o', 'pipefail', '-c', script, 'bash', ...args]);
  return (performance.now() - begun) / 1000;
}
