import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenedServer, openServer } from '../create-server.ts';

/*
 * What metrics and telemetry tell of snapshot work: while it runs, and after it succeeded, failed and was cancelled.
 */

// A loaded machine takes its time.
const patience = { timeout: 30_000 };

let opened: OpenedServer;
/** Set: writes of snapshot files wait for it, and fail when it does. */
let gate: PromiseWithResolvers<void> | undefined;
let remote: HttpServer;
let remoteUrl: string;
let asked: PromiseWithResolvers<ServerResponse>;
const log: Record<string, unknown>[] = [];
let archives: Record<'collection' | 'shard' | 'partial', Uint8Array>;

function gated(vfs: Vfs): Vfs {
  return {
    ...vfs,
    open: async (path, flags) => {
      const file = await vfs.open(path, flags);
      if (!path.startsWith('/snapshots/')) return file;
      return {
        ...file,
        write: async (data, position) => {
          await gate?.promise;
          return file.write(data, position);
        },
      };
    },
  };
}

function call(
  method: string,
  path: string,
  body?: BodyInit,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  const init = { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }), ...(signal === undefined ? {} : { signal }) };
  return opened.server.fetch(new Request(`http://server${path}`, init as RequestInit));
}

const json = { 'content-type': 'application/json' };

async function result(method: string, path: string, body?: unknown): Promise<never> {
  const response = await call(method, path, body === undefined ? undefined : JSON.stringify(body), json);
  expect(response.status).toBe(200);
  return ((await response.json()) as { result: never }).result;
}

beforeAll(async () => {
  const config = { log_level: 'INFO', storage: { snapshots_config: { limits: { progress_log_sec: 0.001 } } } };
  const write = (line: string): void => void log.push(JSON.parse(line) as Record<string, unknown>);
  opened = await openServer({ listen: false, config, log: { write } }, gated(memoryVfs()));
  await result('PUT', '/collections/c', { vectors: { size: 2, distance: 'Dot' }, wal_config: { wal_capacity_mb: 1 } });
  // More than what lies between the server and a client that does not read.
  const points = Array.from({ length: 6 }, (_, id) => ({ id, vector: [1, 1], payload: { text: randomBytes(1 << 19).toString('hex') } }));
  await result('PUT', '/collections/c/points?wait=true', { points });
  const { name } = (await result('POST', '/collections/c/snapshots')) as { name: string };
  const bytes = async (response: Promise<Response>): Promise<Uint8Array> => new Uint8Array(await (await response).arrayBuffer());
  archives = {
    collection: await bytes(call('GET', `/collections/c/snapshots/${name}`)),
    shard: await bytes(call('GET', '/collections/c/shards/0/snapshot')),
    partial: await bytes(call('POST', '/collections/c/shards/0/snapshot/partial/create', '{}', json)),
  };
  remote = createHttpServer((request, response) => {
    request.resume();
    asked.resolve(response);
  });
  await new Promise<void>((resolve) => {
    remote.listen(0, '127.0.0.1', resolve);
  });
  remoteUrl = `http://127.0.0.1:${(remote.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await opened.server.close();
  remote.closeAllConnections();
  await new Promise((resolve) => remote.close(resolve));
});
beforeEach(() => {
  gate = undefined;
  asked = Promise.withResolvers();
  log.length = 0;
});

async function counts(): Promise<{ creation: number; recovery: number; created: number }> {
  const text = await (await call('GET', '/metrics')).text();
  const value = (name: string): number => Number(new RegExp(`^${name}\\{id="c"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  return {
    creation: value('snapshot_creation_running'),
    recovery: value('snapshot_recovery_running'),
    created: value('snapshot_created_total'),
  };
}

interface Telemetry {
  running_snapshots: number;
  running_snapshot_recovery: number;
  total_snapshot_creations: number;
  tasks?: Record<string, unknown>[];
}

async function telemetry(): Promise<Telemetry> {
  const { collections } = (await result('GET', '/telemetry?details_level=2')) as {
    collections: { snapshots: (Telemetry & { id: string })[] };
  };
  const found = collections.snapshots.find(({ id }) => id === 'c');
  if (found === undefined) throw new Error('no telemetry of c');
  return found;
}

/** Work that has begun and waits; it ends well, or with a failure. */
interface Held {
  readonly ended: Promise<unknown>;
  succeed(): void;
  fail(): void;
}
interface Kind {
  readonly kind: string;
  readonly scope: string;
  readonly gauge: 'creation' | 'recovery';
  begin(signal: AbortSignal): Promise<Held>;
}

function created(path: string): (signal: AbortSignal) => Promise<Held> {
  return async (signal) => {
    const own = Promise.withResolvers<void>();
    own.promise.catch(() => undefined);
    gate = own;
    signal.addEventListener('abort', () => own.resolve());
    return {
      ended: call('POST', path, undefined, {}, signal),
      succeed: own.resolve,
      fail: () => own.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })),
    };
  };
}

