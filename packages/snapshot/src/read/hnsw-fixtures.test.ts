import { memoryVfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { openSnapshotArchive, unpackSnapshot } from '../archive/unpack-snapshot.ts';
import { fixtureJson, fixtureStream } from './fixtures.test.data.ts';
import { openSegment, type SegmentReader } from './segment-reader.ts';

interface GraphFixture {
  readonly points: number;
  readonly deleted_rows: number;
  readonly nodes: Record<string, { readonly external_id: number }>;
}

async function check(segment: SegmentReader, json: GraphFixture): Promise<void> {
  const rows = [...segment.liveRows()];
  expect(rows).toHaveLength(json.points - json.deleted_rows);
  const idOfRow = new Map(rows.map(({ row, id }) => [row, id]));
  for (const [row, node] of Object.entries(json.nodes))
    if (idOfRow.has(Number(row))) expect(idOfRow.get(Number(row))).toBe(node.external_id);
  const points = await segment.readPoints(rows);
  expect(points.every((point) => point.vectors.get('') instanceof Float32Array)).toBe(true);
  if (segment.state.config.vector_data['']?.distance !== 'Cosine') return;
  for (const point of points) expect(Math.hypot(...((point.vectors.get('') ?? []) as Float32Array))).toBeCloseTo(1, 5);
}

describe('segments with graphs and quantized data', () => {
  it.each(['cos-m8-bq2-scalar8', 'cos-m8-payload', 'dot-m4-inline-sq', 'l1-m8-pq16', 'l2-m16-sq-deleted'])(
    '%s yields its points',
    async (name) => {
      const vfs = memoryVfs();
      await vfs.mkdir('/segment');
      await unpackSnapshot(fixtureStream(`hnsw/${name}.tar`), vfs, '/segment');
      const segment = await openSegment(vfs, '/segment');
      await check(segment, (await fixtureJson(`hnsw/${name}.json`)) as unknown as GraphFixture);
      await segment.close();
    },
  );

  it('own-cos-m4-plain yields its points', async () => {
    const archive = await openSnapshotArchive(fixtureStream('hnsw/own-cos-m4-plain.snapshot'), memoryVfs(), '/tmp');
    const { snapshot } = archive;
    const shards =
      snapshot.kind === 'collection' ? [...snapshot.collection.shards.values()] : snapshot.kind === 'shard' ? [snapshot.shard] : [];
    const segment = shards.flatMap((shard) => shard.segments).find((candidate) => candidate.ids.liveCount > 0);
    if (!segment) throw new Error('no segment');
    await check(segment, (await fixtureJson('hnsw/own-cos-m4-plain.json')) as unknown as GraphFixture);
    await archive.close();
  });
});
