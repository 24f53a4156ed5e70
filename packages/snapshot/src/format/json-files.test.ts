import { describe, expect, it } from 'vitest';
import { encodeCollectionConfig, encodeFullSnapshotConfig, parseCollectionConfig, parseFullSnapshotConfig } from './collection-config.ts';
import { isFileOutdated, parseSegmentManifest, parseShardManifest } from './segment-manifest.ts';
import { encodeSegmentState, isAppendable, parseSegmentState, vectorStorageDirectory } from './segment-state.ts';
import {
  encodeClocks,
  encodePayloadIndex,
  encodeReplicaState,
  encodeShardConfig,
  encodeShardKeyMapping,
  parseClocks,
  parsePayloadIndex,
  parseReplicaState,
  parseSegmentPayloadIndex,
  parseShardConfig,
  parseShardKeyMapping,
} from './shard-files.ts';
import { checkSegmentVersion } from './version-info.ts';

const vector = (changes: object): string =>
  JSON.stringify({
    version: 3,
    config: {
      vector_data: {
        '': { size: 5, distance: 'Cosine', storage_type: 'InRamChunkedMmap', index: { type: 'plain', options: {} }, ...changes },
      },
      payload_storage_type: { type: 'mmap' },
    },
  });

describe('segment.json', () => {
  it('round-trips what the engine writes', () => {
    const text =
      '{"initial_version":null,"version":3,"config":{"vector_data":{"":{"size":5,"distance":"Cosine","storage_type":"InRamChunkedMmap",' +
      '"index":{"type":"plain","options":{}},"quantization_config":null}},"payload_storage_type":{"type":"mmap"}}}';
    expect(encodeSegmentState(parseSegmentState(text))).toBe(text);
    expect(isAppendable(parseSegmentState(text).config)).toBe(true);
    expect(isAppendable(parseSegmentState(vector({ storage_type: 'Mmap' })).config)).toBe(false);
    expect([vectorStorageDirectory(''), vectorStorageDirectory('a')]).toEqual(['vector_storage', 'vector_storage-a']);
  });

  it.each([
    [vector({ storage_type: 'Memory' }), /old Qdrant using RocksDB.*1\.16\.3/],
    [vector({ storage_type: 'Cloud' }), /unknown storage_type of vector "".*found Cloud/],
    [vector({ datatype: 'turbo8' }), /unknown datatype/],
    [vector({ size: 0 }), /size of vector ""/],
    [vector({ size: 1_000_000 }), /out of range/],
    [vector({}).replace('"mmap"', '"in_memory"'), /RocksDB/],
    [vector({}).replace('"":', '"../../x":'), /would leave its directory/],
    [vector({}).replace('"version":3', '"version":18446744073709551615'), /version has the wrong type/],
    ['[]', /expected an object/],
    ['{', /not valid JSON/],
    ['{}', /config is missing/],
  ])('refuses %s', (text, message) => {
    expect(() => parseSegmentState(text)).toThrow(message);
  });

  it('keeps a vector named __proto__', () => {
    const state = parseSegmentState(vector({}).replace('"":', '"__proto__":'));
    expect(Object.keys(state.config.vector_data)).toEqual(['__proto__']);
  });
});

describe('version.info', () => {
  it.each([
    ['0.6.0', undefined],
    ['0.6.0\n', /not a version/],
    ['1.19.0', /newer Qdrant/],
    ['0.5.0', /RocksDB/],
  ])('judges %j', (text, message) => {
    if (message) expect(() => checkSegmentVersion(text)).toThrow(message);
    else checkSegmentVersion(text);
  });
});

describe('manifests', () => {
  const manifest = { segment_id: 'a', segment_version: 5, file_versions: { 'x/y': 3, z: null, c: 0 } };

  it('are parsed and checked', () => {
    expect(parseSegmentManifest(JSON.stringify(manifest))).toEqual(manifest);
    expect(parseShardManifest({ a: manifest })).toEqual({ a: manifest });
    expect(() => parseShardManifest({ b: manifest })).toThrow(/another segment/);
    expect(() => parseSegmentManifest(JSON.stringify({ ...manifest, segment_version: 2 }))).toThrow(/newer than its segment/);
    expect(() => parseSegmentManifest('{"segment_id":"a","segment_version":1,"file_versions":{"../x":1}}')).toThrow(
      /outside of its segment/,
    );
  });

  it('tell which files a partial snapshot holds', () => {
    const held = { segment_id: 'a', segment_version: 4, file_versions: { 'x/y': 3, z: null, c: 0 } };
    expect(['x/y', 'z', 'c', 'new'].map((file) => isFileOutdated(file, manifest, held))).toEqual([false, true, true, true]);
    expect(isFileOutdated('x/y', manifest, undefined)).toBe(true);
  });
});

