import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { expectedPoints, fixtureStream, pointDifferences } from '../read/fixtures.test.data.ts';
import { openShard } from '../read/shard-reader.ts';
import type { StoredPoint } from '../read/stored-point.ts';
import { applyPartialMerge, planPartialMerge } from './partial-merge.ts';
import { unpackSnapshot } from './unpack-snapshot.ts';

async function unpackBoth(base: string, partial: string): Promise<Vfs> {
  const vfs = memoryVfs();
  await vfs.mkdir('/shard');
  await vfs.mkdir('/partial');
  await unpackSnapshot(fixtureStream(base), vfs, '/shard');
  await unpackSnapshot(fixtureStream(partial), vfs, '/partial');
  return vfs;
}

async function pointsOf(vfs: Vfs): Promise<StoredPoint[]> {
  const shard = await openShard(vfs, '/shard');
  const points: StoredPoint[] = [];
  for await (const point of shard.points()) points.push(point);
  await shard.close();
  return points;
}

describe('a partial snapshot', () => {
  it.each([
    ['partial_base.tar', 'partial_update.tar', 'partial_update.json'],
    ['real_1.19_hn_shard_stream.snapshot', 'real_1.19_hn_shard_partial.snapshot', 'real_1.19_hn_shard_partial.json'],
  ])('upon %s: %s gives the expected points', async (base, partial, json) => {
    const vfs = await unpackBoth(base, partial);
    const merge = await planPartialMerge(vfs, '/shard', '/partial');
    expect(merge.newFiles.length).toBeGreaterThan(10);
    await applyPartialMerge(vfs, '/shard', '/partial', merge);
    expect(pointDifferences(await pointsOf(vfs), await expectedPoints(json))).toEqual([]);
  });

  it('removes segments and files that are gone', async () => {
    const vfs = await unpackBoth('partial_base.tar', 'partial_update.tar');
    const [segment] = await vfs.readdir('/partial/segments');
    await vfs.mkdir('/shard/segments/00000000-0000-0000-0000-000000000000');
    await (await vfs.open(`/shard/segments/${segment?.name}/payload_storage/tracker_journal.dat`, 'w+')).close();
    const merge = await planPartialMerge(vfs, '/shard', '/partial');
    expect(merge.removedSegments).toEqual(['segments/00000000-0000-0000-0000-000000000000']);
    expect(merge.removedFiles).toContain(`segments/${segment?.name}/payload_storage/tracker_journal.dat`);
  });

  it('is refused when a file is in neither place, or a manifest is missing', async () => {
    const vfs = await unpackBoth('partial_base.tar', 'partial_update.tar');
    const immutable = '585cee81-0137-4bf8-8475-34e191d06829';
    await vfs.rm(`/shard/segments/${immutable}/vector_storage-a/matrix.dat`);
    await expect(planPartialMerge(vfs, '/shard', '/partial')).rejects.toThrow(
      /vector_storage-a\/matrix\.dat: a file of the manifest is neither in the snapshot nor here/,
    );
    await vfs.rm(`/partial/segments/${immutable}/segment_manifest.json`);
    await expect(planPartialMerge(vfs, '/shard', '/partial')).rejects.toThrow(/has no manifest.*must not be recovered as a partial one/);
  });
});
