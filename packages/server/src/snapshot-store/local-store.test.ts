import { faultVfs } from '@sextant/testkit';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { localStore } from './local-store.ts';
import type { SnapshotStore } from './snapshot-store.ts';

const digest = 'ab'.repeat(32);

async function put(store: SnapshotStore, key: string, text: string, checksum?: string): Promise<void> {
  const writer = await store.create(key);
  try {
    for (const byte of new TextEncoder().encode(text)) await writer.write(Uint8Array.of(byte));
  } catch (error) {
    await writer.abort();
    throw error;
  }
  await writer.commit(checksum);
}

async function get(store: SnapshotStore, key: string): Promise<string | undefined> {
  const reader = await store.open(key);
  if (reader === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of reader.read()) chunks.push(chunk);
  await reader.close();
  return Buffer.concat(chunks).toString();
}

async function filesBelow(vfs: Vfs, path: string): Promise<string[]> {
  const entries = await vfs.readdir(path).catch(() => []);
  const nested = await Promise.all(
    entries.map(({ name, kind }) => (kind === 'directory' ? filesBelow(vfs, `${path}/${name}`) : Promise.resolve([`${path}/${name}`]))),
  );
  return nested.flat().sort();
}

/** A file system in which somebody else deletes a file as soon as it was looked at. */
function losing(inner: Vfs, lost: string): Vfs {
  return {
    ...inner,
    async stat(path) {
      const found = await inner.stat(path);
      if (path === lost) await inner.rm(path);
      return found;
    },
  };
}

describe('localStore', () => {
  it('keeps a file with its checksum beside it, lists it without, removes both', async () => {
    const vfs = memoryVfs();
    const store = localStore(vfs, '/snapshots');
    await put(store, 'c/one.snapshot', 'hello', digest);
    await put(store, 'c/shards/0/two.snapshot', 'shard');
    expect(await filesBelow(vfs, '/snapshots')).toEqual([
      '/snapshots/c/one.snapshot',
      '/snapshots/c/one.snapshot.checksum',
      '/snapshots/c/shards/0/two.snapshot',
    ]);
    expect(await store.list('c')).toEqual([{ key: 'c/one.snapshot', sizeBytes: 5, modifiedMs: expect.any(Number), checksum: digest }]);
    expect(await get(store, 'c/one.snapshot')).toBe('hello');
    expect(await get(store, 'c/one.snapshot.checksum')).toBe(digest);
    expect(await store.remove('c/one.snapshot')).toBe(true);
    expect(await store.remove('c/one.snapshot')).toBe(false);
    expect(await filesBelow(vfs, '/snapshots')).toEqual(['/snapshots/c/shards/0/two.snapshot']);
  });

  it('shows nothing before the commit and nothing after an abort', async () => {
    const vfs = memoryVfs();
    const store = localStore(vfs, '/snapshots');
    const writer = await store.create('c/one.snapshot');
    await writer.write(Uint8Array.of(1, 2, 3));
    expect(await store.list('c')).toEqual([]);
    await writer.abort();
    expect(await filesBelow(vfs, '/snapshots')).toEqual([]);
  });

  it('takes the old checksum away with the file it belongs to', async () => {
    const store = localStore(memoryVfs(), '/snapshots');
    await put(store, 'c/one.snapshot', 'old', digest);
    await put(store, 'c/one.snapshot', 'new!');
    expect(await store.stat('c/one.snapshot')).toEqual({ key: 'c/one.snapshot', sizeBytes: 4, modifiedMs: expect.any(Number) });
  });

  it('reads ranges', async () => {
    const store = localStore(memoryVfs(), '/snapshots');
    await put(store, 'x.snapshot', 'abcdefgh');
    const reader = await store.open('x.snapshot');
    const chunks: Uint8Array[] = [];
    for await (const chunk of reader?.read({ start: 2, end: 5 }) ?? []) chunks.push(chunk);
    await reader?.close();
    expect(Buffer.concat(chunks).toString()).toBe('cde');
  });

  it('takes a file that is deleted meanwhile for one that is not there', async () => {
    const vfs = memoryVfs();
    const path = '/snapshots/c/one.snapshot';
    const store = localStore(losing(vfs, path), '/snapshots');
    const putAgain = () => put(localStore(vfs, '/snapshots'), 'c/one.snapshot', 'hello', digest);
    await putAgain();
    expect(await store.open('c/one.snapshot')).toBeUndefined();
    await putAgain();
    expect(await store.remove('c/one.snapshot')).toBe(false);
    expect(await filesBelow(vfs, '/snapshots')).toEqual([]);
    await putAgain();
    const [listed] = await localStore(losing(vfs, `${path}.checksum`), '/snapshots').list('c');
    expect(listed).toEqual({ key: 'c/one.snapshot', sizeBytes: 5, modifiedMs: expect.any(Number) });
  });

  it('a file that is deleted as soon as it can be seen was stored all the same', async () => {
    const inner = memoryVfs();
    const vfs: Vfs = {
      ...inner,
      async syncDir(path) {
        await inner.syncDir(path);
        await inner.rm('/snapshots/c/one.snapshot');
      },
    };
    const writer = await localStore(vfs, '/snapshots').create('c/one.snapshot');
    expect(await writer.commit()).toEqual({ key: 'c/one.snapshot', sizeBytes: 0, modifiedMs: expect.any(Number) });
  });

  it('refuses at once what the disk has no room for', async () => {
    const vfs: Vfs = { ...memoryVfs(), freeBytes: () => Promise.resolve(99) };
    await expect(localStore(vfs, '/snapshots').create('c/x.snapshot', { sizeHintBytes: 100 })).rejects.toMatchObject({
      code: 'insufficient_storage',
    });
  });

  it('leaves no file when the disk fills up in the middle', async () => {
    const inner = memoryVfs();
    const vfs = faultVfs(inner, { rules: [{ on: 'write', nth: 3, forever: true, fault: { kind: 'error', code: 'ENOSPC' } }] });
    await expect(put(localStore(vfs, '/snapshots'), 'c/one.snapshot', 'hello', digest)).rejects.toThrow(/ENOSPC/);
    expect(await filesBelow(inner, '/snapshots')).toEqual([]);
    expect(vfs.openHandles()).toEqual([]);
  });

  it.each(['none', 'unsynced'] as const)(
    'after a kill at any step the file is whole or not there, and a sweep leaves no debris (loss: %s)',
    async (loss) => {
      for (let step = 1; ; step++) {
        const crashing = faultVfs(memoryVfs(), { crashAtStep: step, tornWrites: true });
        const outcome = await put(localStore(crashing, '/snapshots'), 'c/one.snapshot', 'hello', digest).then(
          () => 'stored',
          () => 'killed',
        );
        const vfs = await crashing.afterCrash(loss);
        const store = localStore(vfs, '/snapshots');
        await store.sweep();
        const content = await get(store, 'c/one.snapshot');
        expect([undefined, 'hello'], `step ${step}`).toContain(content);
        const stored = await store.stat('c/one.snapshot');
        expect([undefined, digest]).toContain(stored?.checksum);
        expect((await filesBelow(vfs, '/snapshots')).filter((path) => !/one\.snapshot(\.checksum)?$/.test(path))).toEqual([]);
        if (outcome === 'stored') {
          expect(stored?.checksum).toBe(digest);
          break;
        }
      }
    },
  );
});
