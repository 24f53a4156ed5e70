export { type DumpOptions, dumpPoints } from './dump-points.ts';
export { type LineOptions, pointLine } from './point-line.ts';
export { type PartSelection, type SelectedShard, selectCollections, selectShards } from './select-points.ts';
