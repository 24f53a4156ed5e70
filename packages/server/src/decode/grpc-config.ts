import { type DescField, type Message, ScalarType } from '@bufbuild/protobuf';
import {
  type CreateCollection as RestCreateCollection,
  type UpdateCollection as RestUpdateCollection,
  validateCreateCollection,
  validateUpdateCollection,
} from '@sextant/contract';
import type { Value } from '@sextant/contract/grpc';
import * as grpc from '@sextant/contract/grpc';
import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { formatFloat32 } from '../encode/float32.ts';
import { decodeBody } from '../grpc/decode-body.ts';
import { enumName } from '../grpc/enum-names.ts';
import { invalidArgument } from '../grpc/errors.ts';
import { contractBody } from './contract-body.ts';
import { integerToJson, payloadFromProto } from './grpc-value.ts';

/**
 * Configurations have the same fields on both wires, so they are carried over by name from the descriptors; what differs is
 * listed here: unions, maps that REST has without a wrapper, and two names.
 */
const schemas = new Map(
  [
    grpc.VectorParamsSchema,
    grpc.VectorParamsDiffSchema,
    grpc.SparseVectorParamsSchema,
    grpc.SparseIndexConfigSchema,
    grpc.MultiVectorConfigSchema,
    grpc.HnswConfigDiffSchema,
    grpc.WalConfigDiffSchema,
    grpc.OptimizersConfigDiffSchema,
    grpc.ScalarQuantizationSchema,
    grpc.ProductQuantizationSchema,
    grpc.BinaryQuantizationSchema,
    grpc.TurboQuantizationSchema,
    grpc.StrictModeConfigSchema,
    grpc.StrictModeSparseSchema,
    grpc.StrictModeMultivectorSchema,
    grpc.PayloadStorageParamsSchema,
    grpc.CollectionParamsDiffSchema,
    grpc.CreateCollectionSchema,
    grpc.UpdateCollectionSchema,
    grpc.KeywordIndexParamsSchema,
    grpc.IntegerIndexParamsSchema,
    grpc.FloatIndexParamsSchema,
    grpc.GeoIndexParamsSchema,
    grpc.TextIndexParamsSchema,
    grpc.BoolIndexParamsSchema,
    grpc.DatetimeIndexParamsSchema,
    grpc.UuidIndexParamsSchema,
    grpc.StopwordsSetSchema,
    grpc.DenseVectorCreationConfigSchema,
    grpc.SparseVectorCreationConfigSchema,
  ].map((desc) => [desc.typeName as string, desc]),
);

/** Fields under another name in REST; an empty name: not part of the configuration. */
const renamed: Readonly<Record<string, string>> = {
  'qdrant.CreateCollection.collection_name': '',
  'qdrant.CreateCollection.timeout': '',
  'qdrant.CreateCollection.vectors_config': 'vectors',
  'qdrant.CreateCollection.sparse_vectors_config': 'sparse_vectors',
  'qdrant.UpdateCollection.collection_name': '',
  'qdrant.UpdateCollection.timeout': '',
  'qdrant.UpdateCollection.vectors_config': 'vectors',
  'qdrant.UpdateCollection.sparse_vectors_config': 'sparse_vectors',
  'qdrant.OptimizersConfigDiff.deprecated_max_optimization_threads': 'max_optimization_threads',
};

/** Messages with another shape in REST. */
const unions: Readonly<Record<string, (message: never) => JsonValue>> = {
  'qdrant.VectorsConfig': vectorsConfig,
  'qdrant.VectorsConfigDiff': vectorsConfig,
  'qdrant.SparseVectorConfig': ({ map }: grpc.SparseVectorConfig) => mapJson(map),
  'qdrant.StrictModeSparseConfig': ({ sparseConfig }: grpc.StrictModeSparseConfig) => mapJson(sparseConfig),
  'qdrant.StrictModeMultivectorConfig': ({ multivectorConfig }: grpc.StrictModeMultivectorConfig) => mapJson(multivectorConfig),
  'qdrant.QuantizationConfig': quantization,
  'qdrant.QuantizationConfigDiff': quantization,
  'qdrant.MaxOptimizationThreads': maxThreads,
  'qdrant.BinaryQuantizationQueryEncoding': queryEncoding,
  'qdrant.KeywordPrefixParams': () => true,
  'qdrant.StemmingAlgorithm': stemmer,
};

