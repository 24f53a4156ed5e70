import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Engine, type EngineEvent, type EngineOptions, forgetRestore, openEngine } from '@sextant/engine';
import { joinPath, memoryVfs, nodeVfs, pathExists, type Vfs } from '@sextant/vfs';
import type { Logger } from 'pino';
import { createAccessControl } from './auth/create-access-control.ts';
import { collectionDefaults } from './config/collection-defaults.ts';
import { loadConfig } from './config/load-config.ts';
import type { ServerConfig } from './config/schema.ts';
import { snapshotLimitsOf } from './config/snapshot-limits-of.ts';
import type { ServerContext } from './context.ts';
import { fetchInProcess } from './http/fetch-handler.ts';
import { createRestApp } from './http/rest-app.ts';
import { restHandlers } from './http/rest-handlers.ts';
import { lockStorage } from './lock-storage.ts';
import { createLogger } from './log/logger.ts';
import { createMetrics } from './metrics/metrics.ts';
import { noPorts, openPorts } from './open-ports.ts';
import { restoreAtStart } from './restore/restore-at-start.ts';
import type { Server, ServerOptions } from './server-options.ts';
import { localStore } from './snapshot-store/local-store.ts';
import { openSnapshotService } from './snapshot-store/open-snapshot-service.ts';
import { s3Snapshots } from './snapshot-store/s3-snapshots.ts';
import { archiveLimits } from './snapshot-store/snapshot-limits.ts';
import type { SnapshotService } from './snapshot-store/snapshot-service.ts';

const defaultGracePeriodMs = 10_000;

/** Starts a server: in milliseconds, in this process, as many side by side as one likes. */
export async function createServer(options: ServerOptions = {}): Promise<Server> {
  const vfs = options.storage === undefined || options.storage === 'memory' ? memoryVfs() : nodeVfs();
  return (await openServer(options, vfs)).server;
}

export interface OpenedServer {
  readonly server: Server;
  readonly context: ServerContext;
}

/** A server whose files lie in `vfs`. */
export async function openServer(options: ServerOptions, vfs: Vfs): Promise<OpenedServer> {
  const closers: (() => Promise<void>)[] = [];
  try {
    return await start(options, vfs, closers);
  } catch (error) {
    for (const close of closers.reverse()) await close().catch(() => undefined);
    throw error;
  }
}

async function start(options: ServerOptions, vfs: Vfs, closers: (() => Promise<void>)[]): Promise<OpenedServer> {
  const { config, warnings } = configOf(options);
  const log = createLogger({ level: config.log_level, ...(options.log === undefined ? {} : { write: options.log }) });
  for (const warning of warnings) log.warn(warning);
  const engineOptions = engineOptionsOf(config, vfs, log);
  const { storagePath } = engineOptions;
  const lock = async (): Promise<unknown> => closers.push(await lockStorage(vfs, storagePath));
  // A restore that is refused leaves no storage where there was none.
  const isThere = await pathExists(vfs, storagePath);
  if (isThere) await lock();
  if (options.restore !== undefined)
    await restoreAtStart(options.restore, {
      engine: engineOptions,
      host: nodeVfs(),
      limits: archiveLimits(snapshotLimitsOf(config)),
      onEvent: eventLog(log),
    });
  if (!isThere) await lock();
  const engine = await openEngine(engineOptions);
  closers.push(() => engine.close());
  const stopping = new AbortController();
  const snapshots = await openSnapshots(config, snapshotsPathOf(options), vfs, engine, log);
  closers.push(() => snapshots.close());
  const context = createContext({ config, vfs, engine, log, metrics: createMetrics(), snapshots, stopping: stopping.signal });
  const app = createRestApp(context, restHandlers);
  const ports = options.listen === false ? noPorts : await openPorts(context, app);
  closers.push(async () => {
    const graceMs = options.gracePeriodMs ?? defaultGracePeriodMs;
    // What outlives the grace period is told to end, then cut.
    const timer = setTimeout(() => stopping.abort(), graceMs);
    await ports.close(graceMs).finally(() => clearTimeout(timer));
    stopping.abort();
  });
  const { url, grpcUrl, port } = ports;
  log.info({ url, grpcUrl, collections: engine.listCollections().length }, 'listening');
  closers.push(closerOf(forgetRestoreWhenReady(engineOptions, log)));
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= closeAll(closers, log));
  const server: Server = {
    url,
    grpcUrl,
    port,
    engine,
    fetch: (request) => fetchInProcess(app, request),
    close,
    [Symbol.asyncDispose]: close,
  };
  return { server, context };
}

/** After the caller has been told: whoever is killed before that may give the same command again. */
async function forgetRestoreWhenReady({ vfs, storagePath }: EngineOptions, log: Logger): Promise<void> {
  await setImmediate();
  await forgetRestore({ vfs, storagePath }).catch((error: unknown) =>
    log.warn({ err: error }, 'The note of a restore could not be removed'),
  );
}

const closerOf = (work: Promise<void>) => (): Promise<void> => work;

