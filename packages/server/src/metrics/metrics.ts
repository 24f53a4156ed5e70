/** Durations of one (endpoint, status), in milliseconds. */
export interface DurationStats {
  count: number;
  totalMs: number;
  minMs: number;
  maxMs: number;
  lastMs: number;
  /** Answers by the upper bounds of `durationBucketsSec`, not cumulative; the last is beyond all of them. */
  readonly buckets: number[];
}

/** Endpoint to status to durations; REST endpoints are `METHOD /path`. */
export type EndpointStats = Map<string, Map<number, DurationStats>>;

export interface TransportStats {
  readonly total: EndpointStats;
  /** Only collections that exist are worth a series; the writer filters. */
  readonly byCollection: Map<string, EndpointStats>;
}

/** Counts of what the server answered; `GET /metrics` and `GET /telemetry` write them with the names of the real server. */
export interface Metrics {
  readonly rest: TransportStats;
  readonly grpc: TransportStats;
  /** One answered REST request. `endpoint` is the path of the operation table, `durationMs` is wall time. */
  restResponse(method: string, endpoint: string, status: number, durationMs: number, collection?: string): void;
  /** One answered gRPC call; `status` is the numeric code. */
  grpcResponse(endpoint: string, status: number, durationMs: number, collection?: string): void;
}

export const durationBucketsSec = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 10, 50];

// Names come from requests: without a bound, asking for a million missing collections would keep a million entries.
const maxCollections = 1000;

export function createMetrics(): Metrics {
  const rest = newTransport();
  const grpc = newTransport();
  return {
    rest,
    grpc,
    restResponse: (method, endpoint, status, durationMs, collection) => add(rest, `${method} ${endpoint}`, status, durationMs, collection),
    grpcResponse: (endpoint, status, durationMs, collection) => add(grpc, endpoint, status, durationMs, collection),
  };
}

function newTransport(): TransportStats {
  return { total: new Map(), byCollection: new Map() };
}

function add(transport: TransportStats, endpoint: string, status: number, durationMs: number, collection: string | undefined): void {
  addTo(transport.total, endpoint, status, durationMs);
  if (collection === undefined || collection === '') return;
  let stats = transport.byCollection.get(collection);
  if (stats === undefined) {
    if (transport.byCollection.size >= maxCollections) return;
    stats = new Map();
    transport.byCollection.set(collection, stats);
  }
  addTo(stats, endpoint, status, durationMs);
}

function addTo(stats: EndpointStats, endpoint: string, status: number, durationMs: number): void {
  let byStatus = stats.get(endpoint);
  if (byStatus === undefined) {
    byStatus = new Map();
    stats.set(endpoint, byStatus);
  }
  let durations = byStatus.get(status);
  if (durations === undefined) {
    durations = {
      count: 0,
      totalMs: 0,
      minMs: durationMs,
      maxMs: durationMs,
      lastMs: 0,
      buckets: new Array<number>(durationBucketsSec.length + 1).fill(0),
    };
    byStatus.set(status, durations);
  }
  durations.count += 1;
  durations.totalMs += durationMs;
  durations.minMs = Math.min(durations.minMs, durationMs);
  durations.maxMs = Math.max(durations.maxMs, durationMs);
  durations.lastMs = Date.now();
  let at = 0;
  while (at < durationBucketsSec.length && durationMs > (durationBucketsSec[at] as number) * 1000) at += 1;
  durations.buckets[at] = (durations.buckets[at] ?? 0) + 1;
}
