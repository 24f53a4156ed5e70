import { cp, mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { VectorParams } from '@sextant/contract';
import { type JsonObject, stringifyJson } from '@sextant/contract/json';
import { type EdgePoint, python } from '@sextant/testkit';
import { nodeVfs } from '@sextant/vfs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShardCheckpoint } from '../src/checkpoint/checkpoint.ts';
import type { PointOperation } from '../src/operation/operation.ts';
import type { NamedVectors, PointId, Vector } from '../src/operation/point.ts';
import { openShard } from '../src/shard/open-shard.ts';
import type { Shard, ShardConfig } from '../src/shard/shard.ts';
import { runEdge } from './run-edge.ts';

const vfs = nodeVfs();
let work = '';
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'sextant-edge-'));
});
afterAll(async () => {
  await rm(work, { recursive: true, force: true });
});

const base = { id: 0, payloadSchema: new Map([['n', 'integer' as const]]), walCapacityBytes: 1 << 20 };
const dense = (size: number, params: Partial<VectorParams> = {}): VectorParams => ({ size, distance: 'Dot', ...params });
const maxSim = { multivector_config: { comparator: 'max_sim' as const } };

const kinds: Record<string, Pick<ShardConfig, 'vectors' | 'sparseVectors'>> = {
  'unnamed float32 Cosine': { vectors: new Map([['', dense(5, { distance: 'Cosine' })]]), sparseVectors: new Map() },
  'named Euclid and Manhattan': {
    vectors: new Map([
      ['e', dense(3, { distance: 'Euclid' })],
      ['t', dense(7, { distance: 'Manhattan', on_disk: true })],
    ]),
    sparseVectors: new Map(),
  },
  'float16 and uint8': {
    vectors: new Map([
      ['h', dense(6, { datatype: 'float16', distance: 'Cosine' })],
      ['b', dense(4, { datatype: 'uint8' })],
    ]),
    sparseVectors: new Map(),
  },
  turbo4: { vectors: new Map([['q', dense(20, { datatype: 'turbo4', distance: 'Cosine' })]]), sparseVectors: new Map() },
  multivectors: {
    vectors: new Map([
      ['m', dense(3, maxSim)],
      ['mh', dense(4, { ...maxSim, datatype: 'float16', distance: 'Cosine' })],
    ]),
    sparseVectors: new Map(),
  },
  'sparse beside dense': {
    vectors: new Map([['', dense(3)]]),
    sparseVectors: new Map([
      ['s', {}],
      ['idf', { modifier: 'idf' as const }],
    ]),
  },
  'sparse alone': { vectors: new Map(), sparseVectors: new Map([['s', {}]]) },
};

let counter = 1;
const next = (): number => {
  counter = (counter * 48_271) % 2_147_483_647;
  return (counter % 4000) / 1000 - 2;
};

function vectorFor(params: VectorParams | undefined): Vector {
  if (!params) return { kind: 'sparse', indices: Uint32Array.of(3, 70_000, 4_000_000_000), values: Float32Array.of(next(), 1, next()) };
  const values = (count: number): Float32Array =>
    Float32Array.from({ length: count }, params.datatype === 'uint8' ? () => Math.abs(next()) * 100 : next);
  if (!params.multivector_config) return values(params.size);
  const count = 1 + Math.floor(Math.abs(next()) * 2);
  return { kind: 'multi', count, data: values(count * params.size) };
}

function vectorsFor(
  config: Pick<ShardConfig, 'vectors' | 'sparseVectors'>,
  keep: (position: number) => boolean = () => true,
): NamedVectors {
  const names = [...config.vectors.keys(), ...config.sparseVectors.keys()].filter((_, position) => keep(position));
  return new Map(names.map((name) => [name, vectorFor(config.vectors.get(name))]));
}

const idOf = (n: number): PointId =>
  n % 5 === 4 ? `aaaaaaaa-bbbb-4ccc-8ddd-${String(n).padStart(12, '0')}` : n === 6 ? 18_446_744_073_709_551_615n : n;

