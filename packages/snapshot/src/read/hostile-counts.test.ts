import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { unpackSnapshot } from '../archive/unpack-snapshot.ts';
import { parseCollectionConfig, parseFullSnapshotConfig } from '../format/collection-config.ts';
import { parseSegmentState } from '../format/segment-state.ts';
import { verifySnapshot } from '../inspect/verify-snapshot.ts';
import { type PackEntry, packTar } from '../tar/pack-tar.ts';
import { readTar } from '../tar/read-tar.ts';
import { encodeTarHeader } from '../tar/tar-header.ts';
import { decodeWalOperation } from '../wal/decode-operation.ts';
import { openBlobSource } from './blob-source.ts';
import { openCollection } from './collection-reader.ts';
import { fixtureStream } from './fixtures.test.data.ts';
import { readPendingWal } from './pending-wal.ts';

async function unpacked(name: string): Promise<Vfs> {
  const vfs = memoryVfs();
  await vfs.mkdir('/s');
  await unpackSnapshot(fixtureStream(name), vfs, '/s');
  return vfs;
}

async function findFile(vfs: Vfs, suffix: string, directory = '/s'): Promise<string | undefined> {
  for (const { name, kind } of await vfs.readdir(directory)) {
    const path = `${directory}/${name}`;
    const found = kind === 'directory' ? await findFile(vfs, suffix, path) : path.endsWith(suffix) ? path : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Overwrites bytes of the first file whose path ends so. */
async function patch(vfs: Vfs, suffix: string, position: number, bytes: readonly number[]): Promise<void> {
  const file = await vfs.open((await findFile(vfs, suffix)) ?? `no ${suffix}`, 'r+');
  await file.write(Uint8Array.from(bytes), position);
  await file.close();
}

async function replace(vfs: Vfs, path: string, text: string): Promise<void> {
  await vfs.rm(path);
  const file = await vfs.open(path, 'w+');
  await file.write(new TextEncoder().encode(text), 0);
  await file.close();
}

async function messages(vfs: Vfs): Promise<string> {
  return (await verifySnapshot(vfs, '/s')).findings.map(({ message }) => message).join('\n');
}

describe('a count that nothing stands behind', () => {
  it('of a tracker is not looped over', async () => {
    const vfs = await unpacked('named_mixed.tar');
    await patch(vfs, 'payload_storage/tracker.dat', 0, [0xff, 0xff, 0xff, 0xff]);
    expect(await messages(vfs)).toMatch(/counts more rows than it has slots/);
  });

  it('of rows is refused, naming the chunk that is missing', async () => {
    const vfs = await unpacked('dense_cosine.tar');
    await patch(vfs, 'vectors/status.dat', 4, [1, 0, 0, 0]);
    expect(await messages(vfs)).toMatch(/chunk_1\.mmap: the file does not exist/);
  });

  it('of bytes does not become as many ranges of tiny pages', async () => {
    const vfs = memoryVfs();
    await vfs.mkdir('/b');
    const slot = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x30);
    for (const [name, content] of [
      ['config.json', new TextEncoder().encode('{"mode":"append_only","page_size_bytes":1}')],
      ['log_tracker.dat', slot],
      ['log_page_0.dat', Uint8Array.of(0)],
    ] as const) {
      const file = await vfs.open(`/b/${name}`, 'w+');
      await file.write(content, 0);
      await file.close();
    }
    const source = await openBlobSource(vfs, '/b');
    await expect(source?.readValues([0])).rejects.toThrow(/beyond the last page .*at most 1 pages/);
    await source?.close();
  });

  it('of shards is refused before any is looked for', () => {
    const config = (shards: number): string =>
      JSON.stringify({
        params: { vectors: {}, shard_number: shards },
        hnsw_config: { m: 16, ef_construct: 100, full_scan_threshold: 1 },
        optimizer_config: { default_segment_number: 0, flush_interval_sec: 5 },
        wal_config: { wal_capacity_mb: 32, wal_segments_ahead: 0 },
      });
    expect(parseCollectionConfig(config(65_536)).params.shard_number).toBe(65_536);
    expect(() => parseCollectionConfig(config(2 ** 53 - 1))).toThrow(/shard_number is absurd/);
  });

  it('of bytes of a text is refused, even if they are a hole', async () => {
    const vfs = memoryVfs();
    await vfs.mkdir('/s');
    const hole = (path: string): PackEntry => ({ path, sizeBytes: 2 ** 29, extents: [], read: async function* () {} });
    await expect(unpackSnapshot(packTar([hole('newest_clocks.json')]), vfs, '/s')).rejects.toThrow(/newest_clocks\.json is too large/);
    await expect(unpackSnapshot(packTar([hole('segments/x/segment.json')]), vfs, '/s')).rejects.toThrow(/segment\.json is too large/);
    await unpackSnapshot(packTar([hole('segments/x/vector_storage/matrix.dat')]), vfs, '/s');
  });

  it('of PAX records is refused', async () => {
    const data = Buffer.alloc(1 << 20, '5 a=\n').subarray(0, 1_048_575);
    const header = encodeTarHeader({ name: 'x', type: 'L', storedBytes: data.length, modifiedSeconds: 0 });
    header[156] = 'x'.charCodeAt(0);
    header.fill(32, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.set(Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    const file = encodeTarHeader({ name: 'f', type: '0', storedBytes: 0, modifiedSeconds: 0 });
    async function* archive(): AsyncGenerator<Uint8Array, void, void> {
      yield Buffer.concat([header, data, Buffer.alloc(1), file, Buffer.alloc(1024)]);
    }
    await expect(readTar(archive()).next()).rejects.toThrow(/too many PAX records/);
  });
});

describe('CBOR that never ends', () => {
  const operation = (...tail: number[]): Uint8Array => Uint8Array.of(0xa1, 0x6c, ...Buffer.from('delete_index'), ...tail);

  it('in chunks of a text without a length is refused', () => {
    expect(decodeWalOperation(operation(0x7f, 0x61, 0x61, 0xff))).toEqual({ kind: 'delete_index', field: 'a' });
    expect(() => decodeWalOperation(operation(0x7f, 0x7f, 0x61, 0x61, 0xff))).toThrow(/a chunk of a string without a length/);
  });

  it('in an integer without a value is refused', () => {
    const ids = (...id: number[]): Uint8Array =>
      Uint8Array.of(0xa1, 0x6d, ...Buffer.from('delete_points'), 0xa1, 0x63, ...Buffer.from('ids'), 0x81, ...id);
    expect(decodeWalOperation(ids(7))).toEqual({ kind: 'delete_points', ids: [7] });
    expect(() => decodeWalOperation(ids(0x1f))).toThrow(/an integer without a value/);
  });
});

describe('what would be lost without a word', () => {
  it('is told of operations that are acknowledged and not there', async () => {
    const vfs = await unpacked('wal_pending.tar');
    await replace(vfs, '/s/wal/first-index', '{"ack_index":99999}');
    expect(await messages(vfs)).toMatch(/entries are missing/);
    for await (const { index } of readPendingWal(vfs, '/s/wal')) expect.unreachable(`operation ${index}`);
  });

  it('is told of points in rows that a vector does not have', async () => {
    const vfs = await unpacked('dense_cosine.tar');
    await patch(vfs, 'vectors/status.dat', 0, [3, 0, 0, 0]);
    expect(await messages(vfs)).toMatch(/lie in rows that vector "" does not have/);
  });

  it('is told of a mapping log that is cut inside a record', async () => {
    const vfs = await unpacked('dense_cosine.tar');
    const path = (await findFile(vfs, 'mutable_id_tracker.mappings')) ?? '';
    const { sizeBytes } = await vfs.stat(path);
    const file = await vfs.open(path, 'r+');
    await file.truncate(sizeBytes - 1);
    await file.close();
    const { findings } = await verifySnapshot(vfs, '/s');
    expect(findings).toContainEqual(expect.objectContaining({ isTorn: true, file: path, offset: expect.any(Number) as number }));
  });
});

describe('files that contradict each other', () => {
  it.each<[what: string, fixture: string, change: (vfs: Vfs) => Promise<void>, message: RegExp]>([
    ['a shard without a segment', 'dense_cosine.tar', (vfs) => replaceByEmpty(vfs, '/s/segments'), /there is no segment/],
    [
      'a bitmask without blocks',
      'named_mixed.tar',
      (vfs) => cut(vfs, 'payload_storage/bitmask.dat'),
      /blocks that the bitmask does not know/,
    ],
    ['gaps of another size', 'named_mixed.tar', (vfs) => patch(vfs, 'payload_storage/gaps.dat', 192, [0, 0]), /has not the size/],
    ['fewer rows than values', 'named_mixed.tar', (vfs) => patch(vfs, 'payload_storage/tracker.dat', 0, [3]), /counts fewer rows/],
    ['a vector that is not listed', 'dense_cosine.tar', (vfs) => unlist(vfs), /does not list this vector/],
    ['more rows than ids', 'dense_cosine.tar', (vfs) => patch(vfs, 'vectors/status.dat', 0, [200]), /more rows than there are points/],
    ['more flags than ids', 'dense_cosine.tar', (vfs) => patch(vfs, 'deleted/status.dat', 0, [200]), /more flags than points/],
    ['a version that is none', 'collection_2shards.snapshot', (vfs) => replace(vfs, '/s/version.info', 'x'), /not a version/],
    ['a version to come', 'collection_2shards.snapshot', (vfs) => replace(vfs, '/s/version.info', '0.5.0'), /newer Qdrant/],
    ['a log file of an absurd number', 'dense_cosine.tar', (vfs) => replace(vfs, `/s/wal/closed-${'9'.repeat(20)}`, 'x'), /absurd/],
    [
      'a replica in no state',
      'dense_cosine.tar',
      (vfs) => replace(vfs, '/s/replica_state.json', '{"is_local":true,"this_peer_id":1,"peers":{"1":"hnsw"}}'),
      /the state of peer 1 is none/,
    ],
  ])('are found: %s', async (_what, fixture, change, message) => {
    const vfs = await unpacked(fixture);
    await change(vfs);
    const { findings } = await verifySnapshot(vfs, '/s');
    const grave = findings.filter(({ severity, isTorn }) => severity === 'error' || isTorn === true);
    expect(grave.map((finding) => finding.message).join('\n')).toMatch(message);
  });
});

async function unlist(vfs: Vfs): Promise<void> {
  const path = (await findFile(vfs, '/segment.json')) ?? '';
  const text = new TextDecoder().decode(await vfs.readFile(path));
  await replace(vfs, path, text.replace('"vector_data":{"":', '"vector_data":{},"was":{"":'));
}

async function replaceByEmpty(vfs: Vfs, directory: string): Promise<void> {
  await vfs.rm(directory, { recursive: true });
  await vfs.mkdir(directory);
}

async function cut(vfs: Vfs, suffix: string): Promise<void> {
  const file = await vfs.open((await findFile(vfs, suffix)) ?? `no ${suffix}`, 'r+');
  await file.truncate(0);
  await file.close();
}

describe('names and kinds', () => {
  it.each(['..', '.', '', '../x', 'a\\b', 'a\0b'])('a full snapshot whose archive is %j is refused', (archive) => {
    const text = JSON.stringify({ collections_mapping: { c: archive } });
    expect(() => parseFullSnapshotConfig(text)).toThrow(/lies outside of the snapshot/);
  });

  it('a directory where a file belongs is a format error that names it', async () => {
    const vfs = await unpacked('collection_2shards.snapshot');
    await vfs.rm('/s/config.json');
    await vfs.mkdir('/s/config.json');
    await expect(openCollection(vfs, '/s')).rejects.toThrow(/\/s\/config\.json: there is a directory where a file belongs/);
  });

  it('a text nested too deeply to be shown is refused all the same', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(() => parseSegmentState(`{"config":${deep}}`)).toThrow(/config has the wrong type .*(nested too deeply|\[\[\[)/);
  });
});
