import type { SparseVectorParams, VectorParams } from '@sextant/contract';
import type { JsonObject } from '@sextant/contract/json';
import type { SegmentConfig, SegmentSparseConfig, SegmentVectorConfig } from '@sextant/snapshot';

/** How a dense or multivector name is kept in an appendable segment: chunked files, no graph. */
export function denseSegmentConfig(params: VectorParams): SegmentVectorConfig {
  return {
    size: params.size,
    distance: params.distance,
    storage_type: params.on_disk === true ? 'ChunkedMmap' : 'InRamChunkedMmap',
    index: { type: 'plain', options: {} },
    quantization_config: null,
    ...(params.multivector_config ? { multivector_config: { comparator: 'max_sim' } } : {}),
    ...(params.datatype && params.datatype !== 'float32' ? { datatype: params.datatype } : {}),
  };
}

/** How a sparse name is kept in an appendable segment. */
export function sparseSegmentConfig(params: SparseVectorParams): SegmentSparseConfig {
  const datatype = params.index?.datatype;
  return {
    index: {
      full_scan_threshold: params.index?.full_scan_threshold ?? null,
      index_type: 'MutableRam',
      ...(datatype && datatype !== 'float32' ? { datatype } : {}),
    } as SegmentSparseConfig['index'] & JsonObject,
    storage_type: 'mmap',
    ...(params.modifier ? { modifier: params.modifier } : {}),
  };
}

/** The configuration of a new appendable segment. */
export function appendableConfig(
  vectors: ReadonlyMap<string, VectorParams>,
  sparseVectors: ReadonlyMap<string, SparseVectorParams>,
  onDiskPayload: boolean,
): SegmentConfig {
  return {
    vector_data: Object.fromEntries([...vectors].map(([name, params]) => [name, denseSegmentConfig(params)])),
    sparse_vector_data: Object.fromEntries([...sparseVectors].map(([name, params]) => [name, sparseSegmentConfig(params)])),
    payload_storage_type: { type: onDiskPayload ? 'mmap' : 'in_ram_mmap' },
  };
}

/** Whether rows of one can be put into the other as they are. */
export function isSameSpace(a: SegmentVectorConfig | SegmentSparseConfig, b: SegmentVectorConfig | SegmentSparseConfig): boolean {
  if (!('size' in a) || !('size' in b)) return !('size' in a) && !('size' in b);
  return (
    a.size === b.size &&
    a.distance === b.distance &&
    (a.datatype ?? 'float32') === (b.datatype ?? 'float32') &&
    !a.multivector_config === !b.multivector_config
  );
}
