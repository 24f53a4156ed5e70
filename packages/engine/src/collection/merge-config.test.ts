import type { UpdateCollection } from '@sextant/contract';
import { describe, expect, it } from 'vitest';
import { configFromRequest } from './config-defaults.ts';
import { mergeConfig } from './merge-config.ts';
import { addVectorName, removeVectorName } from './vector-names.ts';

const base = configFromRequest({ vectors: { size: 4, distance: 'Dot' }, sparse_vectors: { s: {} } });

describe('configFromRequest', () => {
  it('fills in what the real server answers for a minimal request', () => {
    expect(configFromRequest({ vectors: { size: 4, distance: 'Cosine' } })).toEqual({
      params: {
        vectors: { size: 4, distance: 'Cosine' },
        shard_number: 1,
        replication_factor: 1,
        write_consistency_factor: 1,
        on_disk_payload: true,
      },
      hnsw_config: { m: 16, ef_construct: 100, full_scan_threshold: 10000, max_indexing_threads: 0, on_disk: false },
      optimizer_config: {
        deleted_threshold: 0.2,
        vacuum_min_vector_number: 1000,
        default_segment_number: 0,
        max_segment_size: null,
        memmap_threshold: null,
        indexing_threshold: 10000,
        flush_interval_sec: 5,
        max_optimization_threads: null,
        prevent_unoptimized: null,
      },
      wal_config: { wal_capacity_mb: 32, wal_segments_ahead: 0, wal_retain_closed: 1 },
      quantization_config: null,
      uuid: null,
    });
  });

  it('sorts vector names and takes null for not given', () => {
    const { params } = configFromRequest({
      vectors: { text: { size: 4, distance: 'Cosine', on_disk: null }, image: { size: 6, distance: 'Dot' } },
      shard_number: null,
    });
    expect(JSON.stringify(params.vectors)).toBe('{"image":{"size":6,"distance":"Dot"},"text":{"size":4,"distance":"Cosine"}}');
    expect(params.shard_number).toBe(1);
  });

  it('puts configured defaults between the request and those of Qdrant', () => {
    const config = configFromRequest({ hnsw_config: { m: 8 } }, { on_disk_payload: false, hnsw_config: { m: 4, ef_construct: 50 } });
    expect(config.params.on_disk_payload).toBe(false);
    expect(config.hnsw_config).toMatchObject({ m: 8, ef_construct: 50, full_scan_threshold: 10000 });
  });
});

describe('mergeConfig', () => {
  it('changes what is given and nothing else', () => {
    const merged = mergeConfig(base, {
      optimizers_config: { indexing_threshold: 777 },
      params: { replication_factor: 3 },
      vectors: { '': { hnsw_config: { m: 11 } } },
    });
    expect(merged.optimizer_config).toEqual({ ...base.optimizer_config, indexing_threshold: 777 });
    expect(merged.params).toEqual({ ...base.params, replication_factor: 3, vectors: { size: 4, distance: 'Dot', hnsw_config: { m: 11 } } });
    expect(merged.hnsw_config).toEqual(base.hnsw_config);
  });

  it('merges metadata key by key, null removing one', () => {
    const first = mergeConfig(base, { metadata: { k: 1, j: { a: 1 } } });
    const second = mergeConfig(first, { metadata: { k: 2, new: 'x' } });
    expect(second.metadata).toEqual({ k: 2, j: { a: 1 }, new: 'x' });
    expect(mergeConfig(second, { metadata: { j: null } }).metadata).toEqual({ k: 2, new: 'x' });
  });

  it('merges strict mode field by field and removes quantization with "Disabled"', () => {
    const strict = mergeConfig(mergeConfig(base, { strict_mode_config: { enabled: true, max_query_limit: 50 } }), {
      strict_mode_config: { enabled: false },
    });
    expect(strict.strict_mode_config).toEqual({ enabled: false, max_query_limit: 50 });
    const quantized = mergeConfig(base, { quantization_config: { scalar: { type: 'int8' } } });
    expect(quantized.quantization_config).toEqual({ scalar: { type: 'int8' } });
    expect(mergeConfig(quantized, { quantization_config: 'Disabled' }).quantization_config).toBeNull();
  });

  it.each<UpdateCollection>([
    { vectors: { nope: { on_disk: true } } },
    { sparse_vectors: { nope: {} } },
    { vectors: { constructor: { on_disk: true } } },
  ])('refuses a vector that is not there: %j', (update) => {
    expect(() => mergeConfig(base, update as Parameters<typeof mergeConfig>[1])).toThrow(/Not existing vector name error/);
  });
});

describe('vector names', () => {
  it('adds, keeps and removes', () => {
    const added = addVectorName(configFromRequest({ vectors: { a: { size: 2, distance: 'Dot' } } }), {
      name: 'b',
      dense: { size: 3, distance: 'Cosine' },
    });
    expect(Object.keys(added.params.vectors ?? {})).toEqual(['a', 'b']);
    expect(addVectorName(added, { name: 'b', dense: { distance: 'Cosine', size: 3 } })).toBe(added);
    expect(() => addVectorName(added, { name: 'b', dense: { size: 5, distance: 'Cosine' } })).toThrow(
      'Vector `b` already exists with a different configuration',
    );
    expect(() => addVectorName(added, { name: 'b', sparse: {} })).toThrow(/already exists/);
    const removed = removeVectorName(addVectorName(added, { name: 's', sparse: {} }), 's');
    expect(removed.params).toEqual(added.params);
    expect(removeVectorName(removed, 'nothing')).toBe(removed);
  });

  it('keeps the unnamed vector unnamed when another name goes', () => {
    expect(removeVectorName(base, 's').params.vectors).toEqual({ size: 4, distance: 'Dot' });
  });
});
