import type { Vfs, VfsFile } from '@sextant/vfs';

// Test support: a file system whose changing calls are counted and fail on demand.

export type FailingCall = 'open' | 'write' | 'truncate' | 'mkdir' | 'rename' | 'unlink' | 'rm' | 'sync';

export interface FailingVfs extends Vfs {
  /** Changing calls so far. */
  readonly steps: number;
  /** Decides what happens to a call: `crash` ends this file system for good, `torn` does so after half a write, an error code fails this call. */
  decide: (step: number, call: FailingCall, path: string) => 'crash' | 'torn' | 'short' | 'ENOSPC' | undefined;
  readonly isCrashed: boolean;
  /** Files open now. */
  readonly openFiles: number;
}

/** Wraps a file system; nothing fails until `decide` is set. */
export function failingVfs(inner: Vfs): FailingVfs {
  let steps = 0;
  let isCrashed = false;
  let openFiles = 0;
  const gone = (): Error => Object.assign(new Error('the process is gone'), { code: 'EIO' });
  const full = (path: string): Error => Object.assign(new Error(`ENOSPC: no space left on device, ${path}`), { code: 'ENOSPC' });

  /** Throws, or answers how much of a write is to be done before it fails. */
  function step(call: FailingCall, path: string): 'torn' | 'short' | undefined {
    if (isCrashed) throw gone();
    const verdict = vfs.decide(++steps, call, path);
    if (verdict === 'ENOSPC') throw full(path);
    if ((verdict === 'torn' || verdict === 'short') && call === 'write') return verdict;
    if (verdict !== 'crash' && verdict !== 'torn') return undefined;
    isCrashed = true;
    throw gone();
  }
  function read(): void {
    if (isCrashed) throw gone();
  }

  function wrap(file: VfsFile, path: string): VfsFile {
    openFiles++;
    return {
      read: async (target, position) => {
        read();
        return file.read(target, position);
      },
      write: async (data, position) => {
        const verdict = step('write', path);
        if (!verdict) return file.write(data, position);
        await file.write(data.subarray(0, data.length >> 1), position);
        if (verdict === 'short') throw full(path);
        isCrashed = true;
        throw gone();
      },
      truncate: async (size) => {
        step('truncate', path);
        await file.truncate(size);
      },
      sync: async () => {
        step('sync', path);
        await file.sync();
      },
      stat: async () => {
        read();
        return file.stat();
      },
      close: async () => {
        openFiles--;
        await file.close();
      },
    };
  }

  const vfs = {
    get steps() {
      return steps;
    },
    get isCrashed() {
      return isCrashed;
    },
    get openFiles() {
      return openFiles;
    },
    decide: () => undefined,
    open: async (path, flags) => {
      if (flags === 'r' || flags === 'r+') read();
      else step('open', path);
      return wrap(await inner.open(path, flags), path);
    },
    readFile: async (path) => {
      read();
      return inner.readFile(path);
    },
    readdir: async (path) => {
      read();
      return inner.readdir(path);
    },
    stat: async (path) => {
      read();
      return inner.stat(path);
    },
    freeBytes: (path) => inner.freeBytes(path),
    mkdir: async (path, options) => {
      step('mkdir', path);
      await inner.mkdir(path, options);
    },
    rename: async (from, to) => {
      step('rename', from);
      await inner.rename(from, to);
    },
    unlink: async (path) => {
      step('unlink', path);
      await inner.unlink(path);
    },
    rm: async (path, options) => {
      step('rm', path);
      await inner.rm(path, options);
    },
    syncDir: async (path) => {
      step('sync', path);
      await inner.syncDir(path);
    },
  } as FailingVfs & { decide: FailingVfs['decide'] };
  return vfs;
}
