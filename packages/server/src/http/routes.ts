import { type Operation, operations } from '@sextant/contract';
import type { AccessNeed } from '../auth/authorize.ts';

/** One row of the router: an operation of the contract, or one that the real server has beside it. */
export interface Route {
  readonly operation: string;
  readonly method: string;
  /** `/collections/{collection_name}/points` */
  readonly path: string;
  readonly need: AccessNeed;
  /** Failures are plain text: downloads and streams. */
  readonly plainErrors?: boolean;
}

/** Routes of the real server that its contract leaves out: administration, debugging and server-internal ones. */
const uncontracted: readonly Route[] = [
  { operation: 'read_audit_logs', method: 'POST', path: '/audit/logs', need: 'global_manage' },
  { operation: 'list_cluster_metadata_keys', method: 'GET', path: '/cluster/metadata/keys', need: 'global_read' },
  { operation: 'get_cluster_metadata_key', method: 'GET', path: '/cluster/metadata/keys/{key}', need: 'global_read' },
  { operation: 'update_cluster_metadata_key', method: 'PUT', path: '/cluster/metadata/keys/{key}', need: 'global_manage' },
  { operation: 'delete_cluster_metadata_key', method: 'DELETE', path: '/cluster/metadata/keys/{key}', need: 'global_manage' },
  { operation: 'debug_collection', method: 'POST', path: '/collections/{collection_name}/debug', need: 'global_manage' },
  { operation: 'collection_memory', method: 'GET', path: '/collections/{collection_name}/memory', need: 'collection_read' },
  { operation: 'cleanup_shard', method: 'POST', path: '/collections/{collection_name}/shards/{shard_id}/cleanup', need: 'global_manage' },
  {
    operation: 'get_shard_points',
    method: 'POST',
    path: '/collections/{collection_name}/shards/{shard_id}/points',
    need: 'collection_read',
  },
  {
    operation: 'count_shard_points',
    method: 'POST',
    path: '/collections/{collection_name}/shards/{shard_id}/points/count',
    need: 'collection_read',
  },
  {
    operation: 'scroll_shard_points',
    method: 'POST',
    path: '/collections/{collection_name}/shards/{shard_id}/points/scroll',
    need: 'collection_read',
  },
  {
    operation: 'get_shard_recovery_point',
    method: 'GET',
    path: '/collections/{collection_name}/shards/{shard_id}/recovery_point',
    need: 'global_manage',
  },
  { operation: 'get_shard_wal', method: 'GET', path: '/collections/{collection_name}/shards/{shard_id}/wal', need: 'global_manage' },
  {
    operation: 'truncate_unapplied_wal',
    method: 'POST',
    path: '/collections/{collection_name}/truncate_unapplied_wal',
    need: 'global_manage',
  },
  { operation: 'get_debugger', method: 'GET', path: '/debugger', need: 'global_read' },
  { operation: 'update_debugger', method: 'PATCH', path: '/debugger', need: 'global_manage' },
  { operation: 'get_logger', method: 'GET', path: '/logger', need: 'global_read' },
  { operation: 'update_logger', method: 'POST', path: '/logger', need: 'global_manage' },
  { operation: 'get_slow_requests', method: 'GET', path: '/profiler/slow_requests', need: 'global_manage' },
  { operation: 'get_stacktrace', method: 'GET', path: '/stacktrace', need: 'global_manage' },
];

// Where a token for one collection is refused for lack of management rights on it, not for lack of global ones.
const shardManagement: readonly string[] = ['update_collection_cluster', 'create_shard_key', 'delete_shard_key'];

function needOf(operation: string, { access, path, wholeCollection }: Operation): AccessNeed {
  switch (access) {
    case 'none':
      return 'open';
    case 'global-read':
      return 'global_read';
    case 'manage':
      return shardManagement.includes(operation) ? 'collection_manage' : 'global_manage';
    case 'collection-write':
      return wholeCollection ? 'collection_write' : 'points_write';
    case 'read':
      if (!path.startsWith('/collections/{')) return 'authenticated';
      return wholeCollection ? 'collection_read_whole' : 'collection_read';
  }
}

/** Every route there is. An operation without a handler answers 501. */
export const routes: readonly Route[] = [
  ...Object.entries<Operation>(operations).map(([operation, row]) => ({
    operation,
    method: row.method,
    path: row.path,
    need: needOf(operation, row),
    plainErrors: row.plainErrors,
  })),
  ...uncontracted,
];
