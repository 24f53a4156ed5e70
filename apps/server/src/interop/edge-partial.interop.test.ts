import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from '@sextant/server';
import { python, runPython } from '@sextant/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Partial snapshots between our server and Qdrant's own engine, in both directions, each against the manifest of the other.

interface EdgeAnswer {
  readonly manifest: Record<string, unknown>;
  readonly points: { id: string; vector: Record<string, number[]>; payload: unknown }[];
  readonly files: string[];
}

const partial = (collection: string): string => `/collections/${collection}/shards/0/snapshot/partial`;
let directory: string;
let server: Awaited<ReturnType<typeof createServer>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-edge-partial-'));
  server = await createServer({ storage: join(directory, 'storage'), snapshotsPath: join(directory, 'snapshots'), grpcPort: null });
});

afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const isForm = body instanceof FormData;
  return fetch(server.url + path, {
    method,
    ...(isForm || body === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
}

async function result(method: string, path: string, body?: unknown): Promise<never> {
  const response = await call(method, path, body);
  const json = (await response.json()) as { result: never };
  expect(response.status, JSON.stringify(json)).toBe(200);
  return json.result;
}

const edge = async (task: object): Promise<EdgeAnswer> =>
  (await runPython(new URL('edge_partial.py', import.meta.url), task)) as EdgeAnswer;

const point = (id: number, round: number) => ({
  id,
  vector: { a: [id, round, 1], b: [round, 0.5] },
  payload: { id, round, text: 'é'.repeat(id % 50) },
});
const points = (from: number, count: number, round: number) => Array.from({ length: count }, (_, i) => point(from + i, round));

type Plain = readonly [string, unknown, unknown];

async function ours(collection: string): Promise<Plain[]> {
  const body = { limit: 10_000, with_vector: true };
  const page: { points: { id: number; vector: object; payload: unknown }[] } = await result(
    'POST',
    `/collections/${collection}/points/scroll`,
    body,
  );
  return plain(page.points);
}

function plain(found: readonly { id: string | number; vector: object; payload: unknown }[]): Plain[] {
  const ordered = (vector: object): unknown => Object.fromEntries(Object.entries(vector).sort(([a], [b]) => a.localeCompare(b)));
  return found.map(({ id, vector, payload }) => [String(id), ordered(vector), payload] as const).sort((a, b) => a[0].localeCompare(b[0]));
}

async function collection(name: string): Promise<void> {
  await result('PUT', `/collections/${name}`, { vectors: { a: { size: 3, distance: 'Dot' }, b: { size: 2, distance: 'Dot' } } });
}

async function write(name: string, upserted: object[], deleted: number[] = []): Promise<void> {
  await result('PUT', `/collections/${name}/points?wait=true`, { points: upserted });
  if (deleted.length > 0) await result('POST', `/collections/${name}/points/delete?wait=true`, { points: deleted });
}

describe.skipIf(python === undefined)("Qdrant's engine", () => {
  it('follows our shard by the archives we make against its manifest', async () => {
    await collection('lead');
    await write('lead', points(0, 300, 0));
    const shard = join(directory, 'follower');
    const whole = join(directory, 'whole.tar');
    const stream = await call('GET', '/collections/lead/shards/0/snapshot');
    await writeFile(whole, Buffer.from(await stream.arrayBuffer()));
    let answer = await edge({ shard, unpack: whole });
    expect(plain(answer.points)).toEqual(await ours('lead'));
    const changes: [object[], number[]][] = [
      [points(100, 20, 1), [1, 2, 3]],
      [points(400, 50, 1), []],
      [points(0, 5, 2), [110, 401]],
    ];
    for (const [upserted, deleted] of changes) {
      await write('lead', upserted, deleted);
      const made = await call('POST', `${partial('lead')}/create`, answer.manifest);
      expect(made.status).toBe(200);
      const update = join(directory, 'update.tar');
      await writeFile(update, Buffer.from(await made.arrayBuffer()));
      answer = await edge({ shard, update });
      expect(plain(answer.points)).toEqual(await ours('lead'));
      expect((await call('POST', `${partial('lead')}/create`, answer.manifest)).status).toBe(304);
    }
  });

  it('leads: we take what its rules send us, and write on', async () => {
    await collection('follow');
    const shard = join(directory, 'leader');
    const archive = join(directory, 'lead.tar');
    const changes = [
      { create: { a: 3, b: 2 }, write: points(0, 200, 0) },
      { write: points(50, 10, 1), delete: [1, 2, 3] },
      { optimize: true, write: points(300, 30, 1) },
      { delete: [5, 60, 301], write: points(7, 3, 2) },
      { write: points(500, 5, 3) },
    ];
    for (const [round, change] of changes.entries()) {
      const receiver = round === 0 ? {} : await result('GET', `${partial('follow')}/manifest`);
      const answer = await edge({ shard, ...change, receiver, archive });
      const form = new FormData();
      form.set('snapshot', new Blob([await readFile(archive)]), 'lead.tar');
      await result('POST', `${partial('follow')}/recover`, form);
      expect(await ours('follow'), `round ${round}`).toEqual(plain(answer.points));
    }
    // And a shard that came from it goes on as ours.
    await write('follow', points(600, 5, 4), [500]);
    expect(await ours('follow')).toContainEqual(plain([point(604, 4)])[0]);
  });
});
