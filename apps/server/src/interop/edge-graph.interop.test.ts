import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { createServer } from '@sextant/server';
import { python, runPython } from '@sextant/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// A graph that Qdrant's own engine built is searched here at once, and answers what it answers there.

type Hits = readonly (readonly [id: number, score: number])[];

interface EdgeAnswer {
  readonly queries: number[][];
  readonly answers: Readonly<Record<keyof typeof cases, readonly Hits[]>>;
}

const points = 20_000;
const deleted = 500;
const dim = 64;
const cases = {
  'ef 16': { ef: 16 },
  'ef 64': { ef: 64 },
  'ef 128': { ef: 128 },
  default: {},
  exact: { exact: true },
  filtered: { ef: 16, group: 1 },
  'filtered, exact': { exact: true, group: 1 },
} satisfies Record<string, { ef?: number; exact?: boolean; group?: number }>;

let directory: string;
let server: Awaited<ReturnType<typeof createServer>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-edge-graph-'));
  server = await createServer({ storage: join(directory, 'storage'), snapshotsPath: join(directory, 'snapshots'), grpcPort: null });
});

afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

async function result<T>(method: string, path: string, body?: object): Promise<T> {
  const isForm = body instanceof FormData;
  const response = await fetch(server.url + path, {
    method,
    ...(isForm || body === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const json = (await response.json()) as { result: T };
  expect(response.status, JSON.stringify(json)).toBe(200);
  return json.result;
}

async function search(vector: readonly number[], { ef, exact, group }: { ef?: number; exact?: boolean; group?: number }): Promise<Hits> {
  const found = await result<{ points: { id: number; score: number }[] }>('POST', '/collections/graph/points/query', {
    query: vector,
    limit: 10,
    params: { hnsw_ef: ef, exact: exact === true },
    ...(group === undefined ? {} : { filter: { must: [{ key: 'group', match: { value: group } }] } }),
  });
  return found.points.map(({ id, score }) => [id, score]);
}

/** Equal but for neighbours in the list whose scores are the same to rounding. */
function isAlike(ours: Hits, theirs: Hits): boolean {
  return (
    ours.length === theirs.length &&
    ours.every(([id, score], i) => {
      const [otherId, otherScore] = theirs[i] as Hits[number];
      return (
        Math.abs(score - otherScore) < 1e-5 && (id === otherId || theirs.some(([one, at]) => one === id && Math.abs(at - score) < 1e-5))
      );
    })
  );
}

/** SHA-256 of the files of graphs below a directory of segments, whatever the segments are called. */
async function graphFiles(segments: string): Promise<string[]> {
  const found: string[] = [];
  for (const file of await readdir(segments, { recursive: true })) {
    const [, folder, name] = file.split(sep);
    if (folder === 'vector_index' && name !== undefined) found.push(`${name} ${await sha256(join(segments, file))}`);
  }
  return found.sort();
}

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

describe.skipIf(python === undefined)("a shard of Qdrant's engine with a graph", { timeout: 240_000 }, () => {
  it('is searched through that graph as it is, with the same points found', async () => {
    const archive = join(directory, 'shard.tar');
    const edge = (await runPython(new URL('edge_graph.py', import.meta.url), {
      shard: join(directory, 'shard'),
      archive,
      points,
      dim,
      delete: deleted,
      queries: 200,
      cases,
    })) as EdgeAnswer;
    await result('PUT', '/collections/graph', { vectors: { size: dim, distance: 'Cosine' } });
    const form = new FormData();
    form.set('snapshot', new Blob([await readFile(archive)]), 'shard.tar');
    await result('POST', '/collections/graph/shards/0/snapshots/upload?priority=snapshot&wait=true', form);
    expect(await result('GET', '/collections/graph')).toMatchObject({ indexed_vectors_count: points, points_count: points - deleted });
    const graph = await graphFiles(join(directory, 'shard/segments'));
    expect(graph.length).toBeGreaterThanOrEqual(3);

    const recall = (lists: readonly Hits[], nearest: readonly Hits[]): number => {
      const shares = lists.map((hits, i) => hits.filter(([id]) => nearest[i]?.some(([other]) => other === id)).length / 10);
      return shares.reduce((sum, share) => sum + share, 0) / shares.length;
    };
    const found = {} as Record<keyof typeof cases, Hits[]>;
    for (const name of Object.keys(cases) as (keyof typeof cases)[]) {
      found[name] = [];
      for (const query of edge.queries) found[name].push(await search(query, cases[name]));
      const alike = found[name].filter((hits, i) => isAlike(hits, edge.answers[name][i] as Hits)).length;

      expect(alike, `${name}: lists alike, of ${edge.queries.length}`).toBeGreaterThanOrEqual(edge.queries.length * 0.99);
    }
    // It was the graph that answered: a scan would have missed nothing.
    expect(recall(found['ef 16'], found.exact)).toBeLessThan(0.999);
    expect(recall(found['ef 64'], found.exact)).toBeGreaterThan(recall(found['ef 16'], found.exact));
    expect(recall(found['ef 128'], found.exact)).toBeGreaterThan(0.9);

    // Points that move on leave the graph, and its files, as they are.
    const [first] = edge.queries as [number[]];
    const [[id]] = found.exact[0] as [Hits[number]];
    await result('PUT', '/collections/graph/points?wait=true', {
      points: [
        { id, vector: first.map((x) => -x) },
        { id: points + 1, vector: first },
      ],
    });
    const after = await search(first, { ef: 64 });
    expect(after[0]?.[0]).toBe(points + 1);
    expect(after.map(([one]) => one)).not.toContain(id);
    expect(await result('GET', '/collections/graph')).toMatchObject({ indexed_vectors_count: points });
    await result('POST', '/collections/graph/snapshots');
    expect(await graphFiles(join(directory, 'storage/collections/graph/0/segments'))).toEqual(graph);
  });
});