/** The REST form of a configuration message, not yet checked. */
export function configJson(message: Message): JsonObject {
  const desc = schemas.get(message.$typeName);
  if (desc === undefined) throw new TypeError(`${message.$typeName} is not a configuration`);
  const result: JsonObject = {};
  for (const field of desc.fields) {
    const name = renamed[`${desc.typeName}.${field.name}`] ?? field.name;
    const value = name === '' ? undefined : fieldJson(field, (message as unknown as Record<string, unknown>)[field.localName]);
    if (value !== undefined) result[name] = value;
  }
  return result;
}

const createBody = contractBody<RestCreateCollection>(validateCreateCollection, 'CreateCollection');
const updateBody = contractBody<RestUpdateCollection>(validateUpdateCollection, 'UpdateCollection');

export function createCollectionFromProto(request: grpc.CreateCollection): RestCreateCollection {
  return decodeBody(createBody, configJson(request));
}

/** Absent vectors and settings stay as they are. */
export function updateCollectionFromProto(request: grpc.UpdateCollection): RestUpdateCollection {
  return decodeBody(updateBody, configJson(request));
}

/** Absent fields, and empty lists and maps that have no presence of their own, stay absent. */
function fieldJson(field: DescField, value: unknown): JsonValue | undefined {
  if (value === undefined) return undefined;
  switch (field.fieldKind) {
    case 'scalar':
      if (field.scalar === ScalarType.FLOAT) return Number(formatFloat32(value as number));
      return typeof value === 'bigint' ? integerToJson(value) : (value as JsonValue);
    case 'enum':
      return enumName(field.enum, value as number);
    case 'message':
      return messageJson(value as Message);
    case 'list':
      return (value as unknown[]).length === 0 ? undefined : (value as JsonValue[]);
    default:
      return Object.keys(value as object).length === 0 ? undefined : payloadFromProto(value as Record<string, Value>);
  }
}

function messageJson(message: Message): JsonValue {
  const union = unions[message.$typeName];
  return union === undefined ? configJson(message) : union(message as never);
}

function mapJson(map: Readonly<Record<string, Message>>): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([name, message]) => [name, messageJson(message)]));
}

/** One vector is the value itself when a collection is created, and has the empty name when it is changed. */
function vectorsConfig(config: grpc.VectorsConfig | grpc.VectorsConfigDiff): JsonValue {
  const { config: one } = config;
  if (one.case === undefined) return {};
  if (one.case === 'paramsMap') return mapJson(one.value.map);
  return config.$typeName === 'qdrant.VectorsConfigDiff' ? { '': configJson(one.value) } : configJson(one.value);
}

function quantization({ quantization: one }: grpc.QuantizationConfig | grpc.QuantizationConfigDiff): JsonValue {
  if (one.case === undefined) throw invalidArgument('Unable to convert quantization config');
  if (one.case === 'disabled') return 'Disabled';
  return { [one.case === 'turboquant' ? 'turbo' : one.case]: configJson(one.value) };
}

function maxThreads({ variant }: grpc.MaxOptimizationThreads): JsonValue {
  if (variant.case === undefined) throw invalidArgument('Malformed MaxOptimizationThreads');
  return variant.case === 'value' ? integerToJson(variant.value) : 'auto';
}

function queryEncoding({ variant }: grpc.BinaryQuantizationQueryEncoding): JsonValue {
  if (variant.case === undefined) throw invalidArgument('Malformed `BinaryQuantizationQueryEncoding`');
  return enumName(grpc.BinaryQuantizationQueryEncoding_SettingSchema, variant.value) ?? 'default';
}

function stemmer({ stemmingParams: one }: grpc.StemmingAlgorithm): JsonValue {
  if (one.case === undefined) throw invalidArgument('Malformed StemmingAlgorithm: no parameters');
  return one.case === 'disabled' ? { type: 'none' } : { type: 'snowball', language: one.value.language };
}
