/** Codecs of the storage format: bytes in, values out, no I/O. Each file opens with its byte-layout table. */
export { bitmapSizeBytes, countBits, fillBits, getBit, setBit } from './bits.ts';
export { decodeBlob, decodePayload, encodeBlob, encodePayload } from './blob-value.ts';
export {
  type AppendOnlyBlobstoreConfig,
  type BlobCompression,
  type BlobstoreConfig,
  defaultBlobstoreConfig,
  encodeBlobstoreConfig,
  type MutableBlobstoreConfig,
  parseBlobstoreConfig,
} from './blobstore-config.ts';
export {
  bitmaskFileBytes,
  blobExtents,
  blocksFor,
  blocksPerPage,
  decodeRegionGaps,
  encodeGaps,
  encodeRegionGaps,
  findFreeBlocks,
  gapsFileBytes,
  markBlocks,
  measureRegionGaps,
  type PageExtent,
  type Placement,
  pageCountOf,
  planPlacement,
  type RegionGaps,
  trailingFreeBlocks,
} from './blobstore-space.ts';
export {
  type BlobPointer,
  decodeTrackerCount,
  decodeTrackerSlot,
  encodeTrackerCount,
  encodeTrackerSlot,
  trackerFileBytes,
  trackerHeaderBytes,
  trackerSlotBytes,
  trackerSlotOffset,
} from './blobstore-tracker.ts';
export {
  type ChunkedConfig,
  chunkFileName,
  chunkRowPlace,
  decodeChunkedStatus,
  defaultChunkBytes,
  encodeChunkedConfig,
  encodeChunkedStatus,
  parseChunkedConfig,
  planChunks,
} from './chunked-vectors.ts';
export {
  encodeCollectionConfig,
  encodeFullSnapshotConfig,
  type FullSnapshotConfig,
  parseCollectionConfig,
  parseFullSnapshotConfig,
  type StoredCollectionConfig,
} from './collection-config.ts';
export { type Bitmask, decodeCompactBitmask, encodeCompactBitmask } from './compact-bitmask.ts';
export { decodeDiskMappings, diskMappingSteps } from './disk-id-tracker.ts';
export { decodeFlagsStatus, encodeFlagsStatus, type FlagsStatus, flagsFileBytes, flagsStatusBytes } from './dynamic-flags.ts';
export { fromFloat16Bits, toFloat16Bits } from './float16.ts';
export { atFile, awaitAtFile, corrupt, FormatError, type FormatErrorCode, type FormatErrorDetails, isFormatError } from './format-error.ts';
export { type HnswConfig, parseHnswConfig } from './hnsw-config.ts';
export { decodeHnswGraph, type HnswEntryPoint, type HnswGraphFile } from './hnsw-graph-file.ts';
export { decodeLinkList } from './hnsw-link-list.ts';
export { decodeLevelStarts, decodeLinksHeader, type LinksKind, type LinksLayout, linksFiles, linksHeaderBytes } from './hnsw-links-file.ts';
export { decodeLinkOffsets } from './hnsw-offsets.ts';
export { decodeImmutableMappings, encodeDeletedRows, encodeImmutableMappings, immutableMappingSteps } from './immutable-id-tracker.ts';
export { checkJsonObject, jsonObjectCheck } from './json-object-check.ts';
export { compressLz4Block, decompressLz4Block } from './lz4-block.ts';
export {
  checkMatrixHeader,
  decodeMatrixDeleted,
  encodeMatrixDeleted,
  encodeMatrixHeader,
  matrixHeaderBytes,
  matrixRowCount,
} from './matrix-file.ts';
export {
  decodeMultivectorOffset,
  encodeMultivectorOffset,
  type MultivectorOffset,
  multivectorOffsetBytes,
  placeMultivector,
} from './multivector-offsets.ts';
export {
  applyMappingChange,
  createPointMapping,
  decodeMappingChanges,
  encodeMappingChanges,
  type MappingChange,
  type PointMapping,
} from './mutable-id-tracker.ts';
export { isStoredNormalized, normalizeVector } from './normalize.ts';
export { comparePointIds, numericId, type PointId, readUuid, writeUuid } from './point-id.ts';
export { decodePointVersions, encodePointVersions, pointVersionBytes } from './point-versions.ts';
export { decodeRoaring } from './roaring.ts';
export {
  checkManifestId,
  isFileOutdated,
  parseSegmentManifest,
  parseShardManifest,
  type SegmentManifest,
  type ShardManifest,
} from './segment-manifest.ts';
export {
  type DenseDatatype,
  type Distance,
  encodeSegmentState,
  isAppendable,
  isChunked,
  parseSegmentState,
  type SegmentConfig,
  type SegmentSparseConfig,
  type SegmentState,
  type SegmentVectorConfig,
  type SparseIndexType,
  type VectorStorageType,
  vectorIndexDirectory,
  vectorStorageDirectory,
} from './segment-state.ts';
export {
  type Clock,
  encodeClocks,
  encodePayloadIndex,
  encodeReplicaState,
  encodeShardConfig,
  encodeShardKeyMapping,
  type PayloadIndexSchema,
  parseClocks,
  parsePayloadIndex,
  parseReplicaState,
  parseSegmentPayloadIndex,
  parseShardConfig,
  parseShardKeyMapping,
  type ReplicaState,
  type ShardKeyEntry,
  type ShardType,
  type StoredShardKey,
} from './shard-files.ts';
export { createShardRing, type ShardRing } from './shard-ring.ts';
export { sipHash24 } from './siphash.ts';
export { decodeSparseValue, encodeSparseValue, type SparseValue } from './sparse-value.ts';
export { decodeTurbo4Row, encodeTurbo4Row, turbo4RowBytes } from './turbo4.ts';
export { decodeVectorRow, type ElementDatatype, elementBytes, encodeVectorRow, toUint8 } from './vector-row.ts';
export { checkCollectionVersion, checkSegmentVersion, collectionVersion, oldSegment, segmentVersion } from './version-info.ts';
