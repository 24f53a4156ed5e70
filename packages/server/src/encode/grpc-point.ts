import { create } from '@bufbuild/protobuf';
import {
  FacetHitSchema,
  type OrderValue,
  OrderValueSchema,
  type FacetHit as ProtoFacetHit,
  type ScoredPoint as ProtoScoredPoint,
  type RetrievedPoint,
  RetrievedPointSchema,
  ScoredPointSchema,
  type ShardKey,
  ShardKeySchema,
  type UpdateResult,
  UpdateResultSchema,
  UpdateStatus,
} from '@sextant/contract/grpc';
import type { FacetHit, PointRecord, ScoredPoint, WriteResult } from '@sextant/engine';
import { pointIdToProto } from './grpc-point-id.ts';
import { payloadToProto } from './grpc-value.ts';
import { vectorsToProto } from './grpc-vectors.ts';

/** What a scored and an unscored point have in common. */
function commonFields(point: PointRecord) {
  return {
    id: pointIdToProto(point.id),
    payload: point.payload === undefined ? {} : payloadToProto(point.payload),
    ...(point.vectors === undefined ? {} : { vectors: vectorsToProto(point.vectors) }),
    ...(point.orderValue === undefined ? {} : { orderValue: orderValueToProto(point.orderValue) }),
    ...(point.shardKey === undefined ? {} : { shardKey: shardKeyToProto(point.shardKey) }),
  };
}

export function recordToProto(point: PointRecord): RetrievedPoint {
  return create(RetrievedPointSchema, commonFields(point));
}

export function scoredPointToProto(point: ScoredPoint): ProtoScoredPoint {
  return create(ScoredPointSchema, { ...commonFields(point), score: point.score, version: BigInt(point.version) });
}

export function facetHitToProto({ value, count }: FacetHit): ProtoFacetHit {
  return create(FacetHitSchema, { value: { variant: facetVariant(value) }, count: BigInt(count) });
}

function facetVariant(value: FacetHit['value']) {
  if (typeof value === 'string') return { case: 'stringValue' as const, value };
  if (typeof value === 'boolean') return { case: 'boolValue' as const, value };
  return { case: 'integerValue' as const, value: BigInt(value) };
}

/** Whole numbers are integers on this wire; a float index yields them only where a value has no fraction. */
function orderValueToProto(value: number | bigint): OrderValue {
  const integer = typeof value === 'bigint' || Number.isSafeInteger(value);
  return create(OrderValueSchema, { variant: integer ? { case: 'int', value: BigInt(value) } : { case: 'float', value } });
}

export function shardKeyToProto(key: string | number | bigint): ShardKey {
  return create(ShardKeySchema, {
    key: typeof key === 'string' ? { case: 'keyword', value: key } : { case: 'number', value: BigInt(key) },
  });
}

const statuses = {
  acknowledged: UpdateStatus.Acknowledged,
  completed: UpdateStatus.Completed,
  wait_timeout: UpdateStatus.WaitTimeout,
} as const;

export function updateResultToProto(result: WriteResult): UpdateResult {
  return create(UpdateResultSchema, { operationId: BigInt(result.operationId), status: statuses[result.status] });
}
