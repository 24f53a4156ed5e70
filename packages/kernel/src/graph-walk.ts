import type { HnswGraphEnd } from './hnsw-graph.ts';
import type { KernelExports } from './kernel-instance.ts';
import { writeMasks, writeQuery } from './query-scratch.ts';
import { layOut } from './scan-layout.ts';
import type { ElementType, Metric, ScanMemory } from './scan-memory.ts';
import { walkField, walkRecordBytes } from './walk-record.ts';

export interface WalkRequest {
  readonly metric: Metric;
  readonly query: Float32Array;
  /** Results kept, at least 1. */
  readonly beam: number;
  /** Nodes that died at a later moment are still there. */
  readonly moment: number;
  /** Whether nodes that died are walked through, not being results. */
  readonly throughDead: boolean;
  /** Whether to look behind neighbours that do not pass, at theirs (ACORN-1): for filters that pass little. */
  readonly lookBehind?: boolean;
  /** Whether the last link of a list takes the place of one that does not pass, as where Qdrant asks an index. */
  readonly swapsLinks?: boolean;
  /** What else is no result and not walked through; asked at most once a node. */
  readonly passes?: (node: number) => boolean;
}

export interface WalkResults {
  /** Best first. */
  readonly rows: Uint32Array;
  /** Raw scores, bit for bit those of a scan. */
  readonly scores: Float32Array;
}

/** One search at a time through a graph, which may stop and go on; many walks may be on their way. */
export interface GraphWalk {
  /** Finds the way in; `false`: there is none, as no entry point lives and passes. */
  begin(request: WalkRequest): boolean;
  /** Goes on for at most `steps` nodes; whether it is done. Throws what `passes` throws. */
  step(steps: number): boolean;
  /** Of a walk that is done. */
  results(): WalkResults;
}

/** Where the parts of a graph are, as byte addresses, and the length of its longest list. */
export interface GraphPlace {
  readonly nodes: number;
  readonly ranks: number;
  readonly listStarts: number;
  readonly links: number;
  readonly levelStarts: number;
  readonly deaths: number;
  readonly longest: number;
}

const elementKinds: Readonly<Record<ElementType, number>> = { f32: 0, f16: 3, u8: 6 };
const closed = 0;
const open = 1;
const mostEpochs = 255;

/**
 * A walk over the graph, its scratch space reserved behind it: record, query and masks, list and its scores, then a byte a node that was visited,
 * one for the filter, one that was looked at behind others, and the heaps of candidates and results.
 */