describe('collection config.json', () => {
  const minimal =
    '{"params":{"vectors":{"size":4,"distance":"Dot"},"shard_number":2},"hnsw_config":{"m":16,"ef_construct":100,"full_scan_threshold":10000},' +
    '"optimizer_config":{"default_segment_number":0,"flush_interval_sec":5},"wal_config":{"wal_capacity_mb":32,"wal_segments_ahead":0}}';

  it('is completed and keeps what it does not know', () => {
    const config = parseCollectionConfig(minimal.replace('{"params"', '{"uuid":"u","extra":12345678901234567890,"params"'));
    expect(config.params).toMatchObject({ shard_number: 2, replication_factor: 1, on_disk_payload: true });
    expect(config.wal_config).toMatchObject({ wal_retain_closed: 1 });
    expect(config.uuid).toBe('u');
    expect(encodeCollectionConfig(config)).toContain('"extra":12345678901234567890');
    expect(parseCollectionConfig(encodeCollectionConfig(config))).toEqual(config);
  });

  it.each([
    [minimal.replace('"m":16,', ''), /hnsw_config.m is missing/],
    [minimal.replace('"Dot"', '"Hamming"'), /unknown distance/],
    [minimal.replace('"size":4', '"size":0'), /size of vector ""/],
    [minimal.replace('"shard_number":2', '"shard_number":0'), /shard_number/],
    ['{}', /params is missing/],
  ])('refuses what lacks a required key', (text, message) => {
    expect(() => parseCollectionConfig(text)).toThrow(message);
  });

  it('of a full snapshot maps collections and aliases', () => {
    const config = { collectionsMapping: new Map([['c', 'c-1.snapshot']]), collectionsAliases: new Map([['a', 'c']]) };
    expect(parseFullSnapshotConfig(encodeFullSnapshotConfig(config))).toEqual(config);
    expect(parseFullSnapshotConfig('{"collections_mapping":{}}').collectionsAliases.size).toBe(0);
  });
});

describe('shard files', () => {
  it('keep 64-bit peers and tokens', () => {
    const replica = '{"is_local":true,"this_peer_id":18446744073709551615,"peers":{"18446744073709551615":"Active"}}';
    expect(encodeReplicaState(parseReplicaState(replica))).toBe(replica);
    const clocks = '{"clocks":[{"peer_id":7987473354490347,"clock_id":0,"current_tick":171,"token":13357452460766268840}]}';
    expect(encodeClocks(parseClocks(clocks))).toBe(clocks);
    expect(parseClocks('{"clocks":[]}')).toEqual([]);
  });

  it('know both spellings of shard types and keys', () => {
    expect(parseShardConfig(encodeShardConfig())).toBe('ReplicaSet');
    expect([parseShardConfig('"Local"'), parseShardConfig('{"Remote":{"peer_id":1}}'), parseShardConfig('{"type":"Temporary"}')]).toEqual([
      'Local',
      'Remote',
      'Temporary',
    ]);
    expect(() => parseShardConfig('{"type":"Cube"}')).toThrow(/unknown shard type/);
    const keys = '[{"key":7,"shard_ids":[2]},{"key":"tenantA","shard_ids":[1]}]';
    expect(encodeShardKeyMapping(parseShardKeyMapping(keys))).toBe(keys);
    expect(parseShardKeyMapping('{"old":[1,2]}')).toEqual([{ key: 'old', shardIds: [1, 2] }]);
  });

  it('read payload schemas', () => {
    const text = '{"schema":{"city":"keyword","n":{"type":"integer","lookup":true,"range":false}}}';
    expect(encodePayloadIndex(parsePayloadIndex(text))).toBe(text);
    expect(Object.keys(parseSegmentPayloadIndex('{"indexed_fields":{"i":"integer"}}'))).toEqual(['i']);
    expect(() => parsePayloadIndex('{"schema":{"a":1}}')).toThrow(/schema of a/);
  });
});
