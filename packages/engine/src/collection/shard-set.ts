import { createShardRing, type ShardKeyEntry } from '@sextant/snapshot/format';
import { EngineError } from '../error.ts';
import type { PointId } from '../operation/point.ts';
import type { ReadSource } from '../query/index.ts';
import type { Shard } from '../shard/shard.ts';
import type { ShardKey } from './collection-files.ts';

/** The shards of one collection and which of them an operation or a read concerns. */
export interface ShardSet {
  /** Ascending by id. */
  readonly all: readonly Shard[];
  readonly keys: readonly ShardKeyEntry[];
  keyOf(shardId: number): ShardKey | undefined;
  /** Where the points of a write go: the ring of each shard key asked for, or the one ring of automatic sharding. */
  writeTargets(shardKeys: readonly ShardKey[] | undefined): readonly WriteTarget[];
  /** What a read of these shard keys sees; all shards when none are asked for. */
  sources(shardKeys: readonly ShardKey[] | undefined): readonly ReadSource[];
}

export interface WriteTarget {
  readonly shardIds: readonly number[];
  readonly shardOf: (id: PointId) => number;
}

/** `custom` is the sharding method: points then go to the shards of the key they are written with, and a write without one is refused. */
export function shardSet(shards: readonly Shard[], custom: boolean, keys: readonly ShardKeyEntry[]): ShardSet {
  const all = [...shards].sort((a, b) => a.id - b.id);
  const byId = new Map(all.map((shard) => [shard.id, shard]));
  const keyById = new Map(keys.flatMap(({ key, shardIds }) => shardIds.map((id) => [id, key] as const)));
  const automatic = custom ? undefined : target(all.map((shard) => shard.id));
  const byKey = new Map(keys.map(({ key, shardIds }) => [typeof key + String(key), target(shardIds)]));

  function targetOf(key: ShardKey): WriteTarget {
    const found = byKey.get(typeof key + String(key));
    if (found === undefined)
      throw new EngineError('wrong_input', `Shard key ${JSON.stringify(String(key))} not found`, {
        details: { shardKey: String(key), known: keys.map((entry) => String(entry.key)) },
      });
    return found;
  }

  return {
    all,
    keys,
    keyOf: (shardId) => keyById.get(shardId),
    writeTargets(asked) {
      if (asked !== undefined && asked.length > 0) return asked.map(targetOf);
      if (automatic === undefined) throw new EngineError('wrong_input', 'Shard key not specified: the collection is sharded by key');
      return [automatic];
    },
    sources(asked) {
      const chosen =
        asked === undefined || asked.length === 0
          ? all
          : [...new Set(asked.flatMap((key) => targetOf(key).shardIds))].map((id) => byId.get(id)).filter((shard) => shard !== undefined);
      return chosen.map((shard) => sourceOf(shard, keyById.get(shard.id)));
    },
  };
}

function target(shardIds: readonly number[]): WriteTarget {
  // Without a shard nothing is ever asked where it belongs.
  const ring = shardIds.length === 0 ? undefined : createShardRing(shardIds);
  return { shardIds, shardOf: (id) => ring?.shardOf(id) ?? 0 };
}

function sourceOf(shard: Shard, shardKey: ShardKey | undefined): ReadSource {
  return {
    get segments() {
      return shard.segments();
    },
    pin: () => shard.pin(),
    ...(shardKey === undefined ? {} : { shardKey: typeof shardKey === 'bigint' ? Number(shardKey) : shardKey }),
  };
}
