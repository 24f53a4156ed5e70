export { applyPartialMerge, type PartialMerge, planPartialMerge } from './partial-merge.ts';
export { placeSnapshotEntry } from './segment-layout.ts';
export { type OpenedArchive, openSnapshotArchive, type UnpackedSnapshot, unpackSnapshot } from './unpack-snapshot.ts';
