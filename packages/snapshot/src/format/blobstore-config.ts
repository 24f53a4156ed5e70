/**
 * config.json of a blobstore
 *
 *   {"mode":"mutable","page_size_bytes":33554432,"block_size_bytes":128,"region_size_blocks":8192,"compression":"LZ4"}
 *   {"mode":"append_only","page_size_bytes":33554432,"compression":"LZ4"}
 *
 * `mode` is absent before 1.19 (mutable); `compression` is LZ4 by default.
 */
import { corrupt, FormatError } from './format-error.ts';
import { asCount, asString, parseJsonObject } from './json-shape.ts';

export type BlobCompression = 'LZ4' | 'None';

export interface MutableBlobstoreConfig {
  readonly mode: 'mutable';
  readonly pageSizeBytes: number;
  readonly blockSizeBytes: number;
  readonly regionSizeBlocks: number;
  readonly compression: BlobCompression;
}

export interface AppendOnlyBlobstoreConfig {
  readonly mode: 'append_only';
  readonly pageSizeBytes: number;
  readonly compression: BlobCompression;
}

export type BlobstoreConfig = MutableBlobstoreConfig | AppendOnlyBlobstoreConfig;

/** Pages of 32 MiB, blocks of 128 bytes, regions of 8192 blocks: what Qdrant writes. */
export const defaultBlobstoreConfig: MutableBlobstoreConfig = {
  mode: 'mutable',
  pageSizeBytes: 33_554_432,
  blockSizeBytes: 128,
  regionSizeBlocks: 8192,
  compression: 'LZ4',
};

/** Parses and checks the sizes against each other. */
export function parseBlobstoreConfig(text: string): BlobstoreConfig {
  const json = parseJsonObject(text, 'the blobstore configuration');
  const mode = asString(json['mode'] ?? 'mutable', 'mode');
  const compression = asString(json['compression'] ?? 'LZ4', 'compression');
  if (compression !== 'LZ4' && compression !== 'None')
    throw new FormatError('unsupported', 'unknown compression', { expected: 'LZ4 or None', found: compression });
  const pageSizeBytes = asCount(json['page_size_bytes'] ?? 33_554_432, 'page_size_bytes', 1);
  if (mode === 'append_only') return { mode, pageSizeBytes, compression };
  if (mode !== 'mutable')
    throw new FormatError('unsupported', 'unknown blobstore mode', { expected: 'mutable or append_only', found: mode });
  const blockSizeBytes = asCount(json['block_size_bytes'] ?? 128, 'block_size_bytes', 1);
  const regionSizeBlocks = asCount(json['region_size_blocks'] ?? 8192, 'region_size_blocks', 1);
  if (pageSizeBytes % (blockSizeBytes * regionSizeBlocks) !== 0) {
    throw corrupt('the page size is no multiple of the region size', {
      expected: `a multiple of ${blockSizeBytes * regionSizeBlocks}`,
      found: pageSizeBytes,
    });
  }
  if (regionSizeBlocks > 65_535) throw corrupt('a region has too many blocks', { expected: 'at most 65535', found: regionSizeBlocks });
  return { mode, pageSizeBytes, blockSizeBytes, regionSizeBlocks, compression };
}

/** The text of config.json. */
export function encodeBlobstoreConfig(config: BlobstoreConfig): string {
  const { mode, pageSizeBytes, compression } = config;
  if (mode === 'append_only') return JSON.stringify({ mode, page_size_bytes: pageSizeBytes, compression });
  const { blockSizeBytes, regionSizeBlocks } = config;
  return JSON.stringify({
    mode,
    page_size_bytes: pageSizeBytes,
    block_size_bytes: blockSizeBytes,
    region_size_blocks: regionSizeBlocks,
    compression,
  });
}
