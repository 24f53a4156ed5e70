import { create, fromJson, type JsonValue, toJson } from '@bufbuild/protobuf';
import {
  CollectionConfigSchema,
  CreateCollectionSchema,
  CreateFieldIndexCollectionSchema,
  CreateVectorNameRequestSchema,
  UpdateCollectionSchema,
} from '@sextant/contract/grpc';
import type { JsonObject } from '@sextant/contract/json';
import { describe, expect, it } from 'vitest';
import { configMessage } from '../encode/grpc-config.ts';
import { createCollectionFromProto, updateCollectionFromProto } from './grpc-config.ts';
import { createIndexFromProto, createVectorNameFromProto } from './grpc-index.ts';

const createFrom = (json: JsonValue) => createCollectionFromProto(fromJson(CreateCollectionSchema, json));
const updateFrom = (json: JsonValue) => updateCollectionFromProto(fromJson(UpdateCollectionSchema, json));
const index = (json: JsonValue) => createIndexFromProto(fromJson(CreateFieldIndexCollectionSchema, json));

const everything = {
  collectionName: 'c',
  timeout: '5',
  hnswConfig: { m: '12', efConstruct: '50', onDisk: true, memory: 'Cached' },
  walConfig: { walCapacityMb: '2' },
  optimizersConfig: { deletedThreshold: 0.5, maxOptimizationThreads: { setting: 'Auto' } },
  shardNumber: 2,
  onDiskPayload: false,
  vectorsConfig: {
    paramsMap: {
      map: {
        a: { size: '4', distance: 'Cosine', datatype: 'Float16', multivectorConfig: { comparator: 'MaxSim' } },
        b: { size: '2', distance: 'Dot', datatype: 'Default', quantizationConfig: { turboquant: { bits: 'Bits1_5' } } },
      },
    },
  },
  quantizationConfig: { scalar: { type: 'Int8', quantile: 0.99, alwaysRam: true } },
  shardingMethod: 'Custom',
  sparseVectorsConfig: { map: { s: { modifier: 'Idf', index: { datatype: 'Uint8', onDisk: false } } } },
  strictModeConfig: { enabled: true, maxQueryLimit: 9, sparseConfig: { sparseConfig: { s: { maxLength: '7' } } } },
  metadata: { n: { integerValue: '1' }, f: { doubleValue: 1.5 } },
};

describe('a configuration over gRPC', () => {
  it('has the REST form', () => {
    expect(createFrom(everything)).toEqual({
      hnsw_config: { m: 12, ef_construct: 50, on_disk: true, memory: 'cached' },
      wal_config: { wal_capacity_mb: 2 },
      optimizers_config: { deleted_threshold: 0.5, max_optimization_threads: 'auto' },
      shard_number: 2,
      on_disk_payload: false,
      vectors: {
        a: { size: 4, distance: 'Cosine', datatype: 'float16', multivector_config: { comparator: 'max_sim' } },
        b: { size: 2, distance: 'Dot', quantization_config: { turbo: { bits: 'bits1_5' } } },
      },
      quantization_config: { scalar: { type: 'int8', quantile: 0.99, always_ram: true } },
      sharding_method: 'custom',
      sparse_vectors: { s: { modifier: 'idf', index: { datatype: 'uint8', on_disk: false } } },
      strict_mode_config: { enabled: true, max_query_limit: 9, sparse_config: { s: { max_length: 7 } } },
      metadata: { n: 1, f: 1.5 },
    });
    expect(createFrom({ vectorsConfig: { params: { size: '3', distance: 'Euclid' } } })).toEqual({
      vectors: { size: 3, distance: 'Euclid' },
    });
    expect(createFrom({})).toEqual({});
  });

  it('has the REST form when it is changed', () => {
    expect(
      updateFrom({
        collectionName: 'c',
        vectorsConfig: { params: { onDisk: true, quantizationConfig: { disabled: {} } } },
        quantizationConfig: { disabled: {} },
        optimizersConfig: { deprecatedMaxOptimizationThreads: '3', indexingThreshold: '5' },
        params: { replicationFactor: 2 },
      }),
    ).toEqual({
      vectors: { '': { on_disk: true, quantization_config: 'Disabled' } },
      quantization_config: 'Disabled',
      optimizers_config: { max_optimization_threads: 3, indexing_threshold: 5 },
      params: { replication_factor: 2 },
    });
  });

  it('is refused by name when an enum has no such value', () => {
    expect(() => createFrom({ vectorsConfig: { params: { size: '4' } } })).toThrow('Malformed distance parameter: UnknownDistance');
    expect(() => createFrom({ vectorsConfig: { params: { size: '4', distance: 99 } } })).toThrow('Malformed distance parameter: 99');
    expect(() => createFrom({ quantizationConfig: { scalar: {} } })).toThrow('Unknown quantization type');
    expect(() => createFrom({ quantizationConfig: {} })).toThrow('Unable to convert quantization config');
  });

  it('comes back from the REST form', () => {
    const rest: JsonObject = {
      params: {
        vectors: { a: { size: 4, distance: 'Cosine', datatype: 'float16', multivector_config: { comparator: 'max_sim' } } },
        sparse_vectors: { s: { modifier: 'idf', index: { datatype: 'uint8' } }, t: {} },
        shard_number: 1,
        replication_factor: 1,
        write_consistency_factor: 1,
        on_disk_payload: true,
        sharding_method: 'custom',
      },
      hnsw_config: { m: 16, ef_construct: 100, full_scan_threshold: 10_000, max_indexing_threads: 0, on_disk: false },
      optimizer_config: { deleted_threshold: 0.2, max_segment_size: null, max_optimization_threads: null, flush_interval_sec: 5 },
      wal_config: { wal_capacity_mb: 32, wal_segments_ahead: 0, wal_retain_closed: 1 },
      quantization_config: { binary: { encoding: 'one_and_half_bits', query_encoding: 'scalar8bits' } },
      strict_mode_config: { enabled: true, multivector_config: { a: { max_vectors: 3 } } },
      metadata: { a: 1 },
    };
    expect(toJson(CollectionConfigSchema, configMessage(CollectionConfigSchema, rest))).toEqual({
      params: {
        shardNumber: 1,
        onDiskPayload: true,
        vectorsConfig: {
          paramsMap: { map: { a: { size: '4', distance: 'Cosine', datatype: 'Float16', multivectorConfig: {} } } },
        },
        replicationFactor: 1,
        writeConsistencyFactor: 1,
        shardingMethod: 'Custom',
        sparseVectorsConfig: { map: { s: { modifier: 'Idf', index: { datatype: 'Uint8' } }, t: {} } },
      },
      hnswConfig: { m: '16', efConstruct: '100', fullScanThreshold: '10000', maxIndexingThreads: '0', onDisk: false },
      optimizerConfig: { deletedThreshold: 0.2, flushIntervalSec: '5', maxOptimizationThreads: { setting: 'Auto' } },
      walConfig: { walCapacityMb: '32', walSegmentsAhead: '0', walRetainClosed: '1' },
      quantizationConfig: { binary: { encoding: 'OneAndHalfBits', queryEncoding: { setting: 'Scalar8Bits' } } },
      strictModeConfig: { enabled: true, multivectorConfig: { multivectorConfig: { a: { maxVectors: '3' } } } },
      metadata: { a: { integerValue: '1' } },
    });
  });

  it('shows an unnamed vector, and no vectors as an empty map', () => {
    const one = configMessage(CollectionConfigSchema, { params: { vectors: { size: 4, distance: 'Dot' } } });
    expect(one.params?.vectorsConfig?.config).toMatchObject({ case: 'params', value: { size: 4n, distance: 3 } });
    const none = configMessage(CollectionConfigSchema, { params: {} });
    expect(none.params?.vectorsConfig?.config).toMatchObject({ case: 'paramsMap', value: { map: {} } });
    expect(create(CollectionConfigSchema).params).toBeUndefined();
  });
});

