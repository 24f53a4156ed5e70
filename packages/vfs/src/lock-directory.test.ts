import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from './lock-directory.ts';

describe.skipIf(platform() !== 'linux')('the lock of a directory', () => {
  let base: string;
  let directory: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'sextant-lock-'));
    directory = join(base, 'storage');
    await mkdir(directory);
  });
  afterEach(() => rm(base, { recursive: true }));

  it('is had by one at a time, under whatever path, and can be had again once it is given back', async () => {
    const unlock = await lockDirectory(directory);
    await symlink(directory, join(base, 'link'));
    for (const path of [directory, join(base, 'link'), `${directory}/../storage`])
      await expect(lockDirectory(path)).rejects.toMatchObject({ code: 'EBUSY', holder: process.pid });
    const other = await lockDirectory(base);
    await other();
    await unlock();
    await (await lockDirectory(directory))();
  });

  it('is given back also while somebody keeps a connection to it', async () => {
    const unlock = await lockDirectory(directory);
    const { dev, ino } = await stat(directory, { bigint: true });
    // Such a one does not close its half when the other does.
    const curious = connect({ path: `\0sextant-directory-${dev}-${ino}`, allowHalfOpen: true }).resume();
    await once(curious, 'end');
    const late = connect({ path: `\0sextant-directory-${dev}-${ino}`, allowHalfOpen: true });
    await once(late, 'connect');
    await unlock();
    await (await lockDirectory(directory))();
    curious.destroy();
    late.destroy();
  });

  it('ends with its process, however that ends', async () => {
    const module = new URL('./lock-directory.ts', import.meta.url).href;
    const script = `const { lockDirectory } = await import(${JSON.stringify(module)}); await lockDirectory(${JSON.stringify(directory)}); console.log('held'); setInterval(() => {}, 1000);`;
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'EBUSY', holder: child.pid });
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      await (await lockDirectory(directory))();
    }
  });

  it('does not keep a process from ending', async () => {
    const module = new URL('./lock-directory.ts', import.meta.url).href;
    const script = `const { lockDirectory } = await import(${JSON.stringify(module)}); await lockDirectory(${JSON.stringify(directory)});`;
    const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', script], { stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
