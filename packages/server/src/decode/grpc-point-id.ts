import type { PointId as ProtoPointId } from '@sextant/contract/grpc';
import type { PointId } from '@sextant/engine';
import { invalidArgument } from '../grpc/errors.ts';
import { canonicalUuid } from './point-id.ts';

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** An id of a request, canonical. */
export function pointIdFromProto(id: ProtoPointId | undefined): PointId {
  if (id === undefined) throw invalidArgument('Empty ID is not allowed');
  const { pointIdOptions: option } = id;
  if (option.case === 'num') return option.value <= maxSafe ? Number(option.value) : option.value;
  if (option.case === undefined) throw invalidArgument('No ID options provided');
  const uuid = canonicalUuid(option.value);
  if (uuid === undefined) throw invalidArgument(`Unable to parse UUID: ${option.value}`);
  return uuid;
}
