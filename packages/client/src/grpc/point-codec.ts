import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ExtendedPointId, Record as PointRecord } from '@sextant/contract';
import type {
  PointId,
  PointIdSchema,
  RetrievedPoint,
  ScoredPoint,
  ShardKeySelectorSchema,
  VectorOutput,
  VectorSchema,
  VectorsOutput,
  VectorsSchema,
  WithPayloadSelectorSchema,
  WithVectorsSelectorSchema,
} from '@sextant/contract/grpc';
import { isJsonNumber } from '@sextant/contract/json';
import { fromValueMap } from './value-codec.ts';

/** Thrown for what gRPC or this codec cannot carry; the driver then takes the REST road. */
export class NotOverGrpc extends Error {}

export function toPointId(id: unknown): MessageInitShape<typeof PointIdSchema> {
  if (typeof id === 'string') return { pointIdOptions: { case: 'uuid', value: id } };
  return { pointIdOptions: { case: 'num', value: BigInt(isJsonNumber(id) ? id.source : (id as number | bigint)) } };
}

export function fromPointId(id: PointId | undefined): ExtendedPointId {
  const options = id?.pointIdOptions;
  if (options?.case === 'uuid') return options.value;
  const num = options?.case === 'num' ? options.value : 0n;
  return num <= Number.MAX_SAFE_INTEGER ? Number(num) : num;
}

type NumberList = readonly number[] | Float32Array;

const isNumbers = (value: unknown): value is NumberList =>
  ArrayBuffer.isView(value) || (Array.isArray(value) && (value.length === 0 || typeof value[0] === 'number'));

/** Any REST form of one vector: numbers, rows of numbers, or `{indices, values}`. */
export function toVector(value: unknown): MessageInitShape<typeof VectorSchema> {
  return { vector: toVectorVariant(value) as never };
}

export function toVectorVariant(value: unknown): unknown {
  if (isNumbers(value)) return { case: 'dense', value: { data: Array.from(value) } };
  if (Array.isArray(value)) {
    return { case: 'multiDense', value: { vectors: value.map((row) => ({ data: Array.from(row as NumberList) })) } };
  }
  if (typeof value === 'object' && value !== null && 'indices' in value) {
    const { indices, values } = value as unknown as { indices: Iterable<number>; values: Iterable<number> };
    return { case: 'sparse', value: { indices: Array.from(indices), values: Array.from(values) } };
  }
  throw new NotOverGrpc('inference objects');
}

/** The `vector` of a point: one vector, or vectors by name. */
export function toVectors(value: unknown): MessageInitShape<typeof VectorsSchema> {
  if (isNumbers(value) || Array.isArray(value)) return { vectorsOptions: { case: 'vector', value: toVector(value) } };
  const vectors = Object.fromEntries(Object.entries(value ?? {}).map(([name, vector]) => [name, toVector(vector)]));
  return { vectorsOptions: { case: 'vectors', value: { vectors } } };
}

function fromVector(output: VectorOutput): unknown {
  const { vector } = output;
  if (vector.case === 'sparse') return { indices: vector.value.indices, values: vector.value.values };
  if (vector.case === 'multiDense') return vector.value.vectors.map((row) => row.data);
  return vector.case === 'dense' ? vector.value.data : output.data;
}

function fromVectors(output: VectorsOutput): unknown {
  const options = output.vectorsOptions;
  if (options.case === 'vector') return fromVector(options.value);
  const named = options.case === 'vectors' ? options.value.vectors : {};
  return Object.fromEntries(Object.entries(named).map(([name, vector]) => [name, fromVector(vector)]));
}

/** A read or scored point in REST's shape. The payload is there when it was asked for, also when empty. */
export function fromPoint(point: RetrievedPoint | ScoredPoint, withPayload: boolean): PointRecord {
  const order = point.orderValue?.variant;
  return {
    id: fromPointId(point.id),
    ...('score' in point ? { version: Number(point.version), score: point.score } : {}),
    ...(withPayload ? { payload: fromValueMap(point.payload) } : {}),
    ...(point.vectors === undefined ? {} : { vector: fromVectors(point.vectors) }),
    ...(point.shardKey?.key.case === undefined ? {} : { shard_key: fromShardKey(point.shardKey.key.value) }),
    ...(order?.case === undefined ? {} : { order_value: Number(order.value) }),
  } as PointRecord;
}

const fromShardKey = (key: string | bigint): string | number => (typeof key === 'string' ? key : Number(key));

export function toShardKeys(selector: unknown): MessageInitShape<typeof ShardKeySelectorSchema> | undefined {
  if (selector === undefined || selector === null) return undefined;
  if (typeof selector === 'object' && !Array.isArray(selector)) throw new NotOverGrpc('shard key fallback');
  const keys = Array.isArray(selector) ? selector : [selector];
  return {
    shardKeys: keys.map((key: unknown) => ({
      key: typeof key === 'string' ? { case: 'keyword' as const, value: key } : { case: 'number' as const, value: BigInt(key as number) },
    })),
  };
}

type PayloadInterface =
  | boolean
  | readonly string[]
  | { readonly include?: readonly string[]; readonly exclude?: readonly string[] }
  | null
  | undefined;

export function toWithPayload(selector: PayloadInterface, fallback: boolean): MessageInitShape<typeof WithPayloadSelectorSchema> {
  const value = selector ?? fallback;
  if (typeof value === 'boolean') return { selectorOptions: { case: 'enable', value } };
  const include = Array.isArray(value) ? (value as readonly string[]) : (value as { include?: readonly string[] }).include;
  if (include !== undefined) return { selectorOptions: { case: 'include', value: { fields: [...include] } } };
  return { selectorOptions: { case: 'exclude', value: { fields: [...((value as { exclude?: readonly string[] }).exclude ?? [])] } } };
}

export function toWithVectors(
  selector: boolean | readonly string[] | null | undefined,
): MessageInitShape<typeof WithVectorsSelectorSchema> {
  const value = selector ?? false;
  if (typeof value === 'boolean') return { selectorOptions: { case: 'enable', value } };
  return { selectorOptions: { case: 'include', value: { names: [...value] } } };
}
