import type { HnswGraph, WalkRequest } from '@sextant/kernel';
import { joinPath, type Vfs } from '@sextant/vfs';
import { describe, expect, it, vi } from 'vitest';
import type { Segment } from '../segment/segment.ts';
import { contextOf, type GraphFixture, nearestIn, nearestTo, openGraphFixture, paramsOf } from './graph-fixture.test.data.ts';
import { queryPoints } from './query-points.ts';

function graphOf(segment: Segment): HnswGraph {
  const graph = segment.view.index?.('')?.graph?.graph;
  if (graph === undefined) throw new Error('the segment has no graph');
  return graph;
}

/** How often the graph of a segment was walked; `seen` gets each request. */
function walksOf(segment: Segment, seen: (request: WalkRequest) => void = () => {}): () => number {
  const graph = graphOf(segment);
  const create = graph.createWalk.bind(graph);
  let walks = 0;
  vi.spyOn(graph, 'createWalk').mockImplementation(() => {
    const walk = create();
    const begin = walk.begin.bind(walk);
    return Object.assign(walk, {
      begin: (request: WalkRequest) => {
        walks++;
        seen(request);
        return begin(request);
      },
    });
  });
  return () => walks;
}

// Where the real server searched the vectors themselves; with quantized data it answers other scores unless told to ignore them.
const recorded = [
  ['cos-m8-payload', 'default'],
  ['cos-m8-payload', 'ef12'],
  ['cos-m8-payload', 'filter_k_t1_ef12'],
  ['cos-m8-payload', 'filter_n_lt_300_ef12'],
  ['cos-m8-payload', 'acorn_n_lt_150_ef12'],
  ['l2-m16-sq-deleted', 'ef12_ignore_quant'],
  ['dot-m4-inline-sq', 'ef12_ignore_quant'],
  ['own-cos-m4-plain', 'default'],
  ['own-cos-m4-plain', 'ef12'],
] as const;
const scanned = ['cos-m8-payload', 'l2-m16-sq-deleted', 'dot-m4-inline-sq', 'own-cos-m4-plain'] as const;

describe('searches through the graphs of the real server', () => {
  it.each(recorded)('%s, %s: the points it found, in its order', async (name, one) => {
    const fixture = await openGraphFixture(name);
    const segment = await fixture.open();
    const walks = walksOf(segment);
    for (const { vector, expected } of fixture.json.queries) {
      const found = await nearestIn(segment, vector, paramsOf(fixture.json.cases[one] as (typeof fixture.json.cases)[string]));
      const wanted = expected[one] as readonly [number, number][];
      expect(found.map(({ id }) => id)).toEqual(wanted.map(([id]) => id));
      for (const [i, [, score]] of wanted.entries()) expect(found[i]?.score).toBeCloseTo(score, 4);
    }
    expect(walks()).toBe(fixture.json.queries.length);
    expect(fixture.warnings).toEqual([]);
  });

  it.each(scanned)('%s: exact searches take no graph', async (name) => {
    const fixture = await openGraphFixture(name);
    const segment = await fixture.open();
    const walks = walksOf(segment);
    for (const { vector, expected } of fixture.json.queries) {
      const found = await nearestIn(segment, vector, { params: { exact: true } });
      expect(found.map(({ id }) => id)).toEqual((expected['exact'] as readonly [number, number][]).map(([id]) => id));
    }
    expect(walks()).toBe(0);
  });

  it('looks behind what does not pass only where ACORN is asked for and the filter passes little', async () => {
    const fixture = await openGraphFixture('cos-m8-payload');
    const segment = await fixture.open();
    const behind: unknown[] = [];
    walksOf(segment, ({ lookBehind }) => behind.push(lookBehind));
    const { filter } = fixture.json.cases['acorn_n_lt_150_ef12'] as { filter: object };
    const [{ vector }] = fixture.json.queries as [GraphFixture['queries'][number]];
    for (const params of [{ acorn: { maxSelectivity: 0.4 } }, { acorn: { maxSelectivity: 0.1 } }, {}])
      await nearestIn(segment, vector, { filter, params });
    await nearestIn(segment, vector, { params: { acorn: { maxSelectivity: 1 } } });
    expect(behind).toEqual([true, false, false, false]);
  });
});