async function fill(shard: Shard, config: Pick<ShardConfig, 'vectors' | 'sparseVectors'>, from: number, count: number): Promise<void> {
  const points = Array.from({ length: count }, (_, i) => ({
    id: idOf(from + i),
    vectors: vectorsFor(config, (position) => (from + i) % 7 !== 3 || position > 0),
    ...(i % 3 === 2
      ? {}
      : { payload: { n: from + i, text: 'é'.repeat((from + i) * 3), deep: { list: [1, { x: null }], float: 1.5 } } as JsonObject }),
  }));
  await shard.write({ kind: 'upsert_points', points }, { wait: true });
}

/** Writes, rewrites and deletes, with flushes in between, so that rows have died and been reused. */
async function churn(shard: Shard, config: Pick<ShardConfig, 'vectors' | 'sparseVectors'>): Promise<void> {
  await fill(shard, config, 0, 60);
  await shard.flush();
  await shard.write({ kind: 'delete_points', ids: [idOf(1), idOf(4), idOf(30), idOf(59)] }, { wait: true });
  await fill(shard, config, 20, 15);
  await shard.flush();
  await shard.write({ kind: 'set_payload', selector: { ids: [idOf(2), idOf(9)] }, payload: { set: true } }, { wait: true });
  await shard.flush();
  await fill(shard, config, 100, 12);
  const first = [...config.vectors.keys(), ...config.sparseVectors.keys()][0] as string;
  await shard.write({ kind: 'delete_vectors', selector: { ids: [idOf(7), idOf(101)] }, names: [first] }, { wait: true });
  await shard.write({ kind: 'clear_payload', selector: { ids: [idOf(8)] } }, { wait: true });
}

type Line = readonly [id: string, vectors: Record<string, number[]>, payload: string];

function linesOfShard(shard: Shard): Line[] {
  const lines: Line[] = [];
  for (const view of shard.segments()) {
    for (let row = 0; row < view.rowCount; row++) {
      if (view.live[row] !== 1) continue;
      const vectors: Record<string, number[]> = {};
      for (const name of [...shard.vectors.keys(), ...shard.sparseVectors.keys()]) {
        const vector = view.vectorOf(row, name);
        if (vector) vectors[name] = flat(vector);
      }
      lines.push([String(view.idOf(row)), vectors, sortedText(view.payloadOf(row) ?? {})]);
    }
  }
  return lines.sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

function flat(vector: Vector): number[] {
  if (!('kind' in vector)) return [...vector];
  return vector.kind === 'multi' ? [...vector.data] : [...vector.indices, ...vector.values];
}

function linesOfEdge(points: readonly EdgePoint[]): Line[] {
  return points
    .map((point): Line => [point.id, flatNamed(point.vector), sortedText(point.payload as JsonObject)])
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

function flatNamed(vector: unknown): Record<string, number[]> {
  if (vector === null || vector === undefined) return {};
  if (Array.isArray(vector)) return { '': flatPlain(vector) };
  return Object.fromEntries(Object.entries(vector as object).map(([name, value]) => [name, flatPlain(value)]));
}

function flatPlain(value: unknown): number[] {
  if (Array.isArray(value)) return (value as unknown[]).flat() as number[];
  const { indices, values } = value as { indices: number[]; values: number[] };
  return [...indices, ...values];
}

function sortedText(value: JsonObject): string {
  const order = (one: unknown): unknown =>
    Array.isArray(one)
      ? one.map(order)
      : typeof one === 'object' && one !== null && !('source' in one)
        ? Object.fromEntries(
            Object.entries(one)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, inner]) => [key, order(inner)]),
          )
        : one;
  return stringifyJson(order(JSON.parse(stringifyJson(value))) as JsonObject);
}

function expectSame(found: readonly Line[], expected: readonly Line[]): void {
  expect(found.map(([id]) => id)).toEqual(expected.map(([id]) => id));
  for (const [i, [id, vectors, payload]] of expected.entries()) {
    const [, foundVectors, foundPayload] = found[i] as Line;
    expect(foundPayload, id).toBe(payload);
    expect(Object.keys(foundVectors).sort(), id).toEqual(Object.keys(vectors).sort());
    for (const [name, numbers] of Object.entries(vectors)) {
      const other = foundVectors[name] as number[];
      expect(other.length, `${id} ${name}`).toBe(numbers.length);
      for (const [at, number] of numbers.entries())
        expect(Math.abs((other[at] as number) - number), `${id} ${name}[${at}]`).toBeLessThan(1e-5 * Math.max(1, Math.abs(number)));
    }
  }
}