/** In the reverse order of opening; a failing step does not keep the others from running. */
async function closeAll(closers: readonly (() => Promise<void>)[], log: Logger): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.toReversed()) await close().catch((error: unknown) => failures.push(error));
  if (failures.length === 0) return;
  for (const error of failures) log.error({ err: error }, 'stopping failed in part');
  throw failures[0];
}

/** Options over the given configuration over defaults; ports and address default to what a test wants. */
function configOf(options: ServerOptions): ReturnType<typeof loadConfig> {
  const { storage = 'memory' } = options;
  const storagePath = storage === 'memory' ? '/storage' : resolve(storage);
  const given = loadConfig([
    { source: 'defaults', values: { service: { host: '127.0.0.1', http_port: 0, grpc_port: 0 }, storage: { storage_path: storagePath } } },
    { source: 'the option config', values: options.config ?? {} },
    { source: 'options', values: { service: serviceOptions(options), storage: { storage_path: storagePath, ...walOptions(options) } } },
  ]);
  const { config } = given;
  // In memory there is no working directory to which a path could be relative.
  const absolute = (path: string): string => (storage === 'memory' ? resolve('/', path) : resolve(path));
  const snapshotsGiven = snapshotsPathOf(options);
  config.storage.snapshots_path = snapshotsGiven === undefined ? siblingOf(storagePath) : absolute(snapshotsGiven);
  config.storage.temp_path =
    config.storage.temp_path === null || config.storage.temp_path === '' ? null : absolute(config.storage.temp_path);
  return given;
}

/** As it was given: keys in S3 are made of it. */
function snapshotsPathOf(options: ServerOptions): string | undefined {
  return options.snapshotsPath ?? options.config?.storage?.snapshots_path;
}

function siblingOf(storagePath: string): string {
  return joinPath(storagePath.slice(0, storagePath.lastIndexOf('/')) || '/', 'snapshots');
}

function serviceOptions(options: ServerOptions): Record<string, unknown> {
  const { host, httpPort, grpcPort, apiKey, readOnlyApiKey, jwtRbac, maxRequestSizeMb } = options;
  const given = {
    host,
    http_port: httpPort,
    grpc_port: grpcPort,
    api_key: apiKey,
    read_only_api_key: readOnlyApiKey,
    jwt_rbac: jwtRbac,
    max_request_size_mb: maxRequestSizeMb,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function walOptions({ walFsync }: ServerOptions): Record<string, unknown> {
  return walFsync === undefined ? {} : { wal: { fsync: walFsync } };
}

function engineOptionsOf(config: ServerConfig, vfs: Vfs, log: Logger): EngineOptions {
  const { storage_path: storagePath, temp_path: tempPath, max_collections: maxCollections, wal } = config.storage;
  return {
    vfs,
    storagePath,
    walFsync: wal.fsync,
    collectionDefaults: collectionDefaults(config),
    ...(tempPath === null ? {} : { tempPath }),
    ...(maxCollections === null ? {} : { maxCollections }),
    onEvent: eventLog(log),
  };
}

function eventLog(log: Logger): (event: EngineEvent) => void {
  return ({ level, message, fields, error }) => log[level]({ ...fields, ...(error === undefined ? {} : { err: error }) }, message);
}

async function openSnapshots(
  config: ServerConfig,
  givenPath: string | undefined,
  vfs: Vfs,
  engine: Engine,
  log: Logger,
): Promise<SnapshotService> {
  const { snapshots_path: snapshotsPath } = config.storage;
  const onEvent = eventLog(log);
  const { store = localStore(vfs, snapshotsPath), openS3 } = s3Snapshots({
    config: config.storage,
    keyPath: givenPath ?? './snapshots',
    vfs,
    onEvent,
  });
  return openSnapshotService({
    engine,
    vfs,
    store,
    openS3,
    snapshotsPath,
    urlRecovery: config.service.enable_snapshot_url_recovery,
    privateAddresses: config.service.snapshot_url_recovery_private_addresses,
    limits: snapshotLimitsOf(config),
    onEvent,
  });
}

type ContextParts = Pick<ServerContext, 'config' | 'vfs' | 'engine' | 'log' | 'metrics' | 'snapshots' | 'stopping'>;

function createContext(parts: ContextParts): ServerContext {
  const { config, engine } = parts;
  const { api_key: apiKey, alt_api_key: altApiKey, read_only_api_key: readOnlyApiKey, jwt_rbac: jwt } = config.service;
  const access = createAccessControl({
    apiKeys: [apiKey, altApiKey].filter((key): key is string => key !== null && key !== ''),
    ...(readOnlyApiKey === null || readOnlyApiKey === '' ? {} : { readOnlyApiKey }),
    jwt: jwt === true,
    valueExists: async (collection, matches) => {
      const must = matches.map(({ key, value }) => ({ key, match: { value } }));
      const found = await engine.collection(collection).scroll({ filter: { must }, limit: 1, withPayload: false, withVector: false });
      return found.points.length > 0;
    },
  });
  return {
    ...parts,
    host: nodeVfs(),
    access,
    quotas: { config: { enabled: false } },
    startedAt: new Date(),
    instanceId: randomUUID(),
  };
}
