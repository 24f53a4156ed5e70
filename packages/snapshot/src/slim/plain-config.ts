import type { SegmentConfig, SegmentSparseConfig, SegmentVectorConfig, VectorStorageType } from '../format/segment-state.ts';

const chunkedTypes: Record<VectorStorageType, VectorStorageType> = {
  ChunkedMmap: 'ChunkedMmap',
  Mmap: 'ChunkedMmap',
  InRamChunkedMmap: 'InRamChunkedMmap',
  InRamMmap: 'InRamChunkedMmap',
  Empty: 'InRamChunkedMmap',
};

/**
 * The configuration of a segment with the same vectors and nothing that is built from them: plain indexes, no quantized data, storages that
 * take new points. The engine builds the rest again as the collection's configuration says.
 */
export function plainConfig({ vector_data, sparse_vector_data, payload_storage_type }: SegmentConfig): SegmentConfig {
  return {
    vector_data: mapValues(
      vector_data,
      (vector): SegmentVectorConfig => ({
        ...vector,
        storage_type: chunkedTypes[vector.storage_type],
        index: { type: 'plain', options: {} },
        quantization_config: null,
      }),
    ),
    sparse_vector_data: mapValues(
      sparse_vector_data,
      (vector): SegmentSparseConfig => ({
        ...vector,
        index: { ...vector.index, index_type: 'MutableRam' },
        storage_type: 'mmap',
      }),
    ),
    payload_storage_type,
  };
}

// Names are kept as own properties whatever they are, `__proto__` included.
function mapValues<T>(record: Record<string, T>, map: (value: T) => T): Record<string, T> {
  const mapped: Record<string, T> = Object.create(null) as Record<string, T>;
  for (const name of Object.keys(record).sort()) mapped[name] = map(record[name] as T);
  return mapped;
}