export function createGraphWalk(
  memory: ScanMemory,
  kernel: KernelExports,
  place: GraphPlace,
  end: HnswGraphEnd,
  setFilter: (filter: WalkRequest['passes']) => void,
): GraphWalk {
  const { elementType, dim } = memory;
  const { nodes } = place;
  const layout = layOut(elementType, dim, 1);
  const listRoom = place.longest + 4;
  // Scores are written four at a time.
  const listBytes = (listRoom + 4) * 4;
  const walk = memory.reserve(walkRecordBytes);
  const queryAt = memory.reserve(layout.scoresOffset);
  const scaledAt = queryAt + layout.scaledOffset;
  const masksAt = queryAt + layout.masksOffset;
  const fields = {
    ...place,
    rows: memory.rowOffset(0),
    stride: memory.strideBytes,
    dim,
    masks: masksAt,
    list: memory.reserve(listBytes),
    scores: memory.reserve(listBytes),
    visited: memory.reserve(nodes),
    candidates: memory.reserve((nodes + 1) * 8),
    results: memory.reserve((nodes + 1) * 8),
    missed: memory.reserve(listBytes),
    listRoom,
    m: end.m,
    m0: end.m0,
  };
  const filterAt = memory.reserve(nodes);
  const seenAt = memory.reserve(nodes);
  const { buffer } = memory;
  const record = new DataView(buffer, walk, walkRecordBytes);
  const visited = new Uint8Array(buffer, fields.visited, nodes);
  const seenBehind = new Uint8Array(buffer, seenAt, nodes);
  const filterStates = new Uint8Array(buffer, filterAt, nodes);
  let epoch = 0;
  let filter: WalkRequest['passes'];
  let metric: Metric = 'dot';
  let finished: number | undefined;
  for (const [name, value] of Object.entries(fields)) if (name in walkField) set(name as keyof typeof walkField, value);
  writeMasks(elementType, dim, buffer, masksAt);

  function set(field: keyof typeof walkField, value: number): void {
    record.setUint32(walkField[field], value, true);
  }

  function begin(request: WalkRequest): boolean {
    const { query, beam, moment, throughDead, passes, lookBehind, swapsLinks } = request;
    if (query.length !== dim) throw new RangeError(`a vector of ${query.length} elements, expected ${dim}`);
    if (epoch === mostEpochs) for (const marks of [visited, seenBehind]) marks.fill(0);
    epoch = (epoch % mostEpochs) + 1;
    ({ metric } = request);
    filter = passes;
    finished = undefined;
    writeQuery(elementType, query, buffer, queryAt, scaledAt);
    const kind = elementKinds[elementType] + metricKind(elementType, metric);
    set('kind', kind);
    record.setFloat32(walkField.sign, metric === 'dot' || metric === 'cosine' ? 1 : -1, true);
    set('query', kind === elementKinds.f16 ? scaledAt : queryAt);
    set('plainQuery', queryAt);
    set('epoch', epoch);
    if (passes !== undefined) filterStates.fill(0);
    set('filter', passes === undefined ? 0 : filterAt);
    set('seenBehind', lookBehind === true && end.m0 > 0 ? seenAt : 0);
    set('swaps', swapsLinks === true && passes !== undefined ? 1 : 0);
    set('candidateCount', 0);
    set('resultCount', 0);
    set('clock', moment);
    set('beam', Math.min(beam, nodes));
    set('through', throughDead ? 1 : 0);
    setFilter(filter);
    const entry = findEntry(end, (node) => kernel.hnsw_role(walk, node));
    if (entry === undefined) return false;
    kernel.hnsw_enter(walk, entry.node, entry.level);
    return true;
  }

  return {
    begin,
    step(steps) {
      setFilter(filter);
      return kernel.hnsw_step(walk, steps) === 1;
    },
    results() {
      finished ??= kernel.hnsw_finish(walk);
      const rows = new Uint32Array(finished);
      const scores = new Float32Array(finished);
      const entries = new DataView(buffer, fields.results, finished * 8);
      for (let i = 0; i < finished; i++) {
        rows[i] = entries.getUint32(i * 8, true);
        const score = entries.getFloat32(i * 8 + 4, true) * record.getFloat32(walkField.sign, true);
        scores[i] = metric === 'euclid' ? Math.sqrt(score) : score;
      }
      return { rows, scores };
    },
  };
}

/** The first entry point that is a result itself; then the highest of the further ones, the last of several; then one that is a way at least. */
function findEntry(
  { entryPoints, extraEntryPoints }: HnswGraphEnd,
  role: (node: number) => number,
): HnswGraphEnd['entryPoints'][number] | undefined {
  const first = entryPoints.find(({ node }) => role(node) === open);
  if (first !== undefined) return first;
  let highest: HnswGraphEnd['entryPoints'][number] | undefined;
  for (const entry of extraEntryPoints) if (role(entry.node) === open && entry.level >= (highest?.level ?? 0)) highest = entry;
  return highest ?? entryPoints.find(({ node }) => role(node) !== closed);
}

/** Which of the scoring functions of its element type a metric is, in the order of assembly/hnsw.ts. */
function metricKind(elementType: ElementType, metric: Metric): number {
  if (metric === 'manhattan') return 2;
  if (metric === 'euclid' || metric === 'squaredEuclid') return 1;
  return metric === 'cosine' && elementType === 'u8' ? 3 : 0;
}
