import type { CollectionDefaults } from '@sextant/engine';
import type { ServerConfig } from './schema.ts';

/** What the server's configuration gives to collections whose creation does not say. */
export function collectionDefaults({ storage }: ServerConfig): CollectionDefaults {
  const { optimizers, hnsw_index: hnsw, wal } = storage;
  return {
    on_disk_payload: storage.on_disk_payload,
    hnsw_config: {
      m: hnsw.m,
      ef_construct: hnsw.ef_construct,
      full_scan_threshold: hnsw.full_scan_threshold_kb,
      max_indexing_threads: hnsw.max_indexing_threads,
      on_disk: hnsw.on_disk,
      ...(hnsw.payload_m === null ? {} : { payload_m: hnsw.payload_m }),
    },
    optimizer_config: {
      deleted_threshold: optimizers.deleted_threshold,
      vacuum_min_vector_number: optimizers.vacuum_min_vector_number,
      default_segment_number: optimizers.default_segment_number,
      max_segment_size: optimizers.max_segment_size_kb,
      memmap_threshold: optimizers.memmap_threshold_kb,
      indexing_threshold: optimizers.indexing_threshold_kb,
      flush_interval_sec: optimizers.flush_interval_sec,
      max_optimization_threads: optimizers.max_optimization_threads,
    },
    wal_config: {
      wal_capacity_mb: wal.wal_capacity_mb,
      wal_segments_ahead: wal.wal_segments_ahead,
      wal_retain_closed: wal.wal_retain_closed,
    },
  };
}
