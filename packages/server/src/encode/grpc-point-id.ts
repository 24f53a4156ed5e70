import { create } from '@bufbuild/protobuf';
import { PointIdSchema, type PointId as ProtoPointId } from '@sextant/contract/grpc';
import type { PointId } from '@sextant/engine';

/** An id of an answer. */
export function pointIdToProto(id: PointId): ProtoPointId {
  return create(PointIdSchema, {
    pointIdOptions: typeof id === 'string' ? { case: 'uuid', value: id } : { case: 'num', value: BigInt(id) },
  });
}