describe('what graphs lead past', () => {
  it('deleted points are no results, and one that dies during a search is still seen by it', async () => {
    const fixture = await openGraphFixture('own-cos-m4-plain');
    const segment = await fixture.open();
    const [{ vector }] = fixture.json.queries as [GraphFixture['queries'][number]];
    const before = await nearestIn(segment, vector);
    let stops = 0;
    const graph = graphOf(segment);
    const create = graph.createWalk.bind(graph);
    vi.spyOn(graph, 'createWalk').mockImplementation(() => {
      const walk = create();
      const step = walk.step.bind(walk);
      return Object.assign(walk, {
        step: () => {
          // The search comes to its end one node at a time, and its best point dies on the way.
          if (stops++ === 3) for (const { id } of before.slice(0, 5)) segment.kill(segment.view.rowOf(id) as number, 1000);
          return step(1);
        },
      });
    });
    // Nothing lets others run in between here, so what the search began with counts for the walk alone.
    const walk = graph.createWalk();
    walk.begin({ metric: 'cosine', query: Float32Array.from(vector), beam: 32, moment: segment.view.moment as number, throughDead: false });
    while (!walk.step(1));
    expect([...walk.results().rows].slice(0, 10).map((row) => segment.view.idOf(row))).toEqual(before.map(({ id }) => id));
    const after = await nearestIn(segment, vector);
    const gone = new Set(before.slice(0, 5).map(({ id }) => id));
    expect(after.filter(({ id }) => gone.has(id))).toEqual([]);
    expect(after.slice(0, 5)).toEqual(before.slice(5));
  });

  it('with most points deleted, all that are left are found', async () => {
    const fixture = await openGraphFixture('cos-m8-payload');
    const segment = await fixture.open();
    for (let row = 0; row < segment.view.rowCount; row++) if (row % 20 !== 7) segment.kill(row, 1000);
    expect(segment.view.liveCount).toBe(35);
    for (const { vector } of fixture.json.queries) {
      const all = await nearestIn(segment, vector, { limit: 100 });
      expect(all).toHaveLength(35);
      const found = await nearestIn(segment, vector);
      expect(found).toEqual(all.slice(0, 10));
    }
  });

  it('where the points that pass a filter hang together too little, a scan finds them', async () => {
    const fixture = await openGraphFixture('own-cos-m4-plain');
    const segment = await fixture.open();
    const walks = walksOf(segment);
    const request = { limit: 25, filter: { must: [{ slice: { total: 10, index: 3 } }] } };
    for (const { vector } of fixture.json.queries) {
      const exact = await nearestIn(segment, vector, { ...request, params: { exact: true } });
      expect(exact).toHaveLength(25);
      expect(await nearestIn(segment, vector, request)).toEqual(exact);
    }
    expect(walks()).toBe(fixture.json.queries.length);
  });

  it('a query by id does not find the point itself', async () => {
    const fixture = await openGraphFixture('l2-m16-sq-deleted');
    const segment = await fixture.open();
    const passed: unknown[] = [];
    const walks = walksOf(segment, ({ passes }) => passed.push(passes?.(300), passes?.(299)));
    const id = segment.view.idOf(300);
    const byId = await queryPoints(
      [{ segments: [segment.view] }],
      { using: '', limit: 10, offset: 0, withPayload: false, withVector: false, query: { kind: 'nearest', input: { id } } },
      contextOf(segment),
    );
    expect(walks()).toBe(1);
    // Nor does it lead through it, as Qdrant does not.
    expect(passed).toEqual([false, true]);
    expect(byId.map((point) => point.id)).not.toContain(id);
    const byVector = await nearestIn(segment, segment.view.vectorOf(300, '') as Float32Array, { limit: 11 });
    expect(byVector[0]?.id).toBe(id);
    expect(byId.map((point) => point.id)).toEqual(byVector.slice(1).map((point) => point.id));
  });

  it('limit and offset beyond ef, and a score threshold, are kept to', async () => {
    const fixture = await openGraphFixture('own-cos-m4-plain');
    const segment = await fixture.open();
    const [{ vector }] = fixture.json.queries as [GraphFixture['queries'][number]];
    const exact = await nearestIn(segment, vector, { limit: 299, params: { exact: true } });
    expect(await nearestIn(segment, vector, { limit: 299 })).toEqual(exact);
    expect(await nearestIn(segment, vector, { limit: 100, offset: 199, params: { hnswEf: 1 } })).toEqual(exact.slice(199));
    expect(await nearestIn(segment, vector, { limit: 0 })).toEqual([]);
    const scoreThreshold = (exact[3] as { score: number }).score;
    expect(await nearestIn(segment, vector, { scoreThreshold })).toEqual(exact.slice(0, 4));
  });

  it('indexed_only leaves out what has no index and is too large, and keeps what has one', async () => {
    const fixture = await openGraphFixture('own-cos-m4-plain');
    const segment = await fixture.open();
    const [{ vector }] = fixture.json.queries as [GraphFixture['queries'][number]];
    const context = { ...contextOf(segment), unindexedLimitKb: 10 };
    const { index: _index, ...plain } = Object.fromEntries(
      Object.keys(segment.view).map((key) => [key, segment.view[key as keyof typeof segment.view]]),
    ) as unknown as typeof segment.view;
    const request = { using: '', limit: 3, offset: 0, withPayload: false, withVector: false, query: nearestTo(vector) };
    const ask = async (view: typeof segment.view, indexedOnly: boolean): Promise<number> =>
      (await queryPoints([{ segments: [view] }], { ...request, params: { indexedOnly } }, context)).length;
    expect(await ask(segment.view, true)).toBe(3);
    expect(await ask(plain, false)).toBe(3);
    expect(await ask(plain, true)).toBe(0);
  });
});

