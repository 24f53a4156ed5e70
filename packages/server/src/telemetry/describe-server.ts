import { createHash } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import type { Collection } from '@sextant/engine';
import { type Access, canSee } from '../auth/access.ts';
import type { ServerContext } from '../context.ts';
import { type HostStats, readHostStats } from '../metrics/host-stats.ts';
import type { DurationStats, EndpointStats, TransportStats } from '../metrics/metrics.ts';
import { restoredCollections } from '../metrics/restored-collections.ts';
import type { SnapshotTask } from '../snapshot-store/snapshot-service.ts';
import { apiVersion } from '../version.ts';

export interface TelemetryOptions {
  /** Names become hashes. */
  readonly anonymize: boolean;
  readonly perCollection: boolean;
  /** 0: counts; 1: process and machine; 2: configurations; from 3: shards. */
  readonly detailsLevel: number;
}

/** The result of `GET /telemetry`: nothing of it leaves the machine on its own. */
export async function describeServer(context: ServerContext, access: Access, options: TelemetryOptions): Promise<Record<string, unknown>> {
  const { detailsLevel, anonymize } = options;
  const failed = new Set(context.engine.failedCollections().map(({ name }) => name));
  const visible = context.engine.listCollections().filter((name) => canSee(access, name));
  const collections = visible.filter((name) => !failed.has(name)).map((name) => context.engine.collection(name));
  const detailed = detailsLevel >= 1;
  const host = detailed ? await readHostStats(context.host) : undefined;
  return {
    id: context.instanceId,
    app: describeApp(context, detailed, anonymize),
    collections: {
      number_of_collections: visible.length,
      ...(detailed
        ? {
            collections: collections.map((one) => describeCollection(one, options)),
            snapshots: describeSnapshots(context, access, collections, options),
          }
        : {}),
    },
    cluster: { enabled: false, resharding_enabled: false },
    requests: {
      rest: describeTransport(context.metrics.rest, options, visible),
      grpc: describeTransport(context.metrics.grpc, options, visible),
    },
    ...(host === undefined ? {} : { memory: describeMemory(host), hardware: { collection_data: {} } }),
    quota: { config: context.quotas.config, exceeded: { resident_memory: null, disk_usage: null } },
  };
}

function describeApp(context: ServerContext, detailed: boolean, anonymize: boolean): Record<string, unknown> {
  const app = { name: 'qdrant', version: apiVersion, ...(context.config.service.jwt_rbac === true ? { jwt_rbac: true } : {}) };
  if (!detailed) return { ...app, startup: context.startedAt.toISOString() };
  return {
    ...app,
    features: {
      debug: false,
      service_debug_feature: false,
      recovery_mode: context.config.storage.recovery_mode !== null,
      gpu: false,
      rocksdb: false,
      staging: false,
    },
    ...(anonymize ? {} : { low_memory_mode: 'disabled' }),
    system: { cores: availableParallelism(), ram_size: Math.floor(totalmem() / 1024), cpu_endian: 'little', cpu_flags: '' },
    startup: context.startedAt.toISOString(),
  };
}

function shownName(name: string, anonymize: boolean): string {
  return anonymize ? BigInt(`0x${createHash('sha256').update(name).digest('hex').slice(0, 16)}`).toString() : name;
}

function describeCollection(collection: Collection, { anonymize, detailsLevel }: TelemetryOptions): Record<string, unknown> {
  const stats = collection.stats();
  const config = collection.config();
  if (detailsLevel < 2) {
    return { vectors: Object.values(stats.vectorCounts).reduce((a, b) => a + b, 0), optimizers_status: 'ok', params: config.params };
  }
  const { metadata: _private, ...shown } = config;
  return {
    id: shownName(collection.name, anonymize),
    init_time_ms: 0,
    config: anonymize ? shown : config,
    ...(detailsLevel < 3
      ? {}
      : {
          shards: stats.shards.map(({ shardId, shardKey, pointCount }) => ({
            id: shardId,
            key: anonymize ? null : (shardKey ?? null),
            local: { variant_name: 'local shard', num_points: pointCount },
            remote: [],
            replicate_states: {},
          })),
          transfers: [],
          resharding: [],
        }),
  };
}

