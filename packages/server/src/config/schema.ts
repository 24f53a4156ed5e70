import type { ConfigOf } from './field.ts';
import { flag, integer, nullable, number, oneOf, secret, text, unchecked } from './field.ts';

// Timers of Node count milliseconds in 31 bits.
const longestSec = 2_147_483;

/**
 * Every key the server knows, with its default, in Qdrant's own names and nesting. Environment variables are the same paths:
 * `service.http_port` is `QDRANT__SERVICE__HTTP_PORT`. Keys that only matter in distributed mode are accepted and have no effect.
 */
export const configSchema = {
  log_level: text('INFO'),
  telemetry_disabled: flag(false),
  service: {
    host: text('0.0.0.0'),
    http_port: integer(6333, 0, 65_535),
    grpc_port: nullable(integer(6334, 0, 65_535), 6334),
    max_request_size_mb: integer(32, 1),
    max_workers: nullable(integer(0, 0)),
    enable_cors: flag(true),
    enable_tls: flag(false),
    verify_https_client_certificate: flag(false),
    api_key: nullable(secret()),
    alt_api_key: nullable(secret()),
    read_only_api_key: nullable(secret()),
    jwt_rbac: nullable(flag(false)),
    hardware_reporting: nullable(flag(false)),
    metrics_prefix: nullable(text('')),
    enable_snapshot_url_recovery: flag(true),
    /** Our own: whether recovery may fetch from this machine and the networks around it. */
    snapshot_url_recovery_private_addresses: oneOf('allow', 'deny'),
    enable_static_content: nullable(flag(true)),
    static_content_dir: nullable(text('./static')),
    hide_jwt_dashboard: nullable(flag(false)),
    slow_query_secs: nullable(number(1)),
  },
  storage: {
    storage_path: text('./storage'),
    snapshots_path: text('./snapshots'),
    temp_path: nullable(text('')),
    snapshots_config: {
      snapshots_storage: oneOf('local', 's3'),
      s3_config: {
        bucket: nullable(text('')),
        region: nullable(text('')),
        access_key: nullable(secret()),
        secret_key: nullable(secret()),
        endpoint_url: nullable(text('')),
      },
      /** Our own; docs/configuration.md tells what each is for. */
      limits: {
        max_creations: integer(4, 1),
        max_recoveries: integer(2, 1),
        max_streams: integer(8, 1),
        max_waiting: integer(64, 0),
        max_archive_mb: number(1_048_576, 0),
        max_unpacked_mb: number(4_194_304, 0),
        max_unpack_ratio: number(10_000, 1),
        max_entries: integer(250_000, 1),
        remote_idle_sec: number(60, 0.001, longestSec),
        upload_idle_sec: number(60, 0.001, longestSec),
        download_idle_sec: number(60, 0.001, longestSec),
        min_bytes_per_sec: integer(1024, 0),
        max_duration_sec: number(86_400, 0.001, longestSec),
        progress_log_sec: number(10, 0.001, longestSec),
      },
    },
    on_disk_payload: flag(true),
    update_concurrency: nullable(integer(0, 0)),
    node_type: oneOf('Normal', 'Listener'),
    max_collections: nullable(integer(0, 0)),
    recovery_mode: nullable(text('')),
    wal: {
      wal_capacity_mb: integer(32, 1),
      wal_segments_ahead: integer(0, 0),
      wal_retain_closed: integer(1, 1),
      fsync: oneOf('never', 'always'),
    },
    performance: unchecked(),
    optimizers: {
      deleted_threshold: number(0.2, 0, 1),
      vacuum_min_vector_number: integer(1000, 100),
      default_segment_number: integer(0, 0),
      max_segment_size_kb: nullable(integer(0, 1)),
      memmap_threshold_kb: nullable(integer(0, 0)),
      indexing_threshold_kb: nullable(integer(10_000, 0), 10_000),
      flush_interval_sec: integer(5, 0),
      max_optimization_threads: nullable(integer(0, 0)),
    },
    hnsw_index: {
      m: integer(16, 0),
      ef_construct: integer(100, 4),
      full_scan_threshold_kb: integer(10_000, 0),
      max_indexing_threads: integer(0, 0),
      on_disk: nullable(flag(false), false),
      payload_m: nullable(integer(0, 0)),
    },
    collection: unchecked(),
    shard_transfer_method: nullable(text('')),
    handle_collection_load_errors: flag(false),
  },
  cluster: unchecked(),
  tls: { cert: nullable(text('')), key: nullable(text('')), ca_cert: nullable(text('')), cert_ttl: nullable(integer(3600, 0), 3600) },
  logger: unchecked(),
  gpu: unchecked(),
  quotas: unchecked(),
  audit: unchecked(),
  inference: unchecked(),
  feature_flags: unchecked(),
} as const;

/** The whole configuration, complete and checked. */
export type ServerConfig = ConfigOf<typeof configSchema>;
