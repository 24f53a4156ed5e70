import type { Collection } from '@sextant/engine';
import type { ServerContext } from '../context.ts';
import type { SnapshotCounters } from '../snapshot-store/snapshot-service.ts';
import { apiVersion } from '../version.ts';
import { createExposition, type Exposition } from './exposition.ts';
import type { HostStats } from './host-stats.ts';
import { durationBucketsSec, type EndpointStats, type TransportStats } from './metrics.ts';
import { restoredCollections } from './restored-collections.ts';

/** The whole of `GET /metrics`: the families of the real server, in its order. */
export function writeMetrics(context: ServerContext, host: HostStats, perCollection: boolean): string {
  const out = createExposition(context.config.service.metrics_prefix ?? '');
  const collections = openCollections(context);
  writeApp(out, context);
  writeCollections(out, context, collections);
  out.family('cluster_enabled', 'is cluster support enabled', 'gauge');
  out.sample({}, 0);
  const names = perCollection ? new Set(collections.map(({ name }) => name)) : undefined;
  writeResponses(out, 'rest', context.metrics.rest, names);
  writeResponses(out, 'grpc', context.metrics.grpc, names);
  writeHardware(out, collections);
  writeHost(out, host);
  return out.text();
}

function openCollections({ engine }: ServerContext): Collection[] {
  const failed = new Set(engine.failedCollections().map(({ name }) => name));
  return engine
    .listCollections()
    .filter((name) => !failed.has(name))
    .map((name) => engine.collection(name));
}

function writeApp(out: Exposition, context: ServerContext): void {
  out.family('app_info', 'information about qdrant server', 'gauge');
  out.sample({ name: 'qdrant', version: apiVersion }, 1);
  out.family('app_status_recovery_mode', 'is server running in recovery mode', 'gauge');
  out.sample({}, context.config.storage.recovery_mode === null ? 0 : 1);
}

function writeCollections(out: Exposition, context: ServerContext, collections: readonly Collection[]): void {
  const stats = collections.map((collection) => ({ name: collection.name, stats: collection.stats() }));
  const names = stats.map(({ name }) => name);
  // The usual restore is into a collection that is not there yet.
  const worked = [...names, ...restoredCollections(context, names)].map((name) => ({ name, counters: context.snapshots.counters(name) }));
  type Row = (typeof stats)[number];
  const total = (name: string, help: string, value: number): void => {
    out.family(name, help, 'gauge');
    out.sample({}, value);
  };
  const each = (name: string, help: string, value: (row: Row) => number): void => {
    out.family(name, help, 'gauge');
    for (const row of stats) out.sample({ id: row.name }, value(row));
  };
  const eachWorked = (name: string, help: string, counter: keyof SnapshotCounters, type: 'gauge' | 'counter' = 'gauge'): void => {
    out.family(name, help, type);
    for (const row of worked) out.sample({ id: row.name }, row.counters[counter]);
  };
  const eachVector = (name: string, help: string, label: 'collection' | 'id', value: (count: number) => number): void => {
    out.family(name, help, 'gauge');
    for (const row of stats)
      for (const [vector, count] of Object.entries(row.stats.vectorCounts)) out.sample({ [label]: row.name, vector }, value(count));
  };
  const vectors = stats.reduce((sum, row) => sum + Object.values(row.stats.vectorCounts).reduce((a, b) => a + b, 0), 0);
  total('collections_total', 'number of collections', stats.length);
  total('collections_vector_total', 'total number of vectors in all collections', vectors);
  eachVector('collection_vectors', 'amount of vectors grouped by vector name', 'collection', (count) => count);
  eachVector('collection_indexed_only_excluded_points', 'amount of points excluded in indexed_only requests', 'id', () => 0);
  total('collection_active_replicas_min', 'minimum number of active replicas across all shards', stats.length === 0 ? 0 : 1);
  total('collection_active_replicas_max', 'maximum number of active replicas across all shards', stats.length === 0 ? 0 : 1);
  each('collection_running_optimizations', 'number of currently running optimization tasks per collection', () => 0);
  each('collection_points', 'approximate amount of points per collection', (row) => row.stats.pointCount);
  total('collection_dead_replicas', 'total amount of shard replicas in non-active state', 0);
  eachWorked('snapshot_creation_running', 'amount of snapshot creations that are currently running', 'creationRunning');
  eachWorked('snapshot_recovery_running', 'amount of snapshot recovery operations currently running', 'recoveryRunning');
  eachWorked('snapshot_created_total', 'total amount of snapshots created', 'createdTotal', 'counter');
  each('collection_shard_transfer_incoming', 'incoming shard transfers currently running', () => 0);
  each('collection_shard_transfer_outgoing', 'outgoing shard transfers currently running', () => 0);
  each('collection_update_queue_length', 'number of pending operations in the update queue', (row) => row.stats.queueLength);
  each('collection_update_queue_deferred_points', 'number of deferred points in the update queue', () => 0);
}

