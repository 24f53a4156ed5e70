import type { Distance } from '@sextant/contract';
import type { Metric } from '@sextant/kernel';
import { normalizeVector } from '@sextant/kernel';
import { EngineError } from '../error.ts';
import type { MultiVector, SparseVector, Vector } from '../operation/point.ts';
import type { Candidates } from './candidates.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import type { PacedRead } from './paced-read.ts';
import type { VectorSpec } from './read-source.ts';
import { scanDense } from './scan-dense.ts';
import { scanMulti } from './scan-multi.ts';
import { scanSparse } from './scan-sparse.ts';
import type { SearchHints } from './search-plan.ts';

/** How the raw value of a metric becomes a key, higher is better, and a key the score that is answered. */
export interface Ranking {
  readonly metric: Metric;
  /** 1 where a higher score is better, -1 for distances. */
  readonly sign: 1 | -1;
}

const rankings: Readonly<Record<Distance, Ranking>> = {
  Cosine: { metric: 'cosine', sign: 1 },
  Dot: { metric: 'dot', sign: 1 },
  Euclid: { metric: 'euclid', sign: -1 },
  Manhattan: { metric: 'manhattan', sign: -1 },
};

export interface ScanInput {
  /** The rows to score. */
  readonly read: PacedRead;
  /** All rows, of which `read` may be a part: document frequencies are counted over them. */
  readonly whole: PacedRead;
  readonly candidates: Candidates;
  /** The filter the candidates ask, for a scan that had better ask it first. */
  readonly filter: CompiledFilter | undefined;
  /** Which points count for document frequencies; undefined: all. */
  readonly corpus: CompiledFilter | undefined;
  readonly hints: SearchHints;
}

/** A query that fits its vector name, ready to scan. */
export interface NearestScan {
  /** 1 where a higher score is better, -1 for distances: a key is the score times this. */
  readonly sign: 1 | -1;
  /** Offers every live row that has the vector, but for those that a graph leads past. */
  run(input: ScanInput): Promise<void>;
}

/**
 * Checks a query vector against its name and prepares the scan: Cosine queries are normalised, a single vector is a multivector of one
 * row. Fails with `wrong_input` when kind or length do not fit.
 */
export function nearestScan(using: string, spec: VectorSpec, vector: Vector): NearestScan {
  if (spec.kind === 'sparse') {
    if (!isSparse(vector)) throw wrongKind();
    const sorted = sortSparse(vector);
    return { sign: 1, run: (input) => scanSparse(using, sorted, spec, input) };
  }
  if (isSparse(vector)) throw wrongKind();
  const { metric, sign } = rankings[spec.distance];
  const prepare = (row: Float32Array): Float32Array => {
    if (row.length !== spec.dim)
      throw new EngineError('wrong_input', `Vector dimension error: expected dim: ${spec.dim}, got ${row.length}`);
    return spec.distance === 'Cosine' && !spec.uint8 ? normalizeVector(row) : row;
  };
  if (spec.kind === 'multi') {
    const rows = rowsOf(vector).map(prepare);
    if (rows.length === 0) throw new EngineError('wrong_input', `Vector dimension error: expected dim: ${spec.dim}, got 0`);
    return { sign, run: (input) => scanMulti(using, rows, { metric, sign }, input) };
  }
  if (!(vector instanceof Float32Array)) throw new EngineError('wrong_input', 'Conversion between multi and regular vectors failed');
  const query = prepare(vector);
  return { sign, run: (input) => scanDense(using, query, { metric, sign }, input) };
}

function isSparse(vector: Vector): vector is SparseVector {
  return !(vector instanceof Float32Array) && vector.kind === 'sparse';
}

function wrongKind(): EngineError {
  return new EngineError('wrong_input', 'Conversion between sparse and regular vectors failed');
}

function rowsOf(vector: Float32Array | MultiVector): Float32Array[] {
  if (vector instanceof Float32Array) return [vector];
  const { count, data } = vector;
  const dim = count === 0 ? 0 : data.length / count;
  return Array.from({ length: count }, (_, i) => data.subarray(i * dim, (i + 1) * dim));
}

/** Sparse vectors are stored by ascending index; a query may come in any order. */
function sortSparse(vector: SparseVector): SparseVector {
  const order = Array.from(vector.indices, (_, i) => i).sort((a, b) => (vector.indices[a] as number) - (vector.indices[b] as number));
  return {
    kind: 'sparse',
    indices: Uint32Array.from(order, (i) => vector.indices[i] as number),
    values: Float32Array.from(order, (i) => vector.values[i] as number),
  };
}
