import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isTemporaryName, joinPath, memoryVfs, nodeVfs, parentPath, removeTree, type Vfs, writeFileAtomic } from './index.ts';

const implementations: Record<string, () => Promise<{ vfs: Vfs; base: string; dispose: () => Promise<void> }>> = {
  node: async () => {
    const base = await mkdtemp(join(tmpdir(), 'sextant-vfs-'));
    return { vfs: nodeVfs(), base, dispose: () => rm(base, { recursive: true }) };
  },
  memory: async () => {
    const vfs = memoryVfs();
    await vfs.mkdir('/base');
    return { vfs, base: '/base', dispose: async () => {} };
  },
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

describe.each(Object.entries(implementations))('%s vfs', (_name, start) => {
  let vfs: Vfs;
  let base: string;
  let dispose: () => Promise<void>;
  const at = (path: string): string => joinPath(base, path);
  const put = async (path: string, content: string): Promise<void> => {
    const file = await vfs.open(at(path), 'w+');
    await file.write(bytes(content), 0);
    await file.close();
  };
  const fails = (code: string, promise: Promise<unknown>): Promise<void> => expect(promise).rejects.toMatchObject({ code });

  beforeEach(async () => {
    ({ vfs, base, dispose } = await start());
  });
  afterEach(() => dispose());

  it('writes and reads at positions', async () => {
    const file = await vfs.open(at('f'), 'wx+');
    await file.write(bytes('world'), 6);
    await file.write(bytes('hello'), 0);
    const target = new Uint8Array(20).fill(7);
    expect(await file.read(target, 0)).toBe(11);
    expect([...target.subarray(4, 12)]).toEqual([111, 0, 119, 111, 114, 108, 100, 7]);
    expect(await file.read(target, 9)).toBe(2);
    expect(await file.read(target, 11)).toBe(0);
    expect(await file.read(target, 500)).toBe(0);
    await file.sync();
    await file.close();
    await fails('EBADF', file.read(target, 0));
  });

  it('keeps what exists with a+ and honours the position', async () => {
    await put('f', 'abcdef');
    const file = await vfs.open(at('f'), 'a+');
    await file.write(bytes('XY'), 1);
    await file.close();
    expect(text(await vfs.readFile(at('f')))).toBe('aXYdef');
    await (await vfs.open(at('new'), 'a+')).close();
    expect((await vfs.stat(at('new'))).sizeBytes).toBe(0);
  });

  it('opens as the flags say', async () => {
    await fails('ENOENT', vfs.open(at('f'), 'r'));
    await fails('ENOENT', vfs.open(at('f'), 'r+'));
    await fails('ENOENT', vfs.open(at('no/f'), 'w+'));
    await put('f', 'abc');
    await fails('EEXIST', vfs.open(at('f'), 'wx+'));
    await fails('ENOTDIR', vfs.open(at('f/g'), 'w+'));
    const reader = await vfs.open(at('f'), 'r');
    await fails('EBADF', reader.write(bytes('x'), 0));
    await reader.close();
    await (await vfs.open(at('f'), 'w+')).close();
    expect((await vfs.stat(at('f'))).sizeBytes).toBe(0);
    await vfs.mkdir(at('d'));
    await fails('EISDIR', vfs.open(at('d'), 'r+'));
    await fails('EISDIR', vfs.readFile(at('d')));
  });

  it('reads a hole as zeros, and zeros where a file was cut and grew again', async () => {
    const file = await vfs.open(at('f'), 'w+');
    await file.truncate(32 << 20);
    await file.write(bytes('end'), (32 << 20) - 3);
    expect((await file.stat()).sizeBytes).toBe(32 << 20);
    const target = new Uint8Array(8).fill(9);
    await file.read(target, 20 << 20);
    expect([...target]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    for (const cut of [16_384, 100, 40_000]) {
      await file.truncate(0);
      await file.write(new Uint8Array(100_000).fill(5), 0);
      await file.truncate(cut);
      await file.truncate(100_000);
      const around = new Uint8Array(2);
      await file.read(around, cut - 1);
      expect([...around]).toEqual([5, 0]);
    }
    await file.close();
  });

  it('lists, makes and removes directories', async () => {
    await vfs.mkdir(at('a/b/c'), { recursive: true });
    await vfs.mkdir(at('a/b'), { recursive: true });
    await fails('EEXIST', vfs.mkdir(at('a/b')));
    await fails('ENOENT', vfs.mkdir(at('x/y')));
    await put('a/f', 'x');
    await fails('EEXIST', vfs.mkdir(at('a/f'), { recursive: true }));
    await fails('ENOTDIR', vfs.mkdir(at('a/f/g'), { recursive: true }));
    const entries = await vfs.readdir(at('a'));
    expect(entries.sort((left, right) => left.name.localeCompare(right.name))).toEqual([
      { name: 'b', kind: 'directory' },
      { name: 'f', kind: 'file' },
    ]);
    expect((await vfs.stat(at('a'))).kind).toBe('directory');
    await fails('ENOTDIR', vfs.readdir(at('a/f')));
    await fails('ENOENT', vfs.readdir(at('nothing')));
    await fails('ERR_FS_EISDIR', vfs.rm(at('a')));
    await vfs.rm(at('a'), { recursive: true });
    await vfs.rm(at('a'), { recursive: true });
    await vfs.rm(at('no/such'));
    await fails('ENOENT', vfs.stat(at('a')));
  });

  it('renames over files and empty directories only', async () => {
    await put('f', 'new');
    await put('g', 'old');
    await vfs.rename(at('f'), at('g'));
    expect(text(await vfs.readFile(at('g')))).toBe('new');
    await fails('ENOENT', vfs.rename(at('f'), at('h')));
    await vfs.mkdir(at('d/e'), { recursive: true });
    await vfs.mkdir(at('empty'));
    await fails('ENOTEMPTY', vfs.rename(at('empty'), at('d')));
    await fails('EISDIR', vfs.rename(at('g'), at('d')));
    await fails('ENOTDIR', vfs.rename(at('d'), at('g')));
    await fails('EINVAL', vfs.rename(at('d'), at('d/e/f')));
    await vfs.rename(at('d'), at('empty'));
    expect((await vfs.readdir(at('empty'))).map((entry) => entry.name)).toEqual(['e']);
  });

  it('keeps an unlinked or replaced file readable while it is open', async () => {
    await put('f', 'first');
    const file = await vfs.open(at('f'), 'r');
    await vfs.unlink(at('f'));
    await fails('ENOENT', vfs.unlink(at('f')));
    await put('f', 'second');
    const target = new Uint8Array(5);
    await file.read(target, 0);
    expect(text(target)).toBe('first');
    await file.close();
    await vfs.mkdir(at('d'));
    await expect(vfs.unlink(at('d'))).rejects.toThrow(/EISDIR|EPERM/);
  });

  it('refuses names that no file system takes', async () => {
    await fails('ENAMETOOLONG', vfs.open(at('n'.repeat(256)), 'w+'));
  });

  it('knows the free space, also for a path that is still to be made', async () => {
    expect(await vfs.freeBytes(at('x/y/z'))).toBeGreaterThan(0);
    await vfs.syncDir(base);
    await fails('ENOENT', vfs.syncDir(at('nothing')));
  });

  it('writes a file atomically and leaves nothing else behind', async () => {
    await writeFileAtomic(vfs, at('f.json'), 'one');
    await writeFileAtomic(vfs, at('f.json'), bytes('two'));
    expect(text(await vfs.readFile(at('f.json')))).toBe('two');
    await vfs.mkdir(at('dir/full'), { recursive: true });
    await expect(writeFileAtomic(vfs, at('dir'), 'x')).rejects.toThrow(/EISDIR/);
    expect((await vfs.readdir(base)).map((entry) => entry.name).sort()).toEqual(['dir', 'f.json']);
    await writeFileAtomic(vfs, at('n'.repeat(255)), 'long');
  });

  it('removes trees', async () => {
    await vfs.mkdir(at('t/u'), { recursive: true });
    await put('t/u/f', 'x');
    await removeTree(vfs, at('t'));
    await removeTree(vfs, at('t'));
    await removeTree(vfs, at('t/u/f'));
    expect(await vfs.readdir(base)).toEqual([]);
  });
});

describe('nodeVfs', () => {
  it('sees a link as what it points at', async () => {
    const { vfs, base, dispose } = await implementations['node']!();
    await vfs.mkdir(joinPath(base, 'real'));
    await symlink(joinPath(base, 'real'), joinPath(base, 'link'));
    await symlink(joinPath(base, 'gone'), joinPath(base, 'dangling'));
    const kinds = Object.fromEntries((await vfs.readdir(base)).map((entry) => [entry.name, entry.kind]));
    expect(kinds).toEqual({ real: 'directory', link: 'directory', dangling: 'other' });
    await dispose();
  });
});

describe('memoryVfs', () => {
  it('takes absolute paths only and resolves dots', async () => {
    const vfs = memoryVfs();
    await expect(vfs.stat('x')).rejects.toMatchObject({ code: 'EINVAL' });
    await vfs.mkdir('/a');
    await vfs.mkdir('/a/../../b/.');
    expect((await vfs.readdir('/')).map((entry) => entry.name)).toEqual(['a', 'b']);
    await expect(vfs.rm('/', { recursive: true })).rejects.toMatchObject({ code: 'EBUSY' });
  });

  it('holds only what was written of a large file', async () => {
    const vfs = memoryVfs();
    const before = process.memoryUsage().arrayBuffers;
    for (let index = 0; index < 100; index++) {
      const file = await vfs.open(`/f${index}`, 'w+');
      await file.truncate(1 << 30);
      await file.write(bytes('x'), 1 << 29);
      await file.close();
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 << 20);
  });
});

describe('paths', () => {
  it('finds parents and temporary names', () => {
    expect([parentPath('/a/b'), parentPath('/a'), parentPath('/'), parentPath('/a/b/')]).toEqual(['/a', '/', '/', '/a']);
    expect(isTemporaryName('.x.123.sextant-tmp')).toBe(true);
    expect(isTemporaryName('.wal')).toBe(false);
  });
});