/** Of every collection, and of those that are being made from a snapshot: they are not listed as collections before they are there. */
function describeSnapshots(
  context: ServerContext,
  access: Access,
  collections: readonly Collection[],
  { anonymize, detailsLevel }: TelemetryOptions,
): unknown[] {
  if (detailsLevel < 2) return [];
  const { snapshots } = context;
  const names = collections.map(({ name }) => name);
  const restored = restoredCollections(context, names).filter((name) => canSee(access, name));
  return [...names, ...restored].map((name) => {
    const { creationRunning, recoveryRunning, createdTotal } = snapshots.counters(name);
    // A snapshot of the storage is work on every collection.
    const tasks = snapshots.tasks().filter(({ scope }) => scope.kind === 'full' || scope.collection === name);
    return {
      id: shownName(name, anonymize),
      running_snapshots: creationRunning,
      running_snapshot_recovery: recoveryRunning,
      total_snapshot_creations: createdTotal,
      ...(tasks.length === 0 ? {} : { tasks: tasks.map(describeTask) }),
    };
  });
}

/** Progress of one piece of snapshot work. */
function describeTask({ id, kind, scope, phase, startedMs, phaseStartedMs, doneBytes, totalBytes }: SnapshotTask): Record<string, unknown> {
  const seconds = (Date.now() - phaseStartedMs) / 1000;
  return {
    id,
    kind,
    scope: scope.kind,
    ...(scope.kind === 'shard' ? { shard_id: scope.shardId } : {}),
    phase,
    started: new Date(startedMs).toISOString(),
    done_bytes: doneBytes,
    ...(totalBytes === undefined ? {} : { total_bytes: totalBytes }),
    ...(seconds > 0 ? { bytes_per_second: Math.round(doneBytes / seconds) } : {}),
  };
}

function describeMemory(host: HostStats): Record<string, number> {
  return {
    active_bytes: host.heapUsedBytes + host.externalBytes,
    allocated_bytes: host.heapTotalBytes + host.externalBytes,
    metadata_bytes: 0,
    resident_bytes: host.residentBytes,
    retained_bytes: 0,
  };
}

function describeTransport(
  stats: TransportStats,
  { perCollection, detailsLevel }: TelemetryOptions,
  visible: readonly string[],
): Record<string, unknown> {
  const responses = describeEndpoints(stats.total, detailsLevel);
  if (!perCollection) return { responses };
  const known = new Set(visible);
  const own = [...stats.byCollection]
    .filter(([name]) => known.has(name))
    .map(([name, endpoints]) => [name, describeEndpoints(endpoints, detailsLevel)]);
  return { responses, per_collection_responses: Object.fromEntries(own) };
}

function describeEndpoints(stats: EndpointStats, detailsLevel: number): Record<string, unknown> {
  const shown = [...stats].map(([endpoint, byStatus]) => [
    endpoint,
    Object.fromEntries([...byStatus].map(([status, one]) => [status, describeDurations(one, detailsLevel)])),
  ]);
  return Object.fromEntries(shown);
}

function describeDurations(one: DurationStats, detailsLevel: number): Record<string, unknown> {
  const micros = (ms: number): number => Math.round(ms * 1000);
  const brief = { count: one.count, avg_duration_micros: (one.totalMs / one.count) * 1000 };
  if (detailsLevel < 1) return brief;
  return {
    ...brief,
    min_duration_micros: micros(one.minMs),
    max_duration_micros: micros(one.maxMs),
    total_duration_micros: micros(one.totalMs),
    last_responded: new Date(one.lastMs).toISOString(),
  };
}