describe('many searches of a graph at once', () => {
  /** Each search is over its turn at every look at the clock, so that all of them are under way together. */
  async function hurried<T>(run: () => Promise<T>): Promise<T> {
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
    try {
      return await run();
    } finally {
      clock.mockRestore();
    }
  }

  it('find what each finds alone, more than there are walks for, some with filters', async () => {
    const fixture = await openGraphFixture('cos-m8-payload');
    const segment = await fixture.open();
    const { filter } = fixture.json.cases['filter_k_t1_ef12'] as { filter: object };
    const ask = async (i: number): Promise<unknown> =>
      nearestIn(segment, (fixture.json.queries[i % 6] as GraphFixture['queries'][number]).vector, {
        params: { hnswEf: 10 + i },
        ...(i % 3 === 0 ? { filter } : {}),
      });
    const alone: unknown[] = [];
    for (let i = 0; i < 60; i++) alone.push(await ask(i));
    const create = vi.spyOn(graphOf(segment), 'createWalk');
    expect(await hurried(async () => Promise.all(alone.map((_, i) => ask(i))))).toEqual(alone);
    // One is there already; there are 16 at most.
    expect(create).toHaveBeenCalledTimes(15);
  });

  it('end when their caller gives up, and leave their walk to the others', async () => {
    const fixture = await openGraphFixture('cos-m8-payload');
    const segment = await fixture.open();
    const [{ vector }] = fixture.json.queries as [GraphFixture['queries'][number]];
    const alone = await nearestIn(segment, vector);
    for (let round = 0; round < 3; round++) {
      const gaveUp = new AbortController();
      const outcomes = await hurried(async () => {
        const given = Array.from({ length: 40 }, async () => nearestIn(segment, vector, { limit: 400, signal: gaveUp.signal }));
        const kept = Array.from({ length: 20 }, async () => nearestIn(segment, vector));
        setImmediate(() => gaveUp.abort());
        return [await Promise.allSettled(given), await Promise.all(kept)] as const;
      });
      expect(outcomes[0].filter(({ status }) => status === 'rejected').length).toBeGreaterThan(20);
      for (const points of outcomes[1]) expect(points).toEqual(alone);
    }
  });

  it('see what was live when they began', async () => {
    const fixture = await openGraphFixture('own-cos-m4-plain');
    const segment = await fixture.open();
    const [{ vector }] = fixture.json.queries as [GraphFixture['queries'][number]];
    const walks = walksOf(segment);
    // A filter makes the search look at the clock more often.
    const request = { limit: 150, params: { hnswEf: 200 }, filter: { must_not: [{ has_id: [999_999] }] } };
    const before = await nearestIn(segment, vector, request);
    // So few that the search would find enough without them.
    const dying = before.slice(100, 120);
    const during = await hurried(async () => {
      const search = nearestIn(segment, vector, request);
      setImmediate(() => {
        for (const { id } of dying) segment.kill(segment.view.rowOf(id) as number, 1000);
      });
      return search;
    });
    expect(dying.map(({ id }) => segment.view.rowOf(id))).toEqual(dying.map(() => undefined));
    expect(during).toEqual(before);
    expect(walks()).toBe(2);
  });
});

