import type { JsonObject } from '@sextant/contract/json';
import {
  type Collection,
  type Engine,
  EngineError,
  type PointId,
  type PointOperation,
  type PointRecord,
  type QueryRequest,
  type WriteOptions,
} from '@sextant/engine';
import pino from 'pino';
import { createAccessControl } from '../auth/create-access-control.ts';
import type { ServerContext } from '../context.ts';
import { createMetrics } from '../metrics/metrics.ts';

/** A server context whose engine has one collection, `c`, of which it remembers what was asked. No storage, no search. */
export interface FakeContext extends ServerContext {
  readonly writes: { readonly operation: PointOperation; readonly options: WriteOptions | undefined }[];
  readonly queries: QueryRequest[];
  readonly points: Map<PointId, PointRecord>;
}

export function fakeContext(
  options: { readonly apiKey?: string; readonly readOnlyApiKey?: string; readonly stopping?: AbortSignal } = {},
): FakeContext {
  const writes: FakeContext['writes'] = [];
  const queries: QueryRequest[] = [];
  const points = new Map<PointId, PointRecord>();
  const collection = {
    name: 'c',
    stats: () => ({ pointCount: points.size, queueLength: 0, vectorCounts: {}, shards: [{ shardId: 0, pointCount: points.size }] }),
    write: async (operation: PointOperation, writeOptions?: WriteOptions) => {
      writes.push({ operation, options: writeOptions });
      if (operation.kind === 'upsert_points') for (const point of operation.points) points.set(point.id, point);
      return { operationId: writes.length, status: writeOptions?.wait === true ? 'completed' : 'acknowledged' };
    },
    retrieve: async (ids: readonly PointId[]) => ids.flatMap((id) => points.get(id) ?? []),
    scroll: async () => ({ points: [...points.values()], nextPageOffset: 7 }),
    count: async () => points.size,
    query: async (request: QueryRequest) => {
      queries.push(request);
      return [...points.values()].map((point) => ({ ...point, score: 0.5, version: 3 }));
    },
  } as unknown as Collection;
  const engine = {
    peerId: 5n,
    listCollections: () => ['c'],
    listAliases: () => [{ alias: 'a', collection: 'c' }],
    collectionExists: (name: string) => name === 'c',
    collection: (name: string) => {
      if (name !== 'c') throw new EngineError('not_found', `Collection \`${name}\` doesn't exist!`);
      return collection;
    },
    createCollection: async (name: string, request: JsonObject) => {
      if (name === 'c') throw new EngineError('already_exists', 'Collection `c` already exists!');
      if (name === 'bug') throw new TypeError('something nobody thought of');
      return Object.keys(request).length > 0;
    },
  } as unknown as Engine;
  const access = createAccessControl({
    apiKeys: options.apiKey === undefined ? [] : [options.apiKey],
    jwt: false,
    ...(options.readOnlyApiKey === undefined ? {} : { readOnlyApiKey: options.readOnlyApiKey }),
  });
  return {
    engine,
    access,
    writes,
    queries,
    points,
    config: { service: { enable_cors: true } } as ServerContext['config'],
    vfs: undefined as never,
    host: undefined as never,
    quotas: { config: {} },
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    snapshots: {
      create: async () => ({ name: 'c-1.snapshot', createdMs: 1_700_000_000_000, sizeBytes: 10, checksum: 'ab' }),
      list: async () => [],
      remove: async (_scope: unknown, name: string) => {
        throw new EngineError('not_found', `Snapshot ${name} not found`);
      },
    } as unknown as ServerContext['snapshots'],
    stopping: options.stopping ?? new AbortController().signal,
    startedAt: new Date(),
    instanceId: 'test',
  };
}
