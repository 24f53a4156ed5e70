import { create, type DescField, type DescMessage, type Message, ScalarType } from '@bufbuild/protobuf';
import type { CollectionInfo as RestCollectionInfo } from '@sextant/contract';
import * as grpc from '@sextant/contract/grpc';
import { isJsonNumber, type JsonObject, type JsonValue } from '@sextant/contract/json';
import { enumNumber } from '../grpc/enum-names.ts';
import { payloadToProto } from './grpc-value.ts';

/** The mirror of decode/grpc-config.ts: REST configurations as messages, by field names from the descriptors. */
const renamed: Readonly<Record<string, string>> = {
  'qdrant.CollectionParams.vectors_config': 'vectors',
  'qdrant.CollectionParams.sparse_vectors_config': 'sparse_vectors',
  'qdrant.OptimizersConfigDiff.deprecated_max_optimization_threads': '',
};

/** Messages with another shape in REST. */
const unions: Readonly<Record<string, (value: JsonValue | undefined) => Message | undefined>> = {
  'qdrant.VectorsConfig': vectorsConfig,
  'qdrant.SparseVectorConfig': (value) => mapMessage(grpc.SparseVectorConfigSchema, 'map', grpc.SparseVectorParamsSchema, value),
  'qdrant.StrictModeSparseConfig': (value) =>
    mapMessage(grpc.StrictModeSparseConfigSchema, 'sparseConfig', grpc.StrictModeSparseSchema, value),
  'qdrant.StrictModeMultivectorConfig': (value) =>
    mapMessage(grpc.StrictModeMultivectorConfigSchema, 'multivectorConfig', grpc.StrictModeMultivectorSchema, value),
  'qdrant.QuantizationConfig': quantization,
  'qdrant.MaxOptimizationThreads': maxThreads,
  'qdrant.BinaryQuantizationQueryEncoding': queryEncoding,
  'qdrant.KeywordPrefixParams': (value) => (value === true ? create(grpc.KeywordPrefixParamsSchema) : undefined),
  'qdrant.StemmingAlgorithm': stemmer,
  'qdrant.StopwordsSet': stopwords,
};

/** State and configuration of a collection. */
export function collectionInfoToProto(info: RestCollectionInfo): grpc.CollectionInfo {
  const json = info as unknown as Record<string, JsonValue>;
  return create(grpc.CollectionInfoSchema, {
    status: enumNumber(grpc.CollectionStatusSchema, info.status) as grpc.CollectionStatus,
    optimizerStatus: info.optimizer_status === 'ok' ? { ok: true } : { ok: false, error: info.optimizer_status.error },
    segmentsCount: BigInt(info.segments_count),
    config: configMessage(grpc.CollectionConfigSchema, json['config'] as JsonObject),
    payloadSchema: Object.fromEntries(
      Object.entries(info.payload_schema).map(([key, field]) => [key, indexInfo(field as unknown as JsonObject)]),
    ),
    ...(info.points_count == null ? {} : { pointsCount: BigInt(info.points_count) }),
    ...(info.indexed_vectors_count == null ? {} : { indexedVectorsCount: BigInt(info.indexed_vectors_count) }),
    warnings: (info.warnings ?? []).map(({ message }) => ({ message })),
    ...(info.update_queue == null ? {} : { updateQueue: configMessage(grpc.UpdateQueueInfoSchema, json['update_queue'] as JsonObject) }),
  });
}

function indexInfo(field: JsonObject): grpc.PayloadSchemaInfo {
  const type = field['data_type'] as string;
  const params = field['params'];
  const points = field['points'];
  return create(grpc.PayloadSchemaInfoSchema, {
    dataType: enumNumber(grpc.PayloadSchemaTypeSchema, type) as grpc.PayloadSchemaType,
    ...(params == null ? {} : { params: indexParams(type, params as JsonObject) }),
    ...(points == null ? {} : { points: toBigInt(points) }),
  });
}

const indexSchemas: Readonly<Record<string, DescMessage>> = {
  keyword: grpc.KeywordIndexParamsSchema,
  integer: grpc.IntegerIndexParamsSchema,
  float: grpc.FloatIndexParamsSchema,
  geo: grpc.GeoIndexParamsSchema,
  text: grpc.TextIndexParamsSchema,
  bool: grpc.BoolIndexParamsSchema,
  datetime: grpc.DatetimeIndexParamsSchema,
  uuid: grpc.UuidIndexParamsSchema,
};

function indexParams(type: string, params: JsonObject): grpc.PayloadIndexParams {
  const schema = indexSchemas[type] as DescMessage;
  const one = { case: `${type}IndexParams`, value: configMessage(schema, params) };
  return create(grpc.PayloadIndexParamsSchema, { indexParams: one as grpc.PayloadIndexParams['indexParams'] });
}

/** A message with the fields of a REST object; fields it has no place for are dropped, as are nulls. */
export function configMessage<D extends DescMessage>(desc: D, json: JsonObject): ReturnType<typeof create<D>> {
  const message = create(desc) as unknown as Record<string, unknown>;
  for (const field of desc.fields) {
    const name = renamed[`${desc.typeName}.${field.name}`] ?? field.name;
    const value = name === '' ? undefined : fieldValue(field, json[name]);
    if (value !== undefined) message[field.localName] = value;
  }
  return message as ReturnType<typeof create<D>>;
}

