import { type PackEntry, packTar, unpackTar } from '@sextant/snapshot';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { placeCollectionEntry, placeShardEntry } from './snapshot-layout.ts';

function file(path: string, text = path): PackEntry {
  const bytes = new TextEncoder().encode(text);
  return {
    path,
    sizeBytes: bytes.length,
    read: async function* () {
      yield bytes;
    },
  };
}

async function tarOf(...entries: PackEntry[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of packTar(entries)) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}

async function unpacked(place: typeof placeShardEntry, ...entries: PackEntry[]): Promise<string[]> {
  const vfs = memoryVfs();
  await vfs.mkdir('/x');
  await unpackTar(packTar(entries), vfs, '/x', { place });
  return walk(vfs, '/x', '');
}

async function walk(vfs: Vfs, root: string, path: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, kind } of await vfs.readdir(`${root}/${path}`)) {
    const inner = path === '' ? name : `${path}/${name}`;
    found.push(...(kind === 'directory' ? await walk(vfs, root, inner) : [inner]));
  }
  return found.sort();
}

async function nested(name: string, ...paths: string[]): Promise<PackEntry> {
  const bytes = await tarOf(...paths.map((path) => file(path)));
  return {
    path: name,
    sizeBytes: bytes.length,
    read: async function* () {
      yield bytes;
    },
  };
}

describe('snapshot layouts', () => {
  it.each([
    ['regular', () => nested('0/segments/s1.tar', 'snapshot/files/segment.json', 'snapshot/files/payload_storage/page_0.dat')],
    ['ancient', () => nested('0/segments/s1.tar', 'segment.json', 'payload_storage/page_0.dat')],
  ])('turns a %s segment into a directory', async (_name, segment) => {
    expect(await unpacked(placeCollectionEntry, file('config.json'), await segment())).toEqual([
      '0/segments/s1/payload_storage/page_0.dat',
      '0/segments/s1/segment.json',
      'config.json',
    ]);
  });

  it.each(['0/segments/s1/files/segment.json', '0/segments/s1/segment.json'])('takes a directory segment: %s', async (path) => {
    expect(await unpacked(placeCollectionEntry, file(path))).toEqual(['0/segments/s1/segment.json']);
  });

  it('leaves out what a restore has no use for', async () => {
    const kept = await unpacked(
      placeCollectionEntry,
      file('config.json'),
      file('readme.txt'),
      file('0/wal/closed-3'),
      file('0/segments/.hidden/x'),
      file('0/extra/y'),
      file('0/applied_seq.json'),
      file('00/wal/x'),
    );
    expect(kept).toEqual(['0/applied_seq.json', '0/wal/closed-3', 'config.json']);
  });

  it('takes a shard snapshot from its root', async () => {
    expect(
      await unpacked(placeShardEntry, file('segments/s1/files/segment.json'), file('wal/closed-1'), file('replica_state.json')),
    ).toEqual(['replica_state.json', 'segments/s1/segment.json', 'wal/closed-1']);
  });

  it('refuses stray files among the segments', async () => {
    await expect(unpacked(placeShardEntry, file('segments/notes.txt'))).rejects.toThrow('segments/notes.txt');
  });

  it('refuses a partial snapshot where a whole one is asked for', async () => {
    await expect(unpacked(placeShardEntry, file('segments/s1/files/segment_manifest.json'))).rejects.toThrow('contains segment manifest');
  });
});