async function unpack(checkpoint: ShardCheckpoint, target: string): Promise<void> {
  for (const entry of checkpoint.entries) {
    const path = join(target, entry.path.replace('/files/', '/'));
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'wx');
    try {
      await file.truncate(entry.sizeBytes);
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry.read()) chunks.push(chunk);
      const data = Buffer.concat(chunks);
      let at = 0;
      for (const { offset, length } of entry.extents ?? [{ offset: 0, length: entry.sizeBytes }]) {
        if (length > 0) await file.write(data, at, length, offset);
        at += length;
      }
    } finally {
      await file.close();
    }
  }
}

/** What Qdrant's engine is told to do to a shard of these vectors, after ours. */
function edgeOperations(config: Pick<ShardConfig, 'vectors' | 'sparseVectors'>): unknown[] {
  const plain = (vectors: NamedVectors): Record<string, unknown> =>
    Object.fromEntries(
      [...vectors].map(([name, vector]) => {
        if (!('kind' in vector)) return [name, [...vector]];
        if (vector.kind === 'sparse') return [name, { indices: [...vector.indices], values: [...vector.values] }];
        const dim = vector.data.length / vector.count;
        return [name, Array.from({ length: vector.count }, (_, row) => [...vector.data.subarray(row * dim, (row + 1) * dim)])];
      }),
    );
  return [
    [
      'upsert',
      Array.from({ length: 30 }, (_, i) => ({ id: i < 10 ? i + 10 : 1000 + i, vector: plain(vectorsFor(config)), payload: { edge: i } })),
    ],
    ['delete', [12, 103]],
    ['set_payload', [20], { by: 'edge' }],
  ];
}