describe('graphs that cannot be used', () => {
  it.each([
    ['a link to no point', async (vfs: Vfs, directory: string) => overwrite(vfs, `${directory}/links.bin`, 1304, [255, 255, 255, 255])],
    ['cut links', async (vfs: Vfs, directory: string) => cut(vfs, `${directory}/links.bin`, 5000)],
    ['a cut graph.bin', async (vfs: Vfs, directory: string) => cut(vfs, `${directory}/graph.bin`, 30)],
    ['no graph.bin', async (vfs: Vfs, directory: string) => vfs.rm(`${directory}/graph.bin`)],
    ['a broken configuration', async (vfs: Vfs, directory: string) => cut(vfs, `${directory}/hnsw_config.json`, 20)],
  ])('%s: the segment opens, says so once, and is searched exactly', async (_, damage) => {
    const fixture = await openGraphFixture('own-cos-m4-plain');
    await damage(fixture.vfs, joinPath(fixture.directory, 'vector_index'));
    const segment = await fixture.open();
    expect(fixture.warnings).toHaveLength(1);
    expect(fixture.warnings[0]?.fields['reason']).toContain(joinPath(fixture.directory, 'vector_index'));
    expect(segment.view.index?.('')).toEqual({ indexedVectors: 0 });
    for (const { vector, expected } of fixture.json.queries) {
      const found = await nearestIn(segment, vector, { params: { hnswEf: 12 } });
      expect(found.map(({ id }) => id)).toEqual((expected['exact'] as readonly [number, number][]).map(([id]) => id));
    }
  });

  it('without hnsw_config.json the options of the segment count', async () => {
    const fixture = await openGraphFixture('own-cos-m4-plain');
    const configured = (await fixture.open()).view.index?.('')?.graph;
    await fixture.vfs.rm(joinPath(fixture.directory, 'vector_index/hnsw_config.json'));
    const index = (await fixture.open()).view.index?.('');
    expect(index?.indexedVectors).toBe(fixture.json.points);
    expect(index?.graph).toMatchObject({ ef: configured?.ef, fullScanThreshold: configured?.fullScanThreshold });
    expect(fixture.warnings).toEqual([]);
  });
});

async function overwrite(vfs: Vfs, path: string, offset: number, bytes: readonly number[]): Promise<void> {
  const file = await vfs.open(path, 'r+');
  await file.write(Uint8Array.from(bytes), offset);
  await file.close();
}

async function cut(vfs: Vfs, path: string, sizeBytes: number): Promise<void> {
  const file = await vfs.open(path, 'r+');
  await file.truncate(sizeBytes);
  await file.close();
}
