import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, Code, ConnectError, createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { operations } from '@sextant/contract';
import { Points, ShardSnapshots, Snapshots } from '@sextant/contract/grpc';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import type { Server } from '../server-options.ts';

/*
 * Who may do what, over both transports, compared with the recorded decisions of the real server; decided before a byte of a body is read, and before
 * anything is said about what is not built.
 */

// By operation: which credentials the real server lets pass.
const fixture = join(import.meta.dirname, '../../../contract/fixtures/recorded-access.json');
const recorded = JSON.parse(readFileSync(fixture, 'utf8')) as Record<string, Record<string, boolean>>;

const key = 'the-key-of-all-rights';
const sign = (claims: Record<string, unknown>): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(key));
const onCollection = (access: string, collection = 'c'): Promise<string> => sign({ access: [{ collection, access }] });
const now = Math.floor(Date.now() / 1000);

let server: Server;
let headersOf: Record<string, Record<string, string>>;
let clients: { snapshots: Client<typeof Snapshots>; shards: Client<typeof ShardSnapshots>; points: Client<typeof Points> };
beforeAll(async () => {
  server = await createServer({ apiKey: key, readOnlyApiKey: 'reader', jwtRbac: true });
  const api = (token: string): Record<string, string> => ({ 'api-key': token });
  headersOf = {
    none: {},
    'wrong key': api('wrong'),
    'api-key rw': api(key),
    'bearer ro': { authorization: 'Bearer reader' },
    'jwt global r': api(await sign({ access: 'r' })),
    'jwt global m': api(await sign({ access: 'm' })),
    'jwt collection rw': api(await onCollection('rw')),
    'jwt collection r': api(await onCollection('r')),
    'jwt collection prw': api(await onCollection('prw')),
    'jwt other rw': api(await onCollection('rw', 'another')),
  };
  const transport = createGrpcTransport({ baseUrl: server.grpcUrl });
  clients = {
    snapshots: createClient(Snapshots, transport),
    shards: createClient(ShardSnapshots, transport),
    points: createClient(Points, transport),
  };
});
afterAll(() => server.close());

type OperationId = keyof typeof operations;

/** One request of an operation with a body that tells whether anybody looked at it. */
async function ask(id: OperationId, who: string): Promise<{ status: number; error: string; isRead: boolean }> {
  const { method, path } = operations[id];
  const values: Record<string, string> = { collection_name: 'c', shard_id: '0' };
  const target = path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) => values[name] ?? '1');
  let isRead = false;
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    isRead = true;
    controller.enqueue(new TextEncoder().encode('{}'));
    controller.close();
  };
  const body = method === 'GET' ? undefined : new ReadableStream({ pull }, { highWaterMark: 0 });
  const init = { method, headers: { ...headersOf[who], 'content-type': 'application/json' }, body, duplex: 'half' } as RequestInit;
  const response = await server.fetch(new Request(`http://server${target}`, init));
  return { status: response.status, error: await response.text(), isRead };
}

const refusal = (who: string): number => (who === 'none' || who === 'wrong key' ? 401 : 403);

describe.each(Object.keys(recorded))('%s', (id) => {
  it.each(Object.entries(recorded[id] ?? {}))('for %s (passes: %s)', async (who, passes) => {
    const { status, error, isRead } = await ask(id as OperationId, who);
    if (passes) expect([401, 403], error).not.toContain(status);
    else expect({ status, isRead }, error).toEqual({ status: refusal(who), isRead: false });
  });
});

/** Snapshot operations by what tokens for one collection may do with them; `manage` is for none of these. */
const bySnapshotRight = {
  read: ['list_snapshots', 'get_snapshot', 'list_shard_snapshots', 'get_shard_snapshot'],
  write: [
    'create_snapshot',
    'delete_snapshot',
    'create_shard_snapshot',
    'delete_shard_snapshot',
    'stream_shard_snapshot',
    'create_partial_snapshot',
  ],
  manage: [
    'recover_from_snapshot',
    'recover_from_uploaded_snapshot',
    'recover_shard_from_snapshot',
    'recover_shard_from_uploaded_snapshot',
    'recover_partial_snapshot',
    'recover_partial_snapshot_from',
    'get_partial_snapshot_manifest',
    'list_full_snapshots',
    'create_full_snapshot',
    'get_full_snapshot',
    'delete_full_snapshot',
  ],
} as const satisfies Record<string, readonly OperationId[]>;

const passing: Record<string, readonly string[]> = {
  'jwt collection rw': ['read', 'write'],
  'jwt collection r': ['read'],
  'jwt collection prw': [],
  'jwt other rw': [],
};

describe('snapshot operations for tokens of one collection', () => {
  it('are all listed', () => {
    const listed = new Set<string>(Object.values(bySnapshotRight).flat());
    const all = Object.entries(operations).filter(([, { tag }]) => tag.includes('snapshots'));
    expect(all.map(([id]) => id).filter((id) => !listed.has(id))).toEqual([]);
  });

  it.each(Object.keys(passing))('%s', async (who) => {
    for (const [right, ids] of Object.entries(bySnapshotRight))
      for (const id of ids) {
        const { status, error } = await ask(id, who);
        if (passing[who]?.includes(right) === true) expect([401, 403], `${id}: ${error}`).not.toContain(status);
        else expect(status, `${id}: ${error}`).toBe(403);
      }
  });
});

