import { createServer, type IncomingMessage, type Server } from 'node:http';

/** What a fake does wrong on purpose. */
export interface FakeFaults {
  /** Answers one point less to every count. */
  readonly losesPoint?: boolean;
  /** Answers 500 to queries. */
  readonly refusesQueries?: boolean;
}

export interface FakeServer {
  readonly url: string;
  readonly collections: ReadonlyMap<string, FakeCollection>;
  close(): Promise<void>;
}

interface FakeCollection {
  points: number;
  readonly snapshots: Map<string, number>;
}

const snapshotBytes = 300_000;

/** As much of the API as the bench calls, counting points and remembering none; for tests of the bench. */
export async function startFakeServer(faults: FakeFaults = {}): Promise<FakeServer> {
  const collections = new Map<string, FakeCollection>();
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { status, result } = route(collections, faults, request, body);
      if (typeof result === 'string' || Buffer.isBuffer(result)) response.writeHead(status).end(result);
      else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ result, status: 'ok', time: 0 }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, collections, close: () => closeServer(server) };
}

interface Answer {
  readonly status: number;
  readonly result: unknown;
}

function route(collections: Map<string, FakeCollection>, faults: FakeFaults, request: IncomingMessage, body: Buffer): Answer {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
  const [, top, name = '', ...rest] = pathname.split('/');
  if (pathname === '/metrics') return ok(`# TYPE memory_resident_bytes gauge\nmemory_resident_bytes ${process.memoryUsage.rss()}\n`);
  if (pathname === '/readyz') return ok('all shards are ready');
  if (top !== 'collections') return { status: 404, result: null };
  if (name === '') return ok({ collections: [...collections.keys()].map((each) => ({ name: each })) });
  if (request.method === 'PUT' && rest.length === 0) {
    collections.set(name, { points: 0, snapshots: new Map() });
    return ok(true);
  }
  if (request.method === 'DELETE' && rest.length === 0) return ok(collections.delete(name));
  if (rest[0] === 'snapshots') return snapshotRoute(collections, name, request.method ?? '', rest[1], searchParams);
  if (rest[0] === 'shards') return ok(Buffer.alloc(snapshotBytes));
  const collection = collections.get(name);
  if (collection === undefined) return { status: 404, result: null };
  return pointsRoute(collection, faults, `${request.method} ${rest.join('/')}`, body);
}

function pointsRoute(collection: FakeCollection, faults: FakeFaults, operation: string, body: Buffer): Answer {
  const sent = JSON.parse(body.toString('utf8')) as { points?: unknown[]; offset?: number; limit?: number };
  if (operation === 'PUT points') collection.points += sent.points?.length ?? 0;
  if (operation === 'POST points/count') return ok({ count: collection.points - (faults.losesPoint ? 1 : 0) });
  if (operation === 'POST points/query') return faults.refusesQueries ? { status: 500, result: 'out of order' } : ok({ points: [] });
  if (operation !== 'POST points/scroll') return ok({ status: 'completed' });
  const from = sent.offset ?? 0;
  const to = Math.min(collection.points, from + (sent.limit ?? 10));
  const points = Array.from({ length: to - from }, (_, i) => ({ id: from + i }));
  return ok({ points, next_page_offset: to < collection.points ? to : null });
}

function snapshotRoute(
  collections: Map<string, FakeCollection>,
  name: string,
  method: string,
  file: string | undefined,
  query: URLSearchParams,
): Answer {
  if (file === 'upload') {
    if (query.has('checksum')) return { status: 400, result: 'checksum mismatch' };
    const source = [...collections.values()].find(({ points }) => points > 0);
    collections.set(name, { points: source?.points ?? 0, snapshots: new Map() });
    return ok(true);
  }
  const { snapshots } = collections.get(name)!;
  if (method === 'POST') {
    const created = `${name}-${snapshots.size}.snapshot`;
    snapshots.set(created, snapshotBytes);
    return ok({ name: created, size: snapshotBytes });
  }
  if (method === 'DELETE') return ok(snapshots.delete(file!));
  return snapshots.has(file!) ? ok(Buffer.alloc(snapshotBytes)) : { status: 404, result: null };
}

function ok(result: unknown): Answer {
  return { status: 200, result };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
