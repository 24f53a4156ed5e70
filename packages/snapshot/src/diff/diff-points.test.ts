import { JsonNumber } from '@sextant/contract/json';
import { describe, expect, it } from 'vitest';
import { type ComparedPoint, type DiffCounts, diffPoints, type PointDifference } from './diff-points.ts';

function point(id: ComparedPoint['id'], payload: Record<string, unknown> = {}, vector?: number[]): ComparedPoint {
  return { id, payload, vectors: new Map(vector ? [['', Float32Array.from(vector)]] : []) };
}

async function compare(left: ComparedPoint[], right: ComparedPoint[]): Promise<{ differences: PointDifference[]; counts: DiffCounts }> {
  const differences: PointDifference[] = [];
  const run = diffPoints(left, right);
  for (let next = await run.next(); ; next = await run.next()) {
    if (next.done) return { differences, counts: next.value };
    differences.push(next.value);
  }
}

describe('diffPoints', () => {
  it('tells what was added, removed and changed, and in which part', async () => {
    const named = (vector: number[]): ComparedPoint => ({ id: 4, payload: {}, vectors: new Map([['a', Float32Array.from(vector)]]) });
    const { differences, counts } = await compare(
      [point(1), point(2, { n: 1 }, [1, 2]), point(3, {}, [1]), named([1])],
      [named([2]), point(2, { n: 2 }, [1, 2]), point(5n), point(3, {})],
    );
    expect(differences).toEqual([
      { change: 'changed', id: 4, parts: ['vector "a"'] },
      { change: 'changed', id: 2, parts: ['payload'] },
      { change: 'added', id: 5n },
      { change: 'changed', id: 3, parts: ['vector'] },
      { change: 'removed', id: 1 },
    ]);
    expect(counts).toEqual({ left: 4, right: 4, added: 1, removed: 1, changed: 3 });
  });

  it('takes payloads by value: order of keys and spelling of numbers do not count, digits do', async () => {
    const same = [
      [
        { a: 1, b: { c: [1.5, null] } },
        { b: { c: [new JsonNumber('1.50'), null] }, a: new JsonNumber('1.0') },
      ],
      [{ big: 18_446_744_073_709_551_615n }, { big: new JsonNumber('18446744073709551615') }],
    ] as const;
    for (const [left, right] of same) expect((await compare([point(1, left)], [point(1, right)])).differences).toEqual([]);
    const different = [
      [{ big: 18_446_744_073_709_551_615n }, { big: 18_446_744_073_709_551_614n }],
      [{ a: '1' }, { a: 1 }],
      [{ a: [1, 2] }, { a: [2, 1] }],
      [{ a: null }, {}],
    ] as const;
    for (const [left, right] of different) expect((await compare([point(1, left)], [point(1, right)])).differences).toHaveLength(1);
  });

  it('takes sparse vectors in any order, and multivectors by their rows', async () => {
    const sparse = (indices: number[], values: number[]): ComparedPoint => ({
      ...point(1),
      vectors: new Map([['s', { kind: 'sparse', indices: Uint32Array.from(indices), values: Float32Array.from(values) }]]),
    });
    const multi = (count: number): ComparedPoint => ({
      ...point(1),
      vectors: new Map([['m', { kind: 'multi', count, data: new Float32Array(6) }]]),
    });
    expect((await compare([sparse([1, 9], [0.5, 2])], [sparse([9, 1], [2, 0.5])])).differences).toEqual([]);
    expect((await compare([sparse([1, 9], [0.5, 2])], [sparse([1, 9], [2, 0.5])])).differences).toHaveLength(1);
    expect((await compare([multi(2)], [multi(3)])).differences).toHaveLength(1);
  });

  it('keeps ids of different shard keys apart', async () => {
    const keyed = (shardKey: string | number, id: ComparedPoint['id']): ComparedPoint => ({ ...point(id), shardKey });
    const left = [keyed('a', 1), keyed('7', 1), keyed(7, 1), keyed(7, 2n ** 63n)];
    expect((await compare(left, left.toReversed())).differences).toEqual([]);
    expect((await compare(left, [keyed('a', 1)])).differences).toEqual([
      { change: 'removed', id: 1, shardKey: '7' },
      { change: 'removed', id: 1, shardKey: 7 },
      { change: 'removed', id: 2n ** 63n, shardKey: 7 },
    ]);
  });
});
