import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { type OpenedArchive, openSnapshotArchive } from '../archive/unpack-snapshot.ts';
import { comparedPoints, diffPoints, type PointDifference } from '../diff/diff-points.ts';
import { inspectSnapshot, type ShardInfo, type SnapshotInfo } from '../inspect/inspect-snapshot.ts';
import { verifySnapshot } from '../inspect/verify-snapshot.ts';
import { openSnapshot, type SnapshotReader } from '../read/collection-reader.ts';
import { fixtureStream } from '../read/fixtures.test.data.ts';
import { packTar } from '../tar/pack-tar.ts';
import { type SlimOptions, type SlimReport, slimSnapshot } from './slim-snapshot.ts';

interface Slimmed {
  readonly archive: Uint8Array;
  readonly report: SlimReport;
}

async function slim(source: Source, options: SlimOptions = {}): Promise<Slimmed> {
  const vfs = memoryVfs();
  await vfs.mkdir('/slim');
  const report = await slimSnapshot(source, { vfs, directory: '/slim' }, options);
  return { report, archive: Buffer.concat(await gather(packTar(report.entries))) };
}

type Source = OpenedArchive & { readonly vfs: Vfs };

async function open(archive: Uint8Array | string): Promise<Source> {
  const vfs = memoryVfs();
  const opened = await openSnapshotArchive(typeof archive === 'string' ? fixtureStream(archive) : oneChunk(archive), vfs, '/tmp');
  return { ...opened, vfs };
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  yield bytes;
}

async function differences(left: SnapshotReader, right: SnapshotReader): Promise<PointDifference[]> {
  return gather(diffPoints(comparedPoints(left), comparedPoints(right)));
}

async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function shardsOf(info: SnapshotInfo): readonly ShardInfo[] {
  if (info.kind === 'partial') throw new Error('this is a partial snapshot');
  if (info.kind === 'shard') return [info.shard];
  return info.kind === 'collection' ? info.collection.shards : info.collections.flatMap(({ shards }) => shards);
}

/** Writes over bytes of every file of an open source whose path ends so. */
async function damage({ vfs }: Source, suffix: string, change: (bytes: Buffer) => void): Promise<void> {
  const visit = async (path: string): Promise<void> => {
    for (const { name, kind } of await vfs.readdir(path)) {
      if (kind === 'directory') await visit(`${path}/${name}`);
      else if (`${path}/${name}`.endsWith(suffix)) {
        const bytes = Buffer.from(await vfs.readFile(`${path}/${name}`));
        change(bytes);
        const file = await vfs.open(`${path}/${name}`, 'w+');
        await file.write(bytes, 0);
        await file.close();
      }
    }
  };
  await visit('/tmp');
}

const fixtures = [
  'added_vector.tar',
  'dense_cosine.tar',
  'handmade_tiny_pages.tar',
  'hnsw.tar',
  'hnsw_disk_id.tar',
  'named_mixed.tar',
  'quant_bq_appendable.tar',
  'quant_sq.tar',
  'turbo4.tar',
  'real_1.19_hn_shard_stream.snapshot',
  'real_1.19_mix_collection.snapshot',
  'collection_2shards.snapshot',
  'real_1.19_custom_sharding.snapshot',
  'full-snapshot-2026-01-02-03-04-05.snapshot',
] as const;

