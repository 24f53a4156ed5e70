export { type Finding, findingOf } from './finding.ts';
export { type CollectionInfo, inspectSnapshot, type SegmentInfo, type ShardInfo, type SnapshotInfo } from './inspect-snapshot.ts';
export { type PartialSegmentInfo, readPartialSegments } from './partial-segments.ts';
export type { SegmentSizes } from './segment-files.ts';
export { type VerifiedShard, verifyShard } from './verify-shard.ts';
export { type VerifyReport, verifySnapshot } from './verify-snapshot.ts';
