export { type ArchiveEntry, listArchive } from './list-archive.ts';
export { treeEntries } from './pack-tree.ts';
export { applyPartialMerge, type PartialMerge, planPartialMerge } from './partial-merge.ts';
export { placeSnapshotEntry } from './segment-layout.ts';
export { type OpenedArchive, openSnapshotArchive, type UnpackedSnapshot, unpackSnapshot } from './unpack-snapshot.ts';
