import { hash } from 'node:crypto';
import type { SelectedShard } from '../dump/select-points.ts';
import type { PointId } from '../format/point-id.ts';

/** How many points to keep: so many, or this share of them (0 to 1). */
export type Sample = { readonly count: number } | { readonly share: number };

/** Tells for each point of a shard whether it is in the sample. */
export type InSample = (shard: Pick<SelectedShard, 'collection' | 'shardId'>, id: PointId) => boolean;

const buckets = 65_536;

/**
 * Chooses a sample by a hash of seed, shard and id: the same seed chooses the same points whatever the order or the files they lie in. A
 * count is exact, over all shards together. Memory does not grow with the points.
 */
export async function chooseSample(shards: readonly SelectedShard[], sample: Sample, seed: string): Promise<InSample> {
  if ('share' in sample) return (shard, id) => rankOf(seed, shard, id) < sample.share;
  if (sample.count === 0) return () => false;
  const counts = new Uint32Array(buckets);
  await eachRank(shards, seed, (rank) => {
    const bucket = Math.floor(rank * buckets);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  });
  let below = 0;
  let bucket = 0;
  for (; bucket < buckets && below + (counts[bucket] ?? 0) < sample.count; bucket++) below += counts[bucket] ?? 0;
  if (bucket === buckets) return () => true;
  // The last one of the sample is in this bucket; only here the order within matters.
  const ranks: number[] = [];
  await eachRank(shards, seed, (rank) => {
    if (Math.floor(rank * buckets) === bucket) ranks.push(rank);
  });
  const highest = ranks.sort((left, right) => left - right)[sample.count - below - 1] ?? 1;
  return (shard, id) => rankOf(seed, shard, id) <= highest;
}

async function eachRank(shards: readonly SelectedShard[], seed: string, visit: (rank: number) => void): Promise<void> {
  for (const selected of shards) for await (const ids of selected.shard.ids()) for (const id of ids) visit(rankOf(seed, selected, id));
}

/** A number from 0 to 1, the same for the same point and seed. */
function rankOf(seed: string, { collection, shardId }: Pick<SelectedShard, 'collection' | 'shardId'>, id: PointId): number {
  const bytes = hash('sha1', `${seed}\n${collection ?? ''}\n${shardId ?? ''}\n${id}`, 'buffer');
  return bytes.readUIntBE(0, 6) / 2 ** 48;
}
