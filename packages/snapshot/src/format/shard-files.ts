/**
 * Small JSON files of a shard and of a collection
 *
 *   shard_config.json         {"type":"ReplicaSet"}; legacy "Local", "Temporary", {"Remote":{"peer_id":1}}
 *   replica_state.json        {"is_local":true,"this_peer_id":7906894357956606,"peers":{"7906894357956606":"Active"}}
 *   newest_clocks.json,
 *   oldest_clocks.json        {"clocks":[{"peer_id":1,"clock_id":0,"current_tick":171,"token":13357452460766268840}]}
 *   shard_key_mapping.json    [{"key":"tenantA","shard_ids":[1]},{"key":7,"shard_ids":[2]}]; [] with automatic sharding
 *   payload_index.json        {"schema":{"city":"keyword","n":{"type":"integer","lookup":true}}}
 *
 * Peer ids and tokens are unsigned 64-bit integers and often beyond 2^53.
 */
import type { PayloadFieldSchema } from '@sextant/contract';
import { isJsonNumber, type JsonObject, type JsonValue, stringifyJson } from '@sextant/contract/json';
import { corrupt } from './format-error.ts';
import { asArray, asBoolean, asCount, asObject, asString, asU64, parseJsonObject, parseJsonText } from './json-shape.ts';

export type ShardType = 'ReplicaSet' | 'Local' | 'Temporary' | 'Remote';

/** The kind of shard that shard_config.json names. */
export function parseShardConfig(text: string): ShardType {
  const json = parseJsonText(text, 'shard_config.json');
  // Two spellings exist: {"type":"ReplicaSet"} and the bare or wrapped variant of old releases.
  const type = typeof json === 'string' ? json : shardTypeOf(asObject(json, 'shard_config.json'));
  if (type !== 'ReplicaSet' && type !== 'Local' && type !== 'Temporary' && type !== 'Remote') {
    throw corrupt('unknown shard type', { expected: 'ReplicaSet', found: type });
  }
  return type;
}

function shardTypeOf(json: JsonObject): string {
  if (json['type'] === undefined && json['Remote'] !== undefined) return 'Remote';
  const { type } = json;
  return typeof type === 'object' && type !== null && !Array.isArray(type) && 'Remote' in type ? 'Remote' : asString(type, 'type');
}

export function encodeShardConfig(type: Exclude<ShardType, 'Remote'> = 'ReplicaSet'): string {
  return JSON.stringify({ type });
}

export interface ReplicaState {
  readonly isLocal: boolean;
  readonly thisPeerId: number | bigint;
  /** State by peer id, written in decimal. */
  readonly peers: ReadonlyMap<string, string>;
}

export function parseReplicaState(text: string): ReplicaState {
  const json = parseJsonObject(text, 'replica_state.json');
  const peers = Object.entries(asObject(json['peers'] ?? {}, 'peers'));
  return {
    isLocal: asBoolean(json['is_local'], 'is_local'),
    thisPeerId: asU64(json['this_peer_id'], 'this_peer_id'),
    peers: new Map(peers.map(([peer, state]) => [peer, toPeerState(peer, state)])),
  };
}

/** A word like `Active`, of which newer servers may have more. */
function toPeerState(peer: string, value: JsonValue): string {
  const state = asString(value, `state of peer ${peer}`);
  if (!/^[A-Z][A-Za-z]{2,30}$/.test(state))
    throw corrupt(`the state of peer ${peer} is none`, { expected: 'Active', found: state.slice(0, 40) });
  return state;
}

export function encodeReplicaState({ isLocal, thisPeerId, peers }: ReplicaState): string {
  return stringifyJson({ is_local: isLocal, this_peer_id: thisPeerId, peers: Object.fromEntries(peers) });
}

export interface Clock {
  readonly peerId: number | bigint;
  readonly clockId: number;
  readonly currentTick: number | bigint;
  readonly token: number | bigint;
}

export function parseClocks(text: string): Clock[] {
  const json = parseJsonObject(text, 'the clocks');
  return asArray(json['clocks'] ?? [], 'clocks').map((entry) => {
    const clock = asObject(entry, 'a clock');
    return {
      peerId: asU64(clock['peer_id'], 'peer_id'),
      clockId: asCount(clock['clock_id'], 'clock_id'),
      currentTick: asU64(clock['current_tick'], 'current_tick'),
      token: asU64(clock['token'] ?? 0, 'token'),
    };
  });
}

export function encodeClocks(clocks: readonly Clock[]): string {
  const items = clocks.map(({ peerId, clockId, currentTick, token }) => ({
    peer_id: peerId,
    clock_id: clockId,
    current_tick: currentTick,
    token,
  }));
  return stringifyJson({ clocks: items });
}

export type StoredShardKey = string | number | bigint;

export interface ShardKeyEntry {
  readonly key: StoredShardKey;
  readonly shardIds: readonly number[];
}

export function parseShardKeyMapping(text: string): ShardKeyEntry[] {
  const json = parseJsonText(text, 'shard_key_mapping.json');
  if (Array.isArray(json)) {
    return json.map((item) => {
      const entry = asObject(item, 'a shard key');
      return { key: toShardKey(entry['key']), shardIds: toShardIds(entry['shard_ids']) };
    });
  }
  // Before 1.14: an object by key, in which a number key had become text.
  return Object.entries(asObject(json, 'shard_key_mapping.json')).map(([key, ids]) => ({ key, shardIds: toShardIds(ids) }));
}

function toShardKey(value: JsonValue | undefined): StoredShardKey {
  return typeof value === 'number' || isJsonNumber(value) ? asU64(value, 'key') : asString(value, 'key');
}

function toShardIds(value: JsonValue | undefined): number[] {
  return asArray(value, 'shard_ids').map((id) => asCount(id, 'a shard id'));
}

export function encodeShardKeyMapping(entries: readonly ShardKeyEntry[]): string {
  return stringifyJson(entries.map(({ key, shardIds }) => ({ key, shard_ids: shardIds })));
}

export type PayloadIndexSchema = Record<string, PayloadFieldSchema>;

/** Field schemas by field name: a type name, or an object with `type` and options. */
export function parsePayloadIndex(text: string): PayloadIndexSchema {
  return toSchema(parseJsonObject(text, 'payload_index.json')['schema'], 'schema');
}

export function encodePayloadIndex(schema: PayloadIndexSchema): string {
  return stringifyJson({ schema });
}

/** `indexed_fields` of payload_index/config.json in a segment. */
export function parseSegmentPayloadIndex(text: string): PayloadIndexSchema {
  return toSchema(parseJsonObject(text, 'payload_index/config.json')['indexed_fields'], 'indexed_fields');
}

function toSchema(value: JsonValue | undefined, what: string): PayloadIndexSchema {
  const schema: PayloadIndexSchema = Object.create(null) as PayloadIndexSchema;
  for (const [field, entry] of Object.entries(asObject(value ?? {}, what))) {
    if (typeof entry !== 'string') asString(asObject(entry, `schema of ${field}`)['type'], `type of ${field}`);
    schema[field] = entry as PayloadFieldSchema;
  }
  return schema;
}
