/**
 * The hash ring that says which shard owns a point. 100 places a shard; hash = SipHash-2-4 of
 *
 *   place   u32 shard id | u32 place number
 *   number  u64 0 | u64 id
 *   UUID    u64 1 | u64 16 | 16 bytes in textual order
 *
 * The owner is the shard of the first place at or after the hash of the id, else that of the first place of all.
 */
import { corrupt } from './format-error.ts';
import { type PointId, writeUuid } from './point-id.ts';
import { sipHash24 } from './siphash.ts';
import { viewOf, writeU64 } from './u64.ts';

const placesPerShard = 100;

export interface ShardRing {
  /** The shard that owns the point. */
  shardOf(id: PointId): number;
}

/** The ring over these shard ids; with custom sharding there is one per shard key. */
export function createShardRing(shardIds: readonly number[]): ShardRing {
  const [first] = shardIds;
  if (first === undefined) throw corrupt('a hash ring needs a shard');
  if (shardIds.length === 1) return { shardOf: () => first };
  const places = shardIds.flatMap((shard) =>
    Array.from({ length: placesPerShard }, (_, place) => ({ shard, hash: hashPlace(shard, place) })),
  );
  places.sort((left, right) => (left.hash < right.hash ? -1 : left.hash > right.hash ? 1 : 0));
  return {
    shardOf: (id) => {
      const hash = hashPointId(id);
      let low = 0;
      let high = places.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((places[middle]?.hash ?? 0n) < hash) low = middle + 1;
        else high = middle;
      }
      return (places[low] ?? places[0])?.shard ?? first;
    },
  };
}

function hashPlace(shard: number, place: number): bigint {
  const bytes = new Uint8Array(8);
  const view = viewOf(bytes);
  view.setUint32(0, shard, true);
  view.setUint32(4, place, true);
  return sipHash24(bytes);
}

function hashPointId(id: PointId): bigint {
  const bytes = new Uint8Array(typeof id === 'string' ? 32 : 16);
  const view = viewOf(bytes);
  if (typeof id === 'string') {
    writeU64(view, 0, 1);
    writeU64(view, 8, 16);
    writeUuid(bytes, 16, id);
  } else writeU64(view, 8, id);
  return sipHash24(bytes);
}