function fieldValue(field: DescField, value: JsonValue | undefined): unknown {
  if (field.fieldKind === 'message') return messageValue(field.message, value);
  if (value === undefined || value === null) return undefined;
  switch (field.fieldKind) {
    case 'scalar':
      return scalarValue(field.scalar, value);
    case 'enum':
      return typeof value === 'string' ? enumNumber(field.enum, value) : undefined;
    case 'list':
      return value;
    default:
      return payloadToProto(value as JsonObject);
  }
}

function messageValue(desc: DescMessage, value: JsonValue | undefined): unknown {
  const union = unions[desc.typeName];
  if (union !== undefined) return union(value);
  return value === undefined || value === null ? undefined : configMessage(desc, value as JsonObject);
}

function scalarValue(type: ScalarType, value: JsonValue): unknown {
  if (type === ScalarType.UINT64 || type === ScalarType.INT64) return toBigInt(value);
  return isJsonNumber(value) ? value.valueOf() : value;
}

function toBigInt(value: JsonValue): bigint {
  if (isJsonNumber(value)) return value.toBigInt() ?? BigInt(Math.trunc(value.valueOf()));
  return BigInt(value as number);
}

function mapMessage(wrapper: DescMessage, field: string, desc: DescMessage, value: JsonValue | undefined): Message | undefined {
  if (value === undefined || value === null) return undefined;
  const map = Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, entry]) => [name, configMessage(desc, (entry ?? {}) as JsonObject)]),
  );
  const message = create(wrapper) as unknown as Record<string, unknown>;
  message[field] = map;
  return message as unknown as Message;
}

/** One unnamed vector has a size; anything else is a map by name, also when it is empty. */
function vectorsConfig(value: JsonValue | undefined): Message {
  const config = (value ?? {}) as JsonObject;
  const size = config['size'];
  if (typeof size === 'number' || isJsonNumber(size)) {
    return create(grpc.VectorsConfigSchema, { config: { case: 'params', value: configMessage(grpc.VectorParamsSchema, config) } });
  }
  const map = mapMessage(grpc.VectorParamsMapSchema, 'map', grpc.VectorParamsSchema, config) as grpc.VectorParamsMap;
  return create(grpc.VectorsConfigSchema, { config: { case: 'paramsMap', value: map } });
}

const quantizations = [
  ['scalar', 'scalar', grpc.ScalarQuantizationSchema],
  ['product', 'product', grpc.ProductQuantizationSchema],
  ['binary', 'binary', grpc.BinaryQuantizationSchema],
  ['turbo', 'turboquant', grpc.TurboQuantizationSchema],
] as const;

function quantization(value: JsonValue | undefined): Message | undefined {
  if (value === undefined || value === null) return undefined;
  const config = value as JsonObject;
  for (const [name, kind, schema] of quantizations) {
    const settings = config[name];
    if (settings === undefined) continue;
    const one = { case: kind, value: configMessage<DescMessage>(schema, settings as JsonObject) };
    return create(grpc.QuantizationConfigSchema, { quantization: one as grpc.QuantizationConfig['quantization'] });
  }
  return undefined;
}

/** Nothing set means automatic, which this wire says in so many words. */
function maxThreads(value: JsonValue | undefined): Message {
  const variant =
    value === undefined || value === null || value === 'auto'
      ? ({ case: 'setting', value: grpc.MaxOptimizationThreads_Setting.Auto } as const)
      : ({ case: 'value', value: toBigInt(value) } as const);
  return create(grpc.MaxOptimizationThreadsSchema, { variant });
}

function queryEncoding(value: JsonValue | undefined): Message | undefined {
  if (typeof value !== 'string') return undefined;
  const setting = enumNumber(grpc.BinaryQuantizationQueryEncoding_SettingSchema, value);
  if (setting === undefined) return undefined;
  return create(grpc.BinaryQuantizationQueryEncodingSchema, {
    variant: { case: 'setting', value: setting as grpc.BinaryQuantizationQueryEncoding_Setting },
  });
}

function stemmer(value: JsonValue | undefined): Message | undefined {
  if (value === undefined || value === null) return undefined;
  const { type, language } = value as { type?: string; language?: string };
  if (type === 'none') return create(grpc.StemmingAlgorithmSchema, { stemmingParams: { case: 'disabled', value: {} } });
  return create(grpc.StemmingAlgorithmSchema, { stemmingParams: { case: 'snowball', value: { language: language ?? '' } } });
}

/** A language alone is a set of one. */
function stopwords(value: JsonValue | undefined): Message | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return create(grpc.StopwordsSetSchema, { languages: [value] });
  const { languages, custom } = value as { languages?: string[] | null; custom?: string[] | null };
  return create(grpc.StopwordsSetSchema, { languages: languages ?? [], custom: custom ?? [] });
}