function streamed(method: string, path: string, body?: string): (signal: AbortSignal) => Promise<Held> {
  return async (signal) => {
    const response = await call(method, path, body, json);
    expect(response.status).toBe(200);
    const ended = Promise.withResolvers<void>();
    const leave = (): void => {
      // A reader that goes is how a stream fails.
      void response.body?.cancel().then(ended.resolve, ended.resolve);
    };
    signal.addEventListener('abort', leave);
    return { ended: ended.promise, succeed: () => void response.arrayBuffer().then(() => ended.resolve(), ended.reject), fail: leave };
  };
}

function uploaded(path: string, archive: () => Uint8Array): (signal: AbortSignal) => Promise<Held> {
  return async (signal) => {
    const opening = new TextEncoder().encode('--b\r\ncontent-disposition: form-data; name="snapshot"; filename="up.snapshot"\r\n\r\n');
    const controller = Promise.withResolvers<ReadableStreamDefaultController<Uint8Array>>();
    const body = new ReadableStream<Uint8Array>({
      start: (own) => {
        own.enqueue(opening);
        own.enqueue(archive().subarray(0, 5000));
        controller.resolve(own);
      },
    });
    const own = await controller.promise;
    const end = (rest: Uint8Array): void => {
      own.enqueue(rest);
      own.enqueue(new TextEncoder().encode('\r\n--b--\r\n'));
      own.close();
    };
    return {
      ended: call('POST', path, body, { 'content-type': 'multipart/form-data; boundary=b' }, signal),
      succeed: () => end(archive().subarray(5000)),
      fail: () => end(new Uint8Array(0)),
    };
  };
}

function fetched(method: string, path: string, body: () => unknown, archive: () => Uint8Array): (signal: AbortSignal) => Promise<Held> {
  return async (signal) => {
    const ended = call(method, path, JSON.stringify(body()), json, signal);
    ended.catch(() => undefined);
    const response = await asked.promise;
    response.write(archive().subarray(0, 5000));
    return { ended, succeed: () => response.end(archive().subarray(5000)), fail: () => response.destroy() };
  };
}

const shard = '/collections/c/shards/0';
const kinds: Record<string, Kind> = {
  'a snapshot of a collection': { kind: 'create', scope: 'collection', gauge: 'creation', begin: created('/collections/c/snapshots') },
  'a snapshot of a shard': { kind: 'create', scope: 'shard', gauge: 'creation', begin: created(`${shard}/snapshots`) },
  'a snapshot of the storage': { kind: 'create', scope: 'full', gauge: 'creation', begin: created('/snapshots') },
  'a stream of a shard': { kind: 'stream', scope: 'shard', gauge: 'creation', begin: streamed('GET', `${shard}/snapshot`) },
  'a partial snapshot': {
    kind: 'stream',
    scope: 'shard',
    gauge: 'creation',
    begin: streamed('POST', `${shard}/snapshot/partial/create`, '{}'),
  },
  'an upload': {
    kind: 'upload',
    scope: 'collection',
    gauge: 'recovery',
    begin: uploaded('/collections/c/snapshots/upload', () => archives.collection),
  },
  'an upload of a shard': {
    kind: 'upload',
    scope: 'shard',
    gauge: 'recovery',
    begin: uploaded(`${shard}/snapshots/upload`, () => archives.shard),
  },
  'a partial upload': {
    kind: 'upload',
    scope: 'shard',
    gauge: 'recovery',
    begin: uploaded(`${shard}/snapshot/partial/recover`, () => archives.partial),
  },
  'a recovery': {
    kind: 'recover',
    scope: 'collection',
    gauge: 'recovery',
    begin: fetched(
      'PUT',
      '/collections/c/snapshots/recover',
      () => ({ location: remoteUrl }),
      () => archives.collection,
    ),
  },
  'a recovery of a shard': {
    kind: 'recover',
    scope: 'shard',
    gauge: 'recovery',
    begin: fetched(
      'PUT',
      `${shard}/snapshots/recover`,
      () => ({ location: remoteUrl }),
      () => archives.shard,
    ),
  },
  'a partial recovery from a peer': {
    kind: 'recover',
    scope: 'shard',
    gauge: 'recovery',
    begin: fetched(
      'POST',
      `${shard}/snapshot/partial/recover_from`,
      () => ({ peer_url: remoteUrl }),
      () => archives.partial,
    ),
  },
};

