import {
  type ClearPayloadPoints,
  type DeletePayloadPoints,
  type DeletePoints,
  type DeletePointVectors,
  type PointStruct,
  type PointsSelector,
  UpdateMode as ProtoUpdateMode,
  type SetPayloadPoints,
  type UpdatePointVectors,
  type UpsertPoints,
  type WriteOrdering,
  WriteOrderingType,
} from '@sextant/contract/grpc';
import type { Payload, Point, PointId, PointOperation, PointSelector, UpdateMode, WriteOptions } from '@sextant/engine';
import { decodeBody } from '../grpc/decode-body.ts';
import { invalidArgument } from '../grpc/errors.ts';
import { mapInSlices } from '../grpc/map-in-slices.ts';
import { list } from './decoder.ts';
import { filterFromProto } from './grpc-filter.ts';
import { pointIdFromProto } from './grpc-point-id.ts';
import { shardKeysFromProto } from './grpc-selectors.ts';
import { payloadFromProto } from './grpc-value.ts';
import { pointVectorsFromProto, vectorsFromProto } from './grpc-vector.ts';
import { jsonPath } from './payload.ts';
import type { DecodedWrite } from './points.ts';

/** What every write says beside its points; `PointsUpdateOperation` has the same messages without it. */
interface WriteFields {
  readonly wait?: boolean;
  readonly ordering?: WriteOrdering;
  readonly timeout?: bigint;
}

const orderings = { [WriteOrderingType.Weak]: 'weak', [WriteOrderingType.Medium]: 'medium', [WriteOrderingType.Strong]: 'strong' } as const;
const modes: Readonly<Record<number, UpdateMode>> = {
  [ProtoUpdateMode.Upsert]: 'upsert',
  [ProtoUpdateMode.InsertOnly]: 'insert_only',
  [ProtoUpdateMode.UpdateOnly]: 'update_only',
};

export function writeOptionsFromProto(request: WriteFields, signal: AbortSignal, shardKeys?: readonly (string | number)[]): WriteOptions {
  const ordering = request.ordering === undefined ? undefined : orderings[request.ordering.type];
  return {
    wait: request.wait ?? false,
    signal,
    ...(ordering === undefined ? {} : { ordering }),
    ...(request.timeout === undefined ? {} : { timeoutMs: secondsToMs(request.timeout) }),
    ...(shardKeys === undefined ? {} : { shardKeys }),
  };
}

/** Seconds of a request in milliseconds; beyond the largest timer, the largest timer. */
export function secondsToMs(seconds: bigint): number {
  return Math.min(Number(seconds) * 1000, 2 ** 31 - 1);
}

type Fields<T, K extends keyof T> = Pick<T, K>;

export async function upsertFromProto(
  request: Fields<UpsertPoints, 'points' | 'shardKeySelector' | 'updateFilter' | 'updateMode'>,
): Promise<DecodedWrite> {
  const condition = filterFromProto(request.updateFilter);
  const mode = request.updateMode === undefined ? undefined : modes[request.updateMode];
  if (request.updateMode !== undefined && mode === undefined) throw invalidArgument(`Unknown update mode: ${request.updateMode}`);
  const points = await mapInSlices(request.points, pointFromProto);
  return write(request, {
    kind: 'upsert_points',
    points,
    ...(mode === undefined ? {} : { mode }),
    ...(condition === undefined ? {} : { condition }),
  });
}

/** A point without payload keys has no payload, which replaces what was there all the same. */
function pointFromProto(point: PointStruct): Point {
  const vectors = vectorsFromProto(point.vectors);
  const id = pointIdFromProto(point.id);
  const payload: Payload = payloadFromProto(point.payload);
  return Object.keys(payload).length === 0 ? { id, vectors } : { id, vectors, payload };
}

export function deleteFromProto(request: Fields<DeletePoints, 'points' | 'shardKeySelector'>): DecodedWrite {
  const selector = selectorFromProto(request.points, 'PointSelector is missing');
  const operation: PointOperation =
    'ids' in selector ? { kind: 'delete_points', ids: selector.ids } : { kind: 'delete_points_by_filter', filter: selector.filter };
  return write(request, operation);
}

export async function updateVectorsFromProto(
  request: Fields<UpdatePointVectors, 'points' | 'shardKeySelector' | 'updateFilter'>,
): Promise<DecodedWrite> {
  const condition = filterFromProto(request.updateFilter);
  const points = await mapInSlices(request.points, pointVectorsFromProto);
  return write(request, { kind: 'update_vectors', points, ...(condition === undefined ? {} : { condition }) });
}

export function deleteVectorsFromProto(
  request: Fields<DeletePointVectors, 'pointsSelector' | 'vectors' | 'shardKeySelector'>,
): DecodedWrite {
  if (request.vectors === undefined) throw invalidArgument('vectors is expected');
  const selector = selectorFromProto(request.pointsSelector, 'points_selector is expected');
  if (request.vectors.names.length === 0) throw invalidArgument('Validation error in body: [vectors: must specify vector names to delete]');
  return write(request, { kind: 'delete_vectors', selector, names: request.vectors.names });
}

export function payloadWriteFromProto(
  kind: 'set_payload' | 'overwrite_payload',
  request: Fields<SetPayloadPoints, 'payload' | 'pointsSelector' | 'shardKeySelector' | 'key'>,
): DecodedWrite {
  const payload = payloadFromProto(request.payload);
  const selector = selectorFromProto(request.pointsSelector, 'points_selector is expected');
  const key = request.key === undefined ? undefined : decodeBody(jsonPath, request.key);
  return write(request, { kind, selector, payload, ...(key === undefined ? {} : { key }) });
}

export function deletePayloadFromProto(request: Fields<DeletePayloadPoints, 'keys' | 'pointsSelector' | 'shardKeySelector'>): DecodedWrite {
  const keys = decodeBody(list(jsonPath), request.keys);
  return write(request, {
    kind: 'delete_payload',
    selector: selectorFromProto(request.pointsSelector, 'points_selector is expected'),
    keys,
  });
}

export function clearPayloadFromProto(request: Fields<ClearPayloadPoints, 'points' | 'shardKeySelector'>): DecodedWrite {
  return write(request, { kind: 'clear_payload', selector: selectorFromProto(request.points, 'PointSelector is missing') });
}

function selectorFromProto(selector: PointsSelector | undefined, missing: string): PointSelector {
  if (selector === undefined) throw invalidArgument(missing);
  const { pointsSelectorOneOf: one } = selector;
  if (one.case === undefined) throw invalidArgument('Malformed PointsSelector type');
  if (one.case === 'points') return { ids: one.value.ids.map((id): PointId => pointIdFromProto(id)) };
  return { filter: filterFromProto(one.value) ?? {} };
}

function write(request: { readonly shardKeySelector?: Parameters<typeof shardKeysFromProto>[0] }, operation: PointOperation): DecodedWrite {
  const shardKeys = shardKeysFromProto(request.shardKeySelector);
  return { operation, ...(shardKeys === undefined ? {} : { shardKeys }) };
}
