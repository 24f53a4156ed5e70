import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { type SnapshotDescription as ProtoSnapshotDescription, SnapshotDescriptionSchema } from '@sextant/contract/grpc';
import type { SnapshotDescription } from '../snapshot-store/snapshot-service.ts';

export function snapshotToProto(snapshot: SnapshotDescription): ProtoSnapshotDescription {
  return create(SnapshotDescriptionSchema, {
    name: snapshot.name,
    creationTime: timestampFromMs(snapshot.createdMs),
    size: BigInt(snapshot.sizeBytes),
    ...(snapshot.checksum === undefined ? {} : { checksum: snapshot.checksum }),
  });
}
