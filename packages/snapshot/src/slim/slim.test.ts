import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { type OpenedArchive, openSnapshotArchive } from '../archive/unpack-snapshot.ts';
import { comparedPoints, diffPoints, type PointDifference } from '../diff/diff-points.ts';
import { inspectSnapshot, type ShardInfo, type SnapshotInfo } from '../inspect/inspect-snapshot.ts';
import { verifySnapshot } from '../inspect/verify-snapshot.ts';
import type { SnapshotReader } from '../read/collection-reader.ts';
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
});