describe.skipIf(python === undefined)(
  'Qdrant reads and writes our shards (skipped without QDRANT_EDGE_PYTHON, an interpreter with qdrant-edge-py)',
  () => {
    it.each(Object.keys(kinds))('%s', async (kind) => {
      const config = kinds[kind] as (typeof kinds)[string];
      const directory = join(work, kind.replaceAll(/\W/g, '-'));
      let shard = await openShard(vfs, directory, { ...base, ...config });
      await churn(shard, config);
      const checkpoint = await shard.checkpoint();
      const frozen = linesOfShard(shard);
      await fill(shard, config, 0, 40);
      await shard.flush();
      await unpack(checkpoint, `${directory}-checkpoint`);
      await checkpoint.release();
      const ours = linesOfShard(shard);
      await shard.close();

      // A frozen moment, and what real optimisation makes of it.
      const taken = await runEdge({ shard: `${directory}-checkpoint`, operations: edgeOperations(config), optimize: true });
      expectSame(linesOfEdge(taken.before), frozen);
      expect(taken.errors).toEqual([null, null, null]);
      shard = await openShard(vfs, `${directory}-checkpoint`, { ...base, ...config });
      expectSame(linesOfShard(shard), linesOfEdge(taken.after));
      await shard.close();

      // The directory itself: theirs after ours, ours after theirs, theirs again.
      await cp(directory, `${directory}-copy`, { recursive: true });
      const edited = await runEdge({ shard: `${directory}-copy`, operations: edgeOperations(config) });
      expectSame(linesOfEdge(edited.before), ours);
      expect(edited.errors).toEqual([null, null, null]);
      shard = await openShard(vfs, `${directory}-copy`, { ...base, ...config });
      expectSame(linesOfShard(shard), linesOfEdge(edited.after));
      await fill(shard, config, 5, 30);
      await shard.write({ kind: 'delete_points', ids: [1020, 1021] }, { wait: true });
      const again = linesOfShard(shard);
      await shard.close();
      expectSame(linesOfEdge((await runEdge({ shard: `${directory}-copy`, optimize: true })).before), again);
    });

    it('a vector name that was added and one that was deleted', async () => {
      const config = {
        vectors: new Map([
          ['a', dense(3)],
          ['gone', dense(2)],
        ]),
        sparseVectors: new Map(),
      };
      const directory = join(work, 'names');
      const shard = await openShard(vfs, directory, { ...base, ...config });
      await fill(shard, config, 0, 20);
      await shard.flush();
      await shard.write({ kind: 'create_vector_name', name: 'late', dense: dense(4, maxSim) }, { wait: true });
      await shard.write({ kind: 'create_vector_name', name: 'sp', sparse: {} }, { wait: true });
      await shard.write({ kind: 'delete_vector_name', name: 'gone' }, { wait: true });
      const points = [2, 3].map((id) => ({
        id,
        vectors: new Map<string, Vector>([
          ['late', vectorFor(dense(4, maxSim))],
          ['sp', vectorFor(undefined)],
        ]),
      }));
      await shard.write({ kind: 'update_vectors', points }, { wait: true });
      const expected = linesOfShard(shard);
      await shard.close();
      const names = (await readdir(join(directory, 'segments'))).length;
      expect(names).toBe(1);
      expectSame(linesOfEdge((await runEdge({ shard: directory })).before), expected);
    });

    it('payload operations by path mean the same in both engines', async () => {
      const payloads: JsonObject[] = [
        { a: { b: [{ c: 1 }, { c: 2, d: [1, 2, 3] }], e: 5 }, l: [1, 2, 3], n: null, t: 'x' },
        { a: 1 },
        { a: [] },
        {},
      ];
      const paths = [
        'a',
        'a.b',
        'a.b[0]',
        'a.b[5]',
        'a.b[]',
        'a.b[].c',
        'a.b[1].d[0]',
        'a.b[1].d[]',
        'a.e.f',
        'l',
        'l[0]',
        'l[]',
        'n',
        'n.x',
        'new.path[0].z',
        'new[]',
        't.u',
        '"q.r".s',
      ];
      const cases: (readonly [string, PointOperation, unknown[]])[] = [];
      for (const path of paths) {
        cases.push([
          `set at ${path}`,
          { kind: 'set_payload', selector: { ids: [0, 1, 2, 3] }, payload: { k: 1, c: null, o: { n: null } }, key: path },
          ['set_payload', [0, 1, 2, 3], { k: 1, c: null, o: { n: null } }, path],
        ]);
        cases.push([
          `delete ${path}`,
          { kind: 'delete_payload', selector: { ids: [0, 1, 2, 3] }, keys: [path] },
          ['delete_payload', [0, 1, 2, 3], [path]],
        ]);
      }
      cases.push([
        'merge',
        { kind: 'set_payload', selector: { ids: [0, 1, 2, 3] }, payload: { a: null, l: { x: 1 }, z: [null] } },
        ['set_payload', [0, 1, 2, 3], { a: null, l: { x: 1 }, z: [null] }],
      ]);
      cases.push([
        'overwrite',
        { kind: 'overwrite_payload', selector: { ids: [0, 1, 2, 3] }, payload: { y: null } },
        ['overwrite_payload', [0, 1, 2, 3], { y: null }],
      ]);
      const config = { vectors: new Map([['v', dense(1)]]), sparseVectors: new Map() };
      const ids = (at: number): number[] => payloads.map((_, i) => at * 10 + i);
      const points = cases.flatMap((_, at) => ids(at).map((id, i) => ({ id, payload: payloads[i] as JsonObject })));
      const shard = await openShard(vfs, join(work, 'paths'), { ...base, ...config });
      await shard.write(
        { kind: 'upsert_points', points: points.map((point) => ({ ...point, vectors: new Map([['v', Float32Array.of(1)]]) })) },
        { wait: true },
      );
      const theirs: unknown[] = [['upsert', points.map((point) => ({ ...point, vector: { v: [1] } }))]];
      for (const [at, [, operation, [name, , ...rest]]] of cases.entries()) {
        await shard.write({ ...operation, selector: { ids: ids(at) } } as PointOperation, { wait: true });
        theirs.push([name, ids(at), ...rest]);
      }
      const edge = await runEdge({ create: join(work, 'paths-edge'), vectors: { v: [1, 'Dot'] }, operations: theirs });
      expect(edge.errors.filter((error) => error !== null)).toEqual([]);
      const name = (id: string): string => `${cases[Math.floor(Number(id) / 10)]?.[0]} of ${JSON.stringify(payloads[Number(id) % 10])}`;
      const ours = Object.fromEntries(linesOfShard(shard).map(([id, , payload]) => [name(id), payload]));
      await shard.close();
      expect(ours).toEqual(Object.fromEntries(linesOfEdge(edge.after).map(([id, , payload]) => [name(id), payload])));
    });
  },
);
