import type { GraphWalk, HnswGraph } from '@sextant/kernel';
import type { SearchGraph } from '../segment/segment-view.ts';
import type { Ranking, ScanInput } from './nearest.ts';
import type { PacedRead, SegmentRead } from './paced-read.ts';
import type { SearchPlan } from './search-plan.ts';

/** Nodes walked between two looks at the clock; with a filter each may cost hundreds of checks of payloads. */
const stepsPerLook = 64;
const filteredStepsPerLook = 8;
/** Results handed on between two looks: each is held against the filter once more. */
const rowsPerLook = 128;
/** Walks of a graph that are under way at a time; others wait. Each takes some 18 bytes a node. */
const mostWalks = 16;
/** Share of dead rows from which on they are walked through. Qdrant builds the graph anew at this point. */
const bridgedShare = 0.2;

interface WalkPool {
  readonly free: GraphWalk[];
  readonly waiting: (() => void)[];
  count: number;
}

const pools = new WeakMap<HnswGraph, WalkPool>();

/**
 * Searches a segment by its graph. `false`: it found fewer points than were asked for and there may be more, for a walk only comes to what is linked
 * to its way; nothing was offered then, and a scan finds all.
 */
export async function walkGraph(
  index: number,
  searchGraph: SearchGraph,
  plan: Exclude<SearchPlan, 'scan'>,
  query: Float32Array,
  ranking: Ranking,
  input: ScanInput,
): Promise<boolean> {
  const { read, candidates, filter, hints } = input;
  const { graph } = searchGraph;
  const { segment } = read.segments[index] as SegmentRead;
  const pool = poolOf(graph);
  const walk = await take(pool, graph, read);
  let rows: Uint32Array;
  let scores: Float32Array;
  try {
    const begun = walk.begin({
      metric: ranking.metric,
      query,
      beam: Math.max(hints.ef ?? searchGraph.ef, hints.top, 1),
      moment: (read.segments[index] as SegmentRead).moment,
      throughDead: segment.rowCount - segment.liveCount > segment.rowCount * bridgedShare,
      lookBehind: plan === 'acorn',
      swapsLinks: filter?.swapsLinks === true,
      ...passesOf(read, index, input),
    });
    if (!begun) return false;
    const steps = filter === undefined ? stepsPerLook : plan === 'acorn' ? 1 : filteredStepsPerLook;
    while (!walk.step(steps)) if (read.due()) await read.pause();
    ({ rows, scores } = walk.results());
  } finally {
    release(pool, walk);
  }
  if (rows.length < Math.min(hints.top, segment.liveCount)) return false;
  let found = read.segments[index] as SegmentRead;
  for (let i = 0; i < rows.length; i++) {
    if ((i + 1) % rowsPerLook === 0 && read.due()) {
      await read.pause();
      found = read.segments[index] as SegmentRead;
    }
    const row = rows[i] as number;
    if (found.live[row] === 1) candidates.offer(found, row, ranking.sign * (scores[i] as number));
  }
  return true;
}

function passesOf(read: PacedRead, index: number, { filter, hints }: ScanInput): { passes?: (row: number) => boolean } {
  const { isExcluded } = hints;
  if (filter === undefined && isExcluded === undefined) return {};
  const found = read.segments[index] as SegmentRead;
  const { segment } = found;
  return { passes: (row) => isExcluded?.(found, row) !== true && (filter === undefined || filter.matches(segment, row)) };
}

function poolOf(graph: HnswGraph): WalkPool {
  const pool = pools.get(graph) ?? { free: [], waiting: [], count: 0 };
  pools.set(graph, pool);
  return pool;
}

/** First come, first served; fails as `read.pause` does. */
async function take(pool: WalkPool, graph: HnswGraph, read: PacedRead): Promise<GraphWalk> {
  for (;;) {
    const walk = pool.free.pop() ?? create(pool, graph);
    if (walk !== undefined) return walk;
    read.hold();
    await new Promise<void>((resolve) => {
      pool.waiting.push(resolve);
    });
    try {
      read.check();
    } catch (error) {
      pool.waiting.shift()?.();
      throw error;
    }
  }
}

/** Another walk, unless there are enough, or the memory is full and there is one at least. */
function create(pool: WalkPool, graph: HnswGraph): GraphWalk | undefined {
  if (pool.count >= mostWalks) return undefined;
  try {
    const walk = graph.createWalk();
    pool.count++;
    return walk;
  } catch (error) {
    if (!(error instanceof RangeError) || pool.count === 0) throw error;
    return undefined;
  }
}

function release(pool: WalkPool, walk: GraphWalk): void {
  pool.free.push(walk);
  pool.waiting.shift()?.();
}