interface Series {
  readonly labels: Record<string, string | number>;
  readonly stats: EndpointStats extends Map<string, Map<number, infer S>> ? S : never;
}

function writeResponses(out: Exposition, transport: 'rest' | 'grpc', stats: TransportStats, names: ReadonlySet<string> | undefined): void {
  const series: Series[] = [];
  if (names === undefined) collectSeries(series, transport, stats.total, {});
  else for (const [collection, own] of stats.byCollection) if (names.has(collection)) collectSeries(series, transport, own, { collection });
  const gauge = (name: string, help: string, type: 'gauge' | 'counter', value: (one: Series['stats']) => number): void => {
    out.family(`${transport}_responses_${name}`, help, type);
    for (const { labels, stats: one } of series) out.sample(labels, value(one));
  };
  gauge('total', 'total number of responses', 'counter', (one) => one.count);
  gauge('avg_duration_seconds', 'average response duration', 'gauge', (one) => one.totalMs / one.count / 1000);
  gauge('min_duration_seconds', 'minimum response duration', 'gauge', (one) => one.minMs / 1000);
  gauge('max_duration_seconds', 'maximum response duration', 'gauge', (one) => one.maxMs / 1000);
  out.family(`${transport}_responses_duration_seconds`, 'response duration histogram', 'histogram');
  for (const { labels, stats: one } of series) {
    let cumulative = 0;
    for (const [i, bound] of durationBucketsSec.entries()) {
      cumulative += one.buckets[i] ?? 0;
      out.sample({ ...labels, le: bound }, cumulative, '_bucket');
    }
    out.sample({ ...labels, le: '+Inf' }, one.count, '_bucket');
    out.sample(labels, one.totalMs / 1000, '_sum');
    out.sample(labels, one.count, '_count');
  }
}

function collectSeries(series: Series[], transport: 'rest' | 'grpc', stats: EndpointStats, extra: Record<string, string>): void {
  for (const [endpoint, byStatus] of stats) {
    const at = endpoint.indexOf(' ');
    const labels: Record<string, string> =
      transport === 'rest' ? { method: endpoint.slice(0, at), endpoint: endpoint.slice(at + 1) } : { endpoint };
    for (const [status, one] of byStatus) series.push({ labels: { ...labels, status, ...extra }, stats: one });
  }
}

const hardware = [
  'cpu',
  'payload_io_read',
  'payload_index_io_read',
  'payload_index_io_write',
  'payload_io_write',
  'vector_io_read',
  'vector_io_write',
];

/** Work units of the real server's own accounting, which has no like here: dashboards find the series, always at 0. */
function writeHardware(out: Exposition, collections: readonly Collection[]): void {
  for (const kind of hardware) {
    out.family(`collection_hardware_metric_${kind}`, 'not measured by this server, always 0', 'counter');
    for (const { name } of collections) out.sample({ id: name }, 0);
  }
}

function writeHost(out: Exposition, host: HostStats): void {
  const one = (name: string, help: string, value: number | undefined, type: 'gauge' | 'counter' = 'gauge'): void => {
    if (value === undefined) return;
    out.family(name, help, type);
    out.sample({}, value);
  };
  one('memory_active_bytes', 'bytes of the JavaScript heap and of array buffers in use', host.heapUsedBytes + host.externalBytes);
  one('memory_allocated_bytes', 'bytes of the JavaScript heap and of array buffers allocated', host.heapTotalBytes + host.externalBytes);
  one('memory_metadata_bytes', 'not measured by this server, always 0', 0);
  one('memory_resident_bytes', 'resident memory of the process', host.residentBytes);
  one('memory_retained_bytes', 'not measured by this server, always 0', 0);
  one('process_threads', 'count of active threads', host.threads);
  one('process_open_mmaps', 'count of open mmaps', host.openMaps);
  one('system_max_mmaps', 'system wide limit of open mmaps', host.maxMaps);
  one('process_open_fds', 'count of currently open file descriptors', host.openFiles);
  one('process_max_fds', 'limit for open file descriptors', host.maxFiles);
  one('process_minor_page_faults_total', "count of minor page faults which didn't cause a disk access", host.minorFaults, 'counter');
  one('process_major_page_faults_total', 'count of disk accesses caused by a mmap page fault', host.majorFaults, 'counter');
}
