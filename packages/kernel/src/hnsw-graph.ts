import { createGraphWalk, type GraphWalk } from './graph-walk.ts';
import { instantiateKernel } from './kernel-instance.ts';
import type { ScanMemory } from './scan-memory.ts';

/** Death of a node that lives, and of one that never had a vector. */
export const alive = 0xffff_ffff;
const vectorless = 0;

/** Where a search begins. */
export interface EntryPoint {
  readonly node: number;
  readonly level: number;
}

export interface HnswGraphOptions {
  readonly nodes: number;
  /** First list of each level and, at the end, the number of lists. */
  readonly levelStarts: readonly number[];
}

/** What is known of a graph once its links are read. */
export interface HnswGraphEnd {
  /** Links followed of a node above level 0, and on it; 0: all. */
  readonly m: number;
  readonly m0: number;
  readonly entryPoints: readonly EntryPoint[];
  /** Of use when no entry point is. */
  readonly extraEntryPoints: readonly EntryPoint[];
}

/** A graph behind the rows of a memory, being filled. Node r is row r. Nothing is checked here: every number must be in range. */
export interface HnswGraphBuilder {
  /** Rank of each node: a level has the nodes whose rank is below its number of lists. */
  readonly ranks: Uint32Array;
  /** First link of each list and, at the end, the number of links; in the order of nodes on level 0, of ranks above. */
  readonly listStarts: Uint32Array;
  /** Adds links; throws RangeError when the memory is full. */
  append(links: Uint32Array): void;
  /** Throws RangeError when there is no room left for a walk. */
  finish(end: HnswGraphEnd): HnswGraph;
}

/** A graph that can be walked. All nodes live at first. */
export interface HnswGraph {
  readonly nodes: number;
  /** Bytes of the memory that ranks, lists and links take. */
  readonly sizeBytes: number;
  /** Says when a node dies, from 2 on; walks of an earlier moment still find it. 1: before any walk. */
  setDeath(node: number, moment: number): void;
  /** The node has no vector: it is neither found nor walked through. */
  setVectorless(node: number): void;
  /** Room for one more walk at a time. Throws RangeError when the memory is full; never the first time. */
  createWalk(): GraphWalk;
}

/** Links are added in pieces of so many bytes. */
const linkStepBytes = 1 << 18;

/** Begins a graph over the rows of a memory, which takes no more rows from now on. */
export function createHnswGraph(memory: ScanMemory, { nodes, levelStarts }: HnswGraphOptions): HnswGraphBuilder {
  const words = (count: number): Uint32Array => {
    const at = memory.reserve(count * 4);
    return new Uint32Array(memory.buffer, at, count);
  };
  const lists = levelStarts[levelStarts.length - 1] ?? 0;
  const starts = words(levelStarts.length);
  starts.set(levelStarts);
  const ranks = words(nodes);
  const deaths = words(nodes);
  deaths.fill(alive);
  const listStarts = words(lists + 1);
  const linksAt = memory.reserve(0);
  let linkBytes = 0;
  let count = 0;

  function append(links: Uint32Array): void {
    const needed = (count + links.length) * 4 - linkBytes;
    if (needed > 0) {
      const step = Math.ceil(needed / linkStepBytes) * linkStepBytes;
      memory.reserve(step);
      linkBytes += step;
    }
    new Uint32Array(memory.buffer, linksAt + count * 4, links.length).set(links);
    count += links.length;
  }

  return {
    ranks,
    listStarts,
    append,
    finish(end) {
      let longest = 1;
      for (let i = 0; i < lists; i++) longest = Math.max(longest, (listStarts[i + 1] as number) - (listStarts[i] as number));
      // One instance for all walks of this thread; the filter is that of the walk that runs.
      let passes: ((node: number) => boolean) | undefined;
      const kernel = instantiateKernel(memory.share().memory, (node) => passes === undefined || passes(node));
      const place = {
        nodes,
        ranks: ranks.byteOffset,
        listStarts: listStarts.byteOffset,
        links: linksAt,
        levelStarts: starts.byteOffset,
        deaths: deaths.byteOffset,
        longest,
      };
      const another = (): GraphWalk =>
        createGraphWalk(memory, kernel, place, end, (filter) => {
          passes = filter;
        });
      // A graph that leaves no room to be walked is of no use, which had better be known now.
      let first: GraphWalk | undefined = another();
      return {
        nodes,
        sizeBytes: (starts.length + 2 * nodes + lists + 1 + count) * 4,
        setDeath: (node, moment) => {
          if (deaths[node] === alive) deaths[node] = moment;
        },
        setVectorless: (node) => {
          deaths[node] = vectorless;
        },
        createWalk() {
          const walk = first ?? another();
          first = undefined;
          return walk;
        },
      };
    },
  };
}
