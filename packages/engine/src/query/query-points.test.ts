import type { Distance, Filter } from '@sextant/contract';
import { normalizeVector } from '@sextant/kernel';
import { describe, expect, it } from 'vitest';
import type { SparseVector } from '../operation/point.ts';
import { type MemoryPoint, type MemorySegment, memorySegment } from './memory-segment.test.fixture.ts';
import { queryPoints } from './query-points.ts';
import type { ReadContext, VectorSpec } from './read-source.ts';
import type { QueryRequest } from './request.ts';
import { retrievePoints } from './retrieve-points.ts';
import { vectorSpecs } from './vector-specs.ts';

const none = { withPayload: false, withVector: false } as const;
const base = { using: '', limit: 10, offset: 0, ...none } as const;

function near(vector: Float32Array | SparseVector, more: Partial<QueryRequest> = {}): QueryRequest {
  return { ...base, query: { kind: 'nearest', input: { vector } }, ...more };
}

function contextOf(specs: Record<string, VectorSpec>, more: Partial<ReadContext> = {}): ReadContext {
  return { vectors: new Map(Object.entries(specs)), indexed: new Map(), ...more };
}

describe('datatypes', () => {
  const rows = [
    [3, 0, 5, 1],
    [250, 3.7, 0, 9],
    [0.2, 0.4, -0.7, 0.5],
  ].map((row) => Float32Array.from(row));
  const query = Float32Array.of(2, 1.9, 7, 3);

  async function scores(distance: Distance, datatype: 'float16' | 'uint8'): Promise<number[]> {
    const spec = { kind: 'dense', dim: 4, distance, uint8: datatype === 'uint8', datatype } as const;
    const stored = distance === 'Cosine' && datatype !== 'uint8' ? rows.map(normalizeVector) : rows;
    const segment = memorySegment(
      { '': spec },
      stored.map((vector, id) => ({ id, vectors: { '': vector } })),
    );
    const found = await queryPoints([{ segments: [segment] }], near(query), contextOf({ '': spec }));
    return found.toSorted((a, b) => Number(a.id) - Number(b.id)).map((one) => one.score);
  }

  it('cuts the query to bytes as the rows are', async () => {
    expect(await scores('Dot', 'uint8')).toEqual([44, 530, 0]);
    expect(await scores('Manhattan', 'uint8')).toEqual([6, 263, 13]);
    const [first, , last] = await scores('Cosine', 'uint8');
    expect(first).toBeCloseTo(44 / Math.sqrt(35 * 63), 5);
    expect(last).toBe(0);
  });

  it('scores halves', async () => {
    const [first] = await scores('Cosine', 'float16');
    expect(first).toBeCloseTo(44 / Math.sqrt(35 * (4 + 1.9 * 1.9 + 49 + 9)), 2);
    const [euclid] = await scores('Euclid', 'float16');
    expect(euclid).toBeCloseTo(Math.sqrt(1 + 1.9 * 1.9 + 4 + 4), 2);
  });
});

describe('a filter that passes little', () => {
  it('finds what a look at every point finds', async () => {
    const spec = { '': { kind: 'dense', dim: 2, distance: 'Euclid', uint8: false } } as const;
    const points = Array.from(
      { length: 6000 },
      (_, id): MemoryPoint => ({ id, payload: { n: id % 500 }, vectors: { '': Float32Array.of(id, (id * 7) % 100) } }),
    );
    const filter: Filter = { must: [{ key: 'n', match: { value: 3 } }] };
    const query = Float32Array.of(2000, 5);
    const found = await queryPoints([{ segments: [memorySegment(spec, points)] }], near(query, { filter, limit: 50 }), contextOf(spec));
    const distance = ({ vectors }: MemoryPoint): number =>
      Math.hypot(...Array.from(vectors?.[''] as Float32Array, (x, i) => x - (query[i] as number)));
    const expected = points.filter((point) => point.payload?.['n'] === 3).sort((a, b) => distance(a) - distance(b));
    expect(found.map((one) => one.id)).toEqual(expected.map((one) => one.id));
  });
});

