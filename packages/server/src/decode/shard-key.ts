import { type Decoder, isObject, list, required, u64, untagged } from './decoder.ts';

const shardKey: Decoder<string | number> = (value, scope) => (typeof value === 'string' ? value : u64(value, scope));

/** `shard_key`: one key, several, or one with a fallback (which a single node has no use for). */
export const shardKeys: Decoder<readonly (string | number)[]> = untagged<readonly (string | number)[]>(
  'ShardKeySelector',
  (value, scope) => [shardKey(value, scope)],
  list(shardKey),
  (value, scope) => [required(isObject(value) ? value : {}, 'target', shardKey, scope)],
);