describe('slimSnapshot', () => {
  it.each(fixtures)('%s keeps every point and nothing that is built from them', async (name) => {
    const source = await open(name);
    const { archive, report } = await slim(source);
    const slimmed = await open(archive);
    const { vfs } = slimmed;
    expect(slimmed.snapshot.kind).toBe(source.snapshot.kind);
    expect(await differences(source.snapshot, slimmed.snapshot)).toEqual([]);
    const [directory] = await vfs.readdir('/tmp');
    const path = `/tmp/${directory?.name}`;
    const verified = await verifySnapshot(vfs, path);
    expect(verified.findings).toEqual([]);
    expect(verified.points).toBe(report.points);
    for (const shard of shardsOf(await inspectSnapshot(vfs, path)))
      for (const segment of shard.segments) {
        expect(segment).toMatchObject({ isAppendable: true, deletedRows: 0, idTracker: 'mutable' });
        for (const vector of Object.values(segment.vectors)) expect(vector).toMatchObject({ index: 'plain', quantization: null });
      }
    await slimmed.close();
    await source.close();
  });

  it('is smaller where there is something to drop, and keeps the versions of points', async () => {
    const source = await open('real_1.19_hn_shard_stream.snapshot');
    const { archive } = await slim(source);
    expect(archive.length).toBeLessThan(source.unpacked.archiveBytes / 2);
    const slimmed = await open(archive);
    if (source.snapshot.kind !== 'shard' || slimmed.snapshot.kind !== 'shard') throw new Error('not shards');
    const versions = async (points: AsyncIterable<{ id: unknown; version: number }>): Promise<unknown> =>
      new Map((await gather(points)).map(({ id, version }) => [id, version]));
    expect(await versions(slimmed.snapshot.shard.points())).toEqual(await versions(source.snapshot.shard.points()));
    await slimmed.close();
    await source.close();
  });

  it('takes a sample of exactly so many points, the same for the same seed', async () => {
    const source = await open('collection_2shards.snapshot');
    const idsOf = async (seed: string): Promise<string> => {
      const { archive, report } = await slim(source, { sample: { count: 7 }, seed });
      expect(report.points).toBe(7);
      const again = await slim(source, { sample: { count: 7 }, seed });
      expect(Buffer.compare(again.archive, archive)).toBe(0);
      const slimmed = await open(archive);
      expect((await differences(slimmed.snapshot, source.snapshot)).every(({ change }) => change === 'added')).toBe(true);
      const ids = (await gather(comparedPoints(slimmed.snapshot))).map(({ id }) => String(id));
      await slimmed.close();
      return ids.sort().join();
    };
    expect(await idsOf('a')).not.toBe(await idsOf('b'));
    expect((await slim(source, { sample: { count: 0 } })).report.points).toBe(0);
    expect((await slim(source, { sample: { count: 1e6 } })).report.points).toBe((await slim(source)).report.points);
    await source.close();
  });

  it('takes a share', async () => {
    const source = await open('real_1.19_hn_shard_stream.snapshot');
    const all = (await slim(source)).report.points;
    const { report } = await slim(source, { sample: { share: 0.25 }, seed: 'x' });
    expect(report.points).toBeGreaterThan(all * 0.15);
    expect(report.points).toBeLessThan(all * 0.35);
    await source.close();
  });

  it('redacts payload fields and leaves no trace of their values in the archive', async () => {
    const source = await open('real_1.19_mix_collection.snapshot');
    const { archive, report } = await slim(source, { replace: ['city'], remove: ['i'] });
    expect(report.redactedPoints).toBeGreaterThan(0);
    expect(report.unmatchedPaths).toEqual([]);
    expect((await slim(source, { replace: ['ctiy', 'city'], remove: ['j', 'ctiy'] })).report.unmatchedPaths).toEqual(['ctiy', 'j']);
    const slimmed = await open(archive);
    for await (const { payload } of comparedPoints(slimmed.snapshot)) {
      expect(payload).not.toHaveProperty('i');
      if (payload['city'] !== undefined) expect(payload['city']).toBe('[redacted]');
    }
    const changed = await differences(source.snapshot, slimmed.snapshot);
    expect(changed.every(({ change, parts }) => change === 'changed' && parts?.join() === 'payload')).toBe(true);
    await slimmed.close();
    await source.close();
  });

  it('refuses to lose what only the log holds', async () => {
    const source = await open('wal_pending.tar');
    await expect(slim(source)).rejects.toThrow(/the log holds operations that the segments lack/);
    await source.close();
  });

  it.each<[string, string, (bytes: Buffer) => void, RegExp]>([
    [
      'payloads that are not UTF-8',
      'payload_storage/page_0.dat',
      (bytes) => {
        for (let at = bytes.indexOf('{"'); at >= 0; at = bytes.indexOf('{"', at)) bytes[at] = 0xff;
      },
      /\/segments\/[^/]+\/payload_storage \(row \d+\): a payload is not UTF-8/,
    ],
    [
      'payloads that are not JSON',
      'payload_storage/page_0.dat',
      (bytes) => {
        for (let at = bytes.indexOf('{"'); at >= 0; at = bytes.indexOf('{"', at)) bytes[at] = 0x5b;
      },
      /\/segments\/[^/]+\/payload_storage \(row \d+\): a payload is not valid JSON/,
    ],
    [
      'sparse vectors',
      'vector_storage-sp/store/page_0.dat',
      (bytes) => bytes.fill(0xff, 0, bytes.findLastIndex((byte) => byte !== 0) + 1),
      /\/segments\/[^/]+\/vector_storage-sp \(row \d+\)/,
    ],
    [
      'rows, fewer than there are points',
      'vector_storage-c/vectors/status.dat',
      (bytes) => bytes.writeUInt32LE(10),
      /\/vector_storage-c: the vector has no such row \(expected rows below 10, found \d+\)/,
    ],
    ['clocks', 'oldest_clocks.json', (bytes) => bytes.fill(0x20, 0, 1), /oldest_clocks\.json: /],
  ])('refuses damaged %s, redacting or not', async (_what, file, change, message) => {
    const source = await open('named_mixed.tar');
    await damage(source, file, change);
    const [directory] = await source.vfs.readdir('/tmp');
    const snapshot = await openSnapshot(source.vfs, `/tmp/${directory?.name}`);
    // The points, were there any: an archive would be a long answer.
    const points = async (options?: SlimOptions): Promise<number> => (await slim({ ...source, snapshot }, options)).report.points;
    await expect(points()).rejects.toThrow(message);
    await expect(points({ remove: ['none'] })).rejects.toThrow(message);
    await snapshot.close();
    await source.close();
  });
});