describe('sparse vectors with the idf modifier', () => {
  const sparse = (entries: Record<number, number>): SparseVector => ({
    kind: 'sparse',
    indices: Uint32Array.from(Object.keys(entries), Number),
    values: Float32Array.from(Object.values(entries)),
  });
  const specs: Record<string, VectorSpec> = { idf: { kind: 'sparse', idf: true }, plain: { kind: 'sparse', idf: false } };
  const documents: readonly Record<number, number>[] = [{ 1: 1, 2: 1 }, { 1: 2 }, { 2: 3, 5: 1 }, { 9: 1 }];
  const points = documents.map(
    (entries, id): MemoryPoint => ({
      id,
      payload: { even: id % 2 === 0 },
      vectors: { idf: sparse(entries), plain: sparse(entries) },
    }),
  );
  const segments: readonly [MemorySegment, MemorySegment] = [
    memorySegment(specs, points.slice(0, 2)),
    memorySegment(specs, points.slice(2)),
  ];
  const sources = [{ segments }];
  const idf = (n: number, df: number): number => Math.log((n - df + 0.5) / (df + 0.5) + 1);
  const ask = async (more: Partial<QueryRequest>): Promise<(readonly [unknown, number])[]> => {
    const found = await queryPoints(sources, near(sparse({ 2: 1, 9: 2 }), { using: 'idf', ...more }), contextOf(specs));
    return found.map((one) => [one.id, one.score]);
  };
  const close = (pairs: readonly (readonly [unknown, number])[]) => pairs.map(([id, score]) => [id, expect.closeTo(score, 4) as number]);

  it('weighs rare indices more, counted over all segments of a shard', async () => {
    expect(await ask({})).toEqual(
      close(
        [
          [2, 3 * idf(4, 2)],
          [3, 2 * idf(4, 1)],
          [0, idf(4, 2)],
        ].sort((a, b) => (b[1] as number) - (a[1] as number)) as never,
      ),
    );
  });

  it('counts over a corpus when told to, whatever the filter', async () => {
    const corpus: Filter = { must: [{ key: 'even', match: { value: true } }] };
    const answer = await ask({ params: { idf: { corpus } }, filter: { must: [{ has_id: [0, 2] }] } });
    expect(answer).toEqual(
      close([
        [2, 3 * idf(2, 2)],
        [0, idf(2, 2)],
      ]),
    );
  });

  it('counts deleted points, but not what was written again', async () => {
    const [first, second] = segments;
    second.put({ id: 1, vectors: { idf: sparse({ 1: 2 }) } });
    first.delete(1);
    second.delete(3);
    expect(await ask({})).toEqual(
      close([
        [2, 3 * idf(4, 2)],
        [0, idf(4, 2)],
      ]),
    );
  });

  it('refuses the parameter for other vectors', async () => {
    const request = near(sparse({ 2: 1 }), { using: 'plain', params: { idf: 'global' } });
    await expect(queryPoints(sources, request, contextOf(specs))).rejects.toMatchObject({
      code: 'wrong_input',
      message: expect.stringMatching(/`idf` modifier.*"plain"/),
    });
  });
});