describe('a vector name over gRPC', () => {
  const vector = (json: JsonValue) => createVectorNameFromProto(fromJson(CreateVectorNameRequestSchema, json));

  it('is dense or sparse, by the rules of REST', () => {
    expect(vector({ vectorName: 'v', denseConfig: { size: '2', distance: 'Dot', datatype: 'Float16' } })).toEqual({
      kind: 'create_vector_name',
      name: 'v',
      dense: { size: 2, distance: 'Dot', datatype: 'float16' },
    });
    expect(vector({ vectorName: 's', sparseConfig: { modifier: 'Idf', datatype: 'Uint8' } })).toEqual({
      kind: 'create_vector_name',
      name: 's',
      sparse: { modifier: 'idf', index: { datatype: 'uint8' } },
    });
    expect(() => vector({ vectorName: 'v' })).toThrow('vector_config is expected');
    expect(() => vector({ vectorName: 'v', denseConfig: { size: '2' } })).toThrow('UnknownDistance');
  });
});

describe('an index over gRPC', () => {
  it('is a type or a type with settings', () => {
    expect(index({ fieldName: 'k', fieldType: 'FieldTypeKeyword' })).toEqual({ kind: 'create_index', field: 'k', schema: 'keyword' });
    expect(
      index({ fieldName: 'n', fieldType: 'FieldTypeInteger', fieldIndexParams: { integerIndexParams: { lookup: true, range: false } } }),
    ).toEqual({
      kind: 'create_index',
      field: 'n',
      schema: { type: 'integer', lookup: true, range: false },
    });
    expect(
      index({
        fieldName: 't',
        fieldType: 'FieldTypeText',
        fieldIndexParams: {
          textIndexParams: {
            tokenizer: 'Word',
            stopwords: { languages: ['english'] },
            stemmer: { snowball: { language: 'english' } },
            lowercase: true,
          },
        },
      }),
    ).toEqual({
      kind: 'create_index',
      field: 't',
      schema: {
        type: 'text',
        tokenizer: 'word',
        lowercase: true,
        stopwords: { languages: ['english'] },
        stemmer: { type: 'snowball', language: 'english' },
      },
    });
  });

  it('is refused without a type, and with settings of another', () => {
    expect(() => index({ fieldName: 'q' })).toThrow('cannot convert field_type');
    expect(() => index({ fieldName: 'q', fieldType: 'FieldTypeFloat', fieldIndexParams: { geoIndexParams: {} } })).toThrow('do not match');
  });
});
