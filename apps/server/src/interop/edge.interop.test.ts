import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type QdrantClient } from '@sextant/client';
import { createServer } from '@sextant/server';
import { createRandom, type EdgePoint, python, runPython } from '@sextant/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// What we write, Qdrant's own engine reads: every vector kind, after updates and deletes, through a snapshot taken over the API.

interface EdgeAnswer {
  readonly points: EdgePoint[];
  readonly results: { id: string; score: number }[][];
  readonly after: EdgePoint[];
}

const size = 12;
const distances = ['Cosine', 'Dot', 'Euclid', 'Manhattan'] as const;
const datatypes = ['float32', 'float16', 'uint8'] as const;

let directory: string;
let server: Awaited<ReturnType<typeof createServer>>;
let client: QdrantClient;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-edge-'));
  server = await createServer({ storage: join(directory, 'storage'), snapshotsPath: join(directory, 'snapshots') });
  client = createClient({ url: server.url });
});

afterAll(async () => {
  await client.close();
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

describe.skipIf(python === undefined)("Qdrant's engine", () => {
  it.each(distances.flatMap((distance) => datatypes.map((datatype) => [distance, datatype] as const)))(
    'loads %s %s vectors we wrote, answers alike and writes on',
    async (distance, datatype) => {
      const name = `dense-${distance}-${datatype}`;
      await client.createCollection(name, { vectors: { size, distance, datatype } });
      const random = createRandom(7);
      const vector = () => Array.from({ length: size }, () => (datatype === 'uint8' ? Math.floor(random() * 256) : random() * 2 - 1));
      await churn(name, vector);
      await compare(name, [{ using: '', vector: vector() }], { id: 5000, vector: vector(), payload: { new: true } });
    },
  );

  it('loads named, multi and sparse vectors, missing ones included', async () => {
    const name = 'named';
    await client.createCollection(name, {
      vectors: {
        a: { size, distance: 'Cosine' },
        b: { size: 3, distance: 'Euclid', datatype: 'float16' },
        m: { size: 4, distance: 'Dot', multivector_config: { comparator: 'max_sim' } },
      },
      sparse_vectors: { s: {} },
    });
    const random = createRandom(11);
    const floats = (n: number) => Array.from({ length: n }, () => random() * 2 - 1);
    const sparse = () => ({ indices: [Math.floor(random() * 50), 50 + Math.floor(random() * 1e6), 4_294_967_295], values: floats(3) });
    const vector = () => {
      const all: Record<string, unknown> = {
        a: floats(size),
        b: floats(3),
        m: [floats(4), floats(4), floats(4)].slice(0, 1 + Math.floor(random() * 3)),
        s: sparse(),
      };
      for (const key of Object.keys(all)) if (random() < 0.2) delete all[key];
      return all;
    };
    await churn(name, vector);
    await client.deleteVectors(name, { points: [3, 4, 5], vector: ['a', 's'], wait: true });
    const queries = [
      { using: 'a', vector: floats(size) },
      { using: 'b', vector: floats(3) },
      { using: 'm', vector: [floats(4), floats(4)] },
      { using: 's', vector: { indices: [50, 4_294_967_295], values: [1, 0.5] } },
    ];
    await compare(name, queries, { id: 5000, vector: { a: floats(size), m: [floats(4)], s: sparse() }, payload: { new: true } });
  });
});

/** Upserts, overwrites, payload changes and deletes, some before and some after a flush. */
async function churn(name: string, vector: () => unknown): Promise<void> {
  const point = (id: number | string, round: number) => ({
    id,
    vector: vector() as number[],
    payload: { id: String(id), round, nested: { list: [1, 2.5, 'x', null, true] }, big: 2 ** 53 - 1, ключ: 'значение' },
  });
  const ids = [
    ...Array.from({ length: 300 }, (_, i) => i),
    ...Array.from({ length: 20 }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`),
  ];
  await client.upsert(name, { points: ids.map((id) => point(id, 0)), wait: true });
  await client.createSnapshot(name);
  await client.upsert(name, { points: ids.filter((_, i) => i % 3 === 0).map((id) => point(id, 1)), wait: true });
  await client.setPayload(name, { payload: { set: 'yes' }, filter: { must: [{ key: 'round', match: { value: 1 } }] }, wait: true });
  await client.delete(name, { points: ids.filter((_, i) => i % 7 === 0), wait: true });
  await client.upsert(name, { points: ids.filter((_, i) => i % 14 === 0).map((id) => point(id, 2)), wait: true });
}

async function compare(
  name: string,
  queries: readonly { using: string; vector: unknown }[],
  write: { id: number; vector: unknown; payload: object },
): Promise<void> {
  const snapshot = await client.createSnapshot(name);
  const archive = join(directory, `${name}.snapshot`);
  await client.downloadSnapshotTo(name, snapshot?.name as string, archive);
  const target = join(directory, name);
  await mkdir(target);
  // GNU tar judges the archive; the engine's own unpacking takes shard snapshots only.
  const tar = spawnSync('tar', ['-xf', archive, '-C', target], { encoding: 'utf8' });
  expect(tar.stderr).toBe('');
  await layOutSegments(join(target, '0/segments'));

  const edge = (await runPython(new URL('edge_shard.py', import.meta.url), {
    shard: join(target, '0'),
    queries,
    write: [write],
    optimize: true,
  })) as EdgeAnswer;
  const ours: EdgePoint[] = [];
  for await (const point of client.scrollAll(name, { with_payload: true, with_vector: true })) {
    ours.push({ id: String(point.id), vector: point.vector, payload: point.payload as Record<string, unknown> });
  }
  expectSamePoints(edge.points, ours);
  for (const [i, query] of queries.entries()) {
    const answer = await client.query(name, {
      query: query.vector as number[],
      ...(query.using === '' ? {} : { using: query.using }),
      limit: 10,
    });
    const scores = (answer?.points ?? []).map((point) => point.score);
    expectClose(edge.results[i]?.map((entry) => entry.score) ?? [], scores);
  }
  expect(edge.after).toHaveLength(ours.length + 1);
  expectSamePoints(
    edge.after.filter((point) => point.id !== String(write.id)),
    ours,
  );
  expect(edge.after.find((point) => point.id === String(write.id))?.payload).toEqual(write.payload);
}

/** A segment of the streamable layout lies below `files/`; in a shard directory it lies at the top. */
async function layOutSegments(segments: string): Promise<void> {
  const moved = spawnSync('sh', ['-c', 'for d in */files; do mv "$d"/* "${d%/files}"/ && rmdir "$d"; done'], {
    cwd: segments,
    encoding: 'utf8',
  });
  expect(moved.stderr).toBe('');
}

function expectSamePoints(edge: readonly EdgePoint[], ours: readonly EdgePoint[]): void {
  const byId = new Map(edge.map((point) => [point.id, point]));
  expect([...byId.keys()].sort()).toEqual(ours.map((point) => point.id).sort());
  for (const point of ours) {
    const other = byId.get(point.id);
    expect(other?.payload, `payload of ${point.id}`).toEqual(point.payload);
    expectClose(numbers(other?.vector), numbers(point.vector));
  }
}

/** All numbers of a vector in one list, names in order, so that any two forms compare. */
function numbers(vector: unknown): number[] {
  if (typeof vector === 'number') return [vector];
  if (Array.isArray(vector)) return vector.flatMap(numbers);
  const entries = Object.entries(vector ?? {}).sort(([a], [b]) => a.localeCompare(b));
  return entries.flatMap(([, value]) => numbers(value));
}

function expectClose(a: readonly number[], b: readonly number[]): void {
  expect(a).toHaveLength(b.length);
  for (const [i, value] of a.entries()) {
    const other = b[i] as number;
    const difference = Math.abs(value - other) / Math.max(1, Math.abs(value));
    expect(difference, `${value} and ${other}`).toBeLessThan(1e-5);
  }
}