describe('refused queries', () => {
  const specs: Record<string, VectorSpec> = {
    '': { kind: 'dense', dim: 3, distance: 'Dot', uint8: false },
    multi: { kind: 'multi', dim: 3, distance: 'Dot', uint8: false },
    sparse: { kind: 'sparse', idf: false },
  };
  const segment = memorySegment(specs, [{ id: 1, vectors: { '': Float32Array.of(1, 2, 3) } }]);
  const sparse: SparseVector = { kind: 'sparse', indices: Uint32Array.of(1), values: Float32Array.of(1) };
  const ask = (request: QueryRequest) => queryPoints([{ segments: [segment] }], request, contextOf(specs));

  const cases: readonly [string, QueryRequest, string, string][] = [
    ['an unknown name', near(Float32Array.of(1, 2, 3), { using: 'zz' }), 'wrong_input', 'Not existing vector name error: zz'],
    ['a wrong length', near(Float32Array.of(1, 2)), 'wrong_input', 'Vector dimension error: expected dim: 3, got 2'],
    [
      'a wrong length for a multivector',
      near(Float32Array.of(1), { using: 'multi' }),
      'wrong_input',
      'Vector dimension error: expected dim: 3, got 1',
    ],
    ['sparse for dense', near(sparse), 'wrong_input', 'Conversion between sparse and regular vectors failed'],
    [
      'dense for sparse',
      near(Float32Array.of(1), { using: 'sparse' }),
      'wrong_input',
      'Conversion between sparse and regular vectors failed',
    ],
    ['a missing point', { ...base, query: { kind: 'nearest', input: { id: 404 } } }, 'not_found', 'No point with id 404 found'],
    [
      'a point without the vector',
      { ...base, using: 'multi', query: { kind: 'nearest', input: { id: 1 } } },
      'not_found',
      'Vector with name "multi" for point not found',
    ],
    ['a threshold without a query', { ...base, scoreThreshold: 1 }, 'bad_request', 'A query is needed to use the score_threshold'],
    [
      'an unknown vector selected',
      near(Float32Array.of(1, 2, 3), { withVector: ['zz'] }),
      'wrong_input',
      'Not existing vector name error: zz',
    ],
  ];

  it.each(cases)('%s', async (_name, request, code, message) => {
    await expect(ask(request)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});

describe('lookup_from', () => {
  it('takes the vector of another collection, whose ids are no reason to leave a point out', async () => {
    const specs: Record<string, VectorSpec> = { '': { kind: 'dense', dim: 1, distance: 'Dot', uint8: false } };
    const others: Record<string, VectorSpec> = { v: { kind: 'dense', dim: 1, distance: 'Dot', uint8: false } };
    const own = [
      {
        segments: [
          memorySegment(
            specs,
            [1, 2].map((id) => ({ id, vectors: { '': Float32Array.of(id) } })),
          ),
        ],
      },
    ];
    const other = [{ segments: [memorySegment(others, [{ id: 1, vectors: { v: Float32Array.of(10) } }])] }];
    const lookup: ReadContext['lookup'] = (collection) =>
      collection === 'own' ? { sources: own, context: contextOf(specs) } : { sources: other, context: contextOf(others) };
    const ask = async (collection: string, using?: string) => {
      const lookupFrom = using === undefined ? { collection } : { collection, using };
      const request: QueryRequest = { ...base, query: { kind: 'nearest', input: { id: 1, lookupFrom } } };
      const found = await queryPoints(own, request, contextOf(specs, { collection: 'own', lookup }));
      return found.map((one) => [one.id, one.score]);
    };
    expect(await ask('other', 'v')).toEqual([
      [2, 20],
      [1, 10],
    ]);
    expect(await ask('own')).toEqual([[2, 2]]);
    await expect(ask('other', 'zz')).rejects.toMatchObject({ code: 'wrong_input', message: 'Not existing vector name error: zz' });
  });
});

describe('records', () => {
  it('carry what was selected, and the key of their shard', async () => {
    const specs = vectorSpecs({ vectors: { a: { size: 1, distance: 'Dot' } }, sparse_vectors: { s: { modifier: 'idf' } } });
    expect([...specs]).toEqual([
      ['a', { kind: 'dense', dim: 1, distance: 'Dot', uint8: false }],
      ['s', { kind: 'sparse', idf: true }],
    ]);
    const segment = memorySegment(Object.fromEntries(specs), [{ id: 1, payload: { k: 1, l: 2 }, vectors: { a: Float32Array.of(5) } }]);
    const sources = [{ segments: [segment], shardKey: 'de' }];
    const [record] = await retrievePoints(
      sources,
      [1],
      { withPayload: { include: ['k'] }, withVector: true },
      contextOf(Object.fromEntries(specs)),
    );
    expect(record).toEqual({ id: 1, payload: { k: 1 }, vectors: new Map([['a', Float32Array.of(5)]]), shardKey: 'de' });
    expect(await retrievePoints(sources, [1], none, contextOf({}))).toEqual([{ id: 1, shardKey: 'de' }]);
  });
});