describe('what is not built', () => {
  const unbuilt: readonly OperationId[] = [
    'recommend_points',
    'recommend_batch_points',
    'recommend_point_groups',
    'discover_points',
    'discover_batch_points',
    'search_point_groups',
    'query_points_groups',
    'search_matrix_pairs',
    'search_matrix_offsets',
  ];

  it.each(unbuilt)('%s refuses first', async (id) => {
    for (const who of ['none', 'wrong key', 'jwt other rw']) {
      const { status, error, isRead } = await ask(id, who);
      expect({ status, isRead }, error).toEqual({ status: refusal(who), isRead: false });
    }
    for (const who of ['api-key rw', 'bearer ro', 'jwt collection r', 'jwt collection prw']) {
      const { status, error } = await ask(id, who);
      expect([401, 403], error).not.toContain(status);
    }
  });
});

describe('gRPC', () => {
  const collectionName = 'c';
  const shard = { collectionName, shardId: 0 };
  type Call = (headers: Record<string, string>) => Promise<unknown>;
  const calls: Partial<Record<OperationId, Call>> = {
    list_snapshots: (headers) => clients.snapshots.list({ collectionName }, { headers }),
    create_snapshot: (headers) => clients.snapshots.create({ collectionName }, { headers }),
    delete_snapshot: (headers) => clients.snapshots.delete({ collectionName, snapshotName: 'none' }, { headers }),
    list_full_snapshots: (headers) => clients.snapshots.listFull({}, { headers }),
    create_full_snapshot: (headers) => clients.snapshots.createFull({}, { headers }),
    delete_full_snapshot: (headers) => clients.snapshots.deleteFull({ snapshotName: 'none' }, { headers }),
    list_shard_snapshots: (headers) => clients.shards.list(shard, { headers }),
    create_shard_snapshot: (headers) => clients.shards.create(shard, { headers }),
    delete_shard_snapshot: (headers) => clients.shards.delete({ ...shard, snapshotName: 'none' }, { headers }),
    recover_shard_from_snapshot: (headers) => clients.shards.recover(shard, { headers }),
    recommend_points: (headers) => clients.points.recommend({ collectionName, limit: 1n }, { headers }),
    discover_points: (headers) => clients.points.discover({ collectionName, limit: 1n }, { headers }),
    search_point_groups: (headers) =>
      clients.points.searchGroups({ collectionName, groupBy: 'k', limit: 1, groupSize: 1, vector: [1] }, { headers }),
    query_points_groups: (headers) => clients.points.queryGroups({ collectionName, groupBy: 'k' }, { headers }),
    search_matrix_pairs: (headers) => clients.points.searchMatrixPairs({ collectionName }, { headers }),
  };
  const codeOf = async (call: Call, who: string): Promise<Code | undefined> =>
    call(headersOf[who] ?? {}).then(
      () => undefined,
      (error: unknown) => ConnectError.from(error).code,
    );
  const refused = [Code.Unauthenticated, Code.PermissionDenied];

  it.each(Object.keys(calls) as OperationId[])('%s decides as it does over REST', async (id) => {
    const call = calls[id] as Call;
    for (const who of Object.keys(headersOf)) {
      const { status } = await ask(id, who);
      const code = await codeOf(call, who);
      const isRefused = status === 401 || status === 403;
      if (!isRefused) expect(refused, `${id} for ${who}`).not.toContain(code);
      else expect(code, `${id} for ${who}`).toBe(status === 401 ? Code.Unauthenticated : Code.PermissionDenied);
    }
  });

  it('reads the times and the conditions of a token as REST does', async () => {
    const all: Call = (headers) => clients.snapshots.listFull({}, { headers });
    const body = JSON.stringify({ vectors: { size: 2, distance: 'Dot' } });
    const points = JSON.stringify({ points: [{ id: 1, vector: [1, 1], payload: { user: 'me' } }] });
    for (const [path, content] of [
      ['/collections/users', body],
      ['/collections/users/points?wait=true', points],
    ] as const)
      expect(
        (await server.fetch(new Request(`http://x${path}`, { method: 'PUT', headers: headersOf['api-key rw'] ?? {}, body: content })))
          .status,
      ).toBe(200);
    const exists = (value: string) => ({ value_exists: { collection: 'users', matches: [{ key: 'user', value }] } });
    const cases: [Record<string, unknown>, number, Code | undefined][] = [
      [{ exp: now + 1000 }, 200, undefined],
      [{ exp: now - 10 }, 200, undefined],
      [{ exp: now - 60 }, 403, Code.PermissionDenied],
      [{ exp: 'soon' }, 401, Code.Unauthenticated],
      [{ nbf: now + 1000 }, 200, undefined],
      [{ nbf: now + 1000, exp: now - 60 }, 403, Code.PermissionDenied],
      [exists('me'), 200, undefined],
      [exists('you'), 401, Code.Unauthenticated],
      [{ value_exists: { collection: 'none', matches: [] } }, 401, Code.Unauthenticated],
      [{ access: 'x' }, 401, Code.Unauthenticated],
      [{ access: [{ collection: 'c', access: 'x' }] }, 401, Code.Unauthenticated],
      [{ sub: 'someone', extra: 1 }, 200, undefined],
    ];
    for (const [claims, status, code] of cases) {
      const headers = { 'api-key': await sign(claims) };
      const response = await server.fetch(new Request('http://x/snapshots', { headers }));
      expect(response.status, JSON.stringify(claims)).toBe(status);
      expect(
        await all(headers).then(
          () => undefined,
          (error: unknown) => ConnectError.from(error).code,
        ),
        JSON.stringify(claims),
      ).toBe(code);
    }
  });
});
