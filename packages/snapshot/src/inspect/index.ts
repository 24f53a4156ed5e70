export type { Finding } from './finding.ts';
export { type CollectionInfo, inspectSnapshot, type SegmentInfo, type ShardInfo, type SnapshotInfo } from './inspect-snapshot.ts';
export { type VerifyReport, verifySnapshot } from './verify-snapshot.ts';
