import type { Engine } from '@sextant/engine';
import type { Vfs } from '@sextant/vfs';
import type { Logger } from 'pino';
import type { AccessControl } from './auth/access-control.ts';
import type { ServerConfig } from './config/schema.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { SnapshotService } from './snapshot-store/snapshot-service.ts';

/** What every handler of either transport works with: one per server, made by `createServer`, never global. */
export interface ServerContext {
  readonly engine: Engine;
  /** The validated configuration in Qdrant's own keys (`service.http_port`, `storage.snapshots_path`), paths absolute. */
  readonly config: ServerConfig;
  /** The file system below the engine and the snapshots: the real one, or memory. */
  readonly vfs: Vfs;
  /** The machine's own file system, for what the operating system tells under /proc; never for data. */
  readonly host: Vfs;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Turns credentials into rights; both transports ask it before they read a message. */
  readonly access: AccessControl;
  /** Snapshots of collections, shards and the whole storage. */
  readonly snapshots: SnapshotService;
  /** Aborted when the grace period of a stop is over: long work ends itself then. */
  readonly stopping: AbortSignal;
  /** Quotas as they were last set over the API; kept in memory. */
  readonly quotas: { config: Record<string, unknown> };
  readonly startedAt: Date;
  /** Random per server; what the wire calls the telemetry id. */
  readonly instanceId: string;
}
