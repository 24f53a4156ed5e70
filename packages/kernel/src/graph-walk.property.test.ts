import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScanMemory } from './create-scan-memory.ts';
import type { GraphWalk, WalkRequest } from './graph-walk.ts';
import { alive, createHnswGraph, type EntryPoint, type HnswGraph } from './hnsw-graph.ts';
import type { ElementType, Metric, ScanMemory } from './scan-memory.ts';

/** A graph as lists of nodes: `links[level][node]`, absent where the node is not on the level. */
interface Model {
  readonly memory: ScanMemory;
  readonly graph: HnswGraph;
  readonly walk: GraphWalk;
  readonly links: readonly (readonly (readonly number[] | undefined)[])[];
  readonly deaths: readonly number[];
  readonly entryPoints: readonly EntryPoint[];
  readonly extraEntryPoints: readonly EntryPoint[];
  readonly m: number;
  readonly m0: number;
}

function random(seed: number): () => number {
  // Small seeds must not begin with small numbers.
  let state = (Math.imul(seed, 0x9e37_79b1) ^ 0x5bd1_e995) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function build(seed: number, elementType: ElementType): Model {
  const next = random(seed);
  const below = (n: number): number => Math.floor(next() * n);
  const nodes = 1 + below(60);
  const levels = 1 + below(4);
  const [m, m0] = [below(5), below(9)];
  const dim = 1 + below(40);
  const memory = createScanMemory({ elementType, dim, initialRows: nodes });
  for (let row = 0; row < nodes; row++) memory.setRow(row, vector(next, dim, elementType));
  const ranks = shuffled(nodes, below);
  const counts = [nodes];
  for (let level = 1; level < levels; level++) counts.push(1 + below(counts[level - 1] as number));
  const levelStarts = counts.map((_, level) => counts.slice(0, level).reduce((a, b) => a + b, 0));
  levelStarts.push(counts.reduce((a, b) => a + b, 0));
  const links = counts.map((count, level) =>
    Array.from({ length: nodes }, (_, node) => {
      if ((ranks[node] as number) >= count) return undefined;
      // Some lists lead to nodes that are not on the level, or twice to the same.
      return Array.from({ length: below(level === 0 ? 14 : 6) }, () => below(nodes));
    }),
  );
  const builder = createHnswGraph(memory, { nodes, levelStarts });
  builder.ranks.set(ranks);
  let list = 0;
  let total = 0;
  for (const [level, own] of links.entries()) {
    const order = Array.from({ length: nodes }, (_, node) => node).filter((node) => own[node] !== undefined);
    if (level > 0) order.sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
    for (const node of order) {
      builder.listStarts[list++] = total;
      const links = Uint32Array.from(own[node] as readonly number[]);
      builder.append(links);
      total += links.length;
    }
  }
  builder.listStarts[list] = total;
  const entryAt = (): EntryPoint => {
    const level = below(levels);
    const on = Array.from({ length: nodes }, (_, node) => node).filter((node) => links[level]?.[node] !== undefined);
    return { node: on[below(on.length)] as number, level };
  };
  const entryPoints = Array.from({ length: below(3) }, entryAt);
  const extraEntryPoints = Array.from({ length: below(6) }, entryAt);
  const graph = builder.finish({ m, m0, entryPoints, extraEntryPoints });
  const deaths = Array.from({ length: nodes }, () => (next() < 0.7 ? alive : below(5)));
  for (const [node, death] of deaths.entries()) {
    if (death === 0) graph.setVectorless(node);
    else if (death !== alive) graph.setDeath(node, death);
  }
  return { memory, graph, walk: graph.createWalk(), links, deaths, entryPoints, extraEntryPoints, m, m0 };
}

function vector(next: () => number, dim: number, elementType: ElementType): Float32Array {
  return Float32Array.from({ length: dim }, () => (elementType === 'u8' ? Math.floor(next() * 256) : next() * 2 - 1));
}

function shuffled(count: number, below: (n: number) => number): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = below(i + 1);
    [all[i], all[j]] = [all[j] as number, all[i] as number];
  }
  return all;
}

