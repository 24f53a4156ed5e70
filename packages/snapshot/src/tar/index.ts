export type { SkippingBytes, SkippingIterator } from './byte-source.ts';
export { denseData } from './dense-data.ts';
export { type HashedStream, hashStream, isSameChecksum } from './hash-stream.ts';
export { nestedTarEntry, type PackEntry, type PackOptions, packedTarBytes, packTar } from './pack-tar.ts';
export { type Ranged, rangedBytes } from './ranged-bytes.ts';
export { type ReadTarOptions, readTar, type TarEntry } from './read-tar.ts';
export type { FileExtent } from './tar-header.ts';
export { defaultTarLimits, type TarLimits } from './tar-limits.ts';
export { type EntryPlace, type PlaceEntry, type UnpackOptions, type UnpackResult, unpackTar } from './unpack-tar.ts';