describe.each(Object.entries(kinds))('%s', (_name, { kind, scope, gauge, begin }) => {
  it.each(['succeeds', 'fails', 'is cancelled'] as const)('is seen while it runs, and no longer when it %s', async (how) => {
    const before = await counts();
    expect(before).toMatchObject({ creation: 0, recovery: 0 });
    const controller = new AbortController();
    const held = await begin(controller.signal);
    const settled = Promise.resolve(held.ended).then(
      () => undefined,
      () => undefined,
    );
    await expect.poll(counts, patience).toEqual({ ...before, [gauge]: 1 });
    await expect.poll(async () => (await telemetry()).tasks?.[0]?.['done_bytes'] !== undefined, patience).toBe(true);
    const seen = await telemetry();
    expect(seen).toMatchObject({
      running_snapshots: gauge === 'creation' ? 1 : 0,
      running_snapshot_recovery: gauge === 'recovery' ? 1 : 0,
      tasks: [{ kind, scope, phase: expect.stringMatching(/^(?:freezing|packing|fetching|unpacking)$/), done_bytes: expect.any(Number) }],
    });
    await expect.poll(() => log.map(({ msg }) => msg), patience).toContain('Snapshot work goes on');
    if (how === 'succeeds') held.succeed();
    else if (how === 'fails') held.fail();
    else controller.abort();
    await settled;
    const made = how === 'succeeds' && gauge === 'creation' ? 1 : 0;
    await expect.poll(counts, patience).toEqual({ ...before, created: before.created + made });
    expect((await telemetry()).tasks).toBeUndefined();
    const work = log.filter(({ msg }) => String(msg).startsWith('Snapshot work')).map(({ msg }) => msg);
    expect([work[0], work.at(-1)]).toEqual(['Snapshot work started', how === 'succeeds' ? 'Snapshot work ended' : 'Snapshot work failed']);
    const last = log.findLast(({ msg }) => String(msg).startsWith('Snapshot work'));
    expect(last).toMatchObject({ work: kind, durationMs: expect.any(Number), doneBytes: expect.any(Number) });
  });
});

describe.each([
  ['upload', uploaded('/collections/new/snapshots/upload', () => archives.collection)],
  [
    'recover',
    fetched(
      'PUT',
      '/collections/new/snapshots/recover',
      () => ({ location: remoteUrl }),
      () => archives.collection,
    ),
  ],
] as const)('%s of a collection that is not there yet', (kind, begin) => {
  it.each(['succeeds', 'fails'] as const)('is seen while it runs, and no longer when it %s', async (how) => {
    const running = async (): Promise<string | undefined> =>
      /^snapshot_recovery_running\{id="new"\} (\d+)$/m.exec(await (await call('GET', '/metrics')).text())?.[1];
    const shown = async (): Promise<{ number: number; of?: Telemetry }> => {
      const { collections } = (await result('GET', '/telemetry?details_level=2')) as {
        collections: { number_of_collections: number; snapshots: (Telemetry & { id: string })[] };
      };
      const of = collections.snapshots.find(({ id }) => id === 'new');
      return { number: collections.number_of_collections, ...(of === undefined ? {} : { of }) };
    };
    expect([await running(), await shown()]).toEqual([undefined, { number: 1 }]);
    const held = await begin(new AbortController().signal);
    await expect.poll(running, patience).toBe('1');
    expect(await shown()).toMatchObject({
      number: 1,
      of: { running_snapshots: 0, running_snapshot_recovery: 1, total_snapshot_creations: 0, tasks: [{ kind, scope: 'collection' }] },
    });
    if (how === 'succeeds') held.succeed();
    else held.fail();
    await held.ended;
    await expect.poll(running, patience).toBe(how === 'succeeds' ? '0' : undefined);
    const after = await shown();
    expect([after.number, after.of?.tasks]).toEqual([how === 'succeeds' ? 2 : 1, undefined]);
    await result('DELETE', '/collections/new');
  });
});