/** The walk as it is written down, with sorted lists for heaps: equal scores are the one thing it does not decide alike. */
function reference(model: Model, request: WalkRequest, keys: Float32Array): { node: number; key: number }[] {
  const { links, deaths, m, m0 } = model;
  const isOpen = (node: number): boolean => (deaths[node] as number) > request.moment && (request.passes?.(node) ?? true);
  const isWay = (node: number): boolean => {
    const death = deaths[node] as number;
    return death <= request.moment ? request.throughDead && death > 0 : isOpen(node);
  };
  const key = (node: number): number => keys[node] as number;
  const ways = (list: readonly number[]): number[] => {
    if (request.swapsLinks !== true || request.passes === undefined) return list.filter(isWay);
    const isAlive = (node: number): boolean => (deaths[node] as number) > request.moment;
    const left = list.filter((node) => isAlive(node) || isWay(node));
    for (let i = 0; i < left.length; ) {
      if (isWay(left[i] as number)) i++;
      else {
        const last = left.pop() as number;
        if (i < left.length) left[i] = last;
      }
    }
    return left;
  };
  const listOf = (node: number, level: number): readonly number[] => links[level]?.[node] ?? [];
  const highest = model.extraEntryPoints.filter((entry) => isOpen(entry.node)).toSorted((a, b) => a.level - b.level);
  const entry = model.entryPoints.find(({ node }) => isOpen(node)) ?? highest.at(-1) ?? model.entryPoints.find(({ node }) => isWay(node));
  if (entry === undefined) return [];
  let current = entry.node;
  for (let level = entry.level; level > 0; level--) {
    for (;;) {
      const near = ways(listOf(current, level));
      let best = current;
      for (const node of m === 0 ? near : near.slice(0, m)) if (key(node) > key(best)) best = node;
      if (best === current) break;
      current = best;
    }
  }
  const visited = new Set<number>();
  const seenBehind = new Set<number>();
  const candidates: number[] = [];
  const results: number[] = [];
  const offer = (node: number): void => {
    visited.add(node);
    const worst = results.at(-1);
    if (results.length >= request.beam && key(node) <= key(worst as number)) return;
    candidates.push(node);
    candidates.sort((a, b) => key(b) - key(a));
    if (!isOpen(node)) return;
    results.push(node);
    results.sort((a, b) => key(b) - key(a));
    if (results.length > request.beam) results.pop();
  };
  /** Neighbours that pass, and those of neighbours that do not. */
  const behind = (node: number): number[] => {
    const found: number[] = [];
    const missed: number[] = [];
    for (const next of listOf(node, 0)) {
      if (found.length === m0) break;
      if (visited.has(next)) continue;
      visited.add(next);
      (isWay(next) ? found : missed).push(next);
    }
    for (const through of missed) {
      let count = 0;
      for (const next of listOf(through, 0)) {
        if (count === m0) break;
        if (visited.has(next) || seenBehind.has(next)) continue;
        seenBehind.add(next);
        if (!isWay(next)) continue;
        visited.add(next);
        found.push(next);
        count++;
      }
    }
    return found;
  };
  offer(current);
  for (let node = candidates.shift(); node !== undefined; node = candidates.shift()) {
    const worst = results.at(-1);
    if (worst !== undefined && key(node) < key(worst)) break;
    if (request.lookBehind === true && m0 > 0) {
      for (const next of behind(node)) offer(next);
      continue;
    }
    const near = ways(listOf(node, 0).filter((next) => !visited.has(next)));
    for (const next of m0 === 0 ? near : near.slice(0, m0)) if (!visited.has(next)) offer(next);
  }
  return results.map((node) => ({ node, key: key(node) }));
}

function search(model: Model, request: WalkRequest): number[] {
  if (!model.walk.begin(request)) return [];
  while (!model.walk.step(100));
  return [...model.walk.results().rows];
}

/** A graph in which much is found, also of the even nodes only. */
function connected(): Model {
  for (let seed = 1; seed < 500; seed++) {
    const model = build(seed, 'f32');
    const query = new Float32Array(model.memory.dim).fill(1);
    const found = search(model, { metric: 'dot', query, beam: 99, moment: 0, throughDead: false, passes: (node) => node % 2 === 0 });
    if (found.length > 12) return model;
  }
  throw new Error('no seed yields a graph in which much is found');
}

const metrics: readonly Metric[] = ['dot', 'euclid', 'manhattan', 'squaredEuclid', 'cosine'];

describe('a walk', () => {
  it('is the one that is written down, in steps of any size, for every element type, metric, filter and death', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.constantFrom<ElementType>('f32', 'f16', 'u8'),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (seed, elementType, beam, steps, throughDead, filtered, lookBehind, swapsLinks) => {
          const model = build(seed, elementType);
          const next = random(seed + 1);
          // The same walk again and again: nothing of an earlier search is left.
          for (const metric of metrics) {
            const query = vector(next, model.memory.dim, elementType);
            const salt = Math.floor(next() * 4);
            const request: WalkRequest = {
              metric,
              query,
              beam,
              moment: 1 + Math.floor(next() * 4),
              throughDead,
              lookBehind,
              swapsLinks,
              ...(filtered ? { passes: (node: number) => (node + salt) % 3 !== 0 } : {}),
            };
            model.memory.setQuery(metric, query);
            const raw = model.memory.scan(0, model.graph.nodes).slice();
            const keys = metric === 'dot' || metric === 'cosine' ? raw : raw.map((score) => -score);
            if (new Set(keys).size < keys.length) continue;
            const expected = reference(model, request, keys);
            const rows: number[] = [];
            if (model.walk.begin(request)) {
              while (!model.walk.step(steps));
              const found = model.walk.results();
              rows.push(...found.rows);
              for (const [i, row] of found.rows.entries()) expect(found.scores[i]).toBe(raw[row]);
            }
            expect(rows).toEqual(expected.map(({ node }) => node));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('ends and stays in bounds where every score is the same, or none is a number', () => {
    for (const value of [0, Number.NaN, Infinity]) {
      const model = build(77, 'f32');
      for (let row = 0; row < model.graph.nodes; row++) model.memory.setRow(row, new Float32Array(model.memory.dim).fill(value));
      const begun = model.walk.begin({
        metric: 'dot',
        query: new Float32Array(model.memory.dim),
        beam: 5,
        moment: 0,
        throughDead: false,
      });
      expect(begun).toBe(true);
      while (!model.walk.step(1));
      const { rows } = model.walk.results();
      expect(rows.length).toBeLessThanOrEqual(5);
      expect(new Set(rows).size).toBe(rows.length);
      for (const row of rows) expect(row).toBeLessThan(model.graph.nodes);
    }
  });

  it('is refused with a graph that fills the memory, before anyone needs it', () => {
    const memory = createScanMemory({ elementType: 'f32', dim: 4, initialRows: 3 });
    let room = Infinity;
    const full: ScanMemory = {
      ...memory,
      get buffer() {
        return memory.buffer;
      },
      reserve(bytes) {
        if ((room -= bytes) < 0) throw new RangeError('full');
        return memory.reserve(bytes);
      },
    };
    const builder = createHnswGraph(full, { nodes: 3, levelStarts: [0, 3] });
    room = 500;
    expect(() => builder.finish({ m: 4, m0: 8, entryPoints: [], extraEntryPoints: [] })).toThrow(RangeError);
  });

  it('lets another run in between, and goes on after a filter failed', () => {
    const next = random(9);
    const model = connected();
    const other = model.graph.createWalk();
    const request = (): WalkRequest => ({
      metric: 'dot',
      query: vector(next, model.memory.dim, 'f32'),
      beam: 8,
      moment: 0,
      throughDead: false,
      passes: (node) => node % 2 === 0,
    });
    const [a, b] = [request(), request()];
    const alone = [a, b].map((one) => search(model, one));
    let asked = 0;
    const failing: WalkRequest = {
      ...a,
      passes: () => {
        if (++asked > 1) throw new Error('the filter failed');
        return true;
      },
    };
    expect(() => {
      if (model.walk.begin(failing)) while (!model.walk.step(100));
    }).toThrow('the filter failed');
    model.walk.begin(a);
    other.begin(b);
    for (let left = 2; left > 0; ) {
      left = 2;
      if (model.walk.step(1)) left--;
      if (other.step(1)) left--;
    }
    expect(alone.every((rows) => rows.length > 3)).toBe(true);
    expect([[...model.walk.results().rows], [...other.results().rows]]).toEqual(alone);
  });

  it('finds again after 255 searches what it found at first', () => {
    const model = connected();
    const query = vector(random(3), model.memory.dim, 'f32');
    const request: WalkRequest = { metric: 'euclid', query, beam: 10, moment: 0, throughDead: true };
    const first = search(model, request);
    expect(first).toHaveLength(10);
    for (let i = 0; i < 600; i++) expect(search(model, request)).toEqual(first);
  });
});
