import { EngineError } from '../error.ts';
import type { PointId, Vector } from '../operation/point.ts';
import { createCandidates } from './candidates.ts';
import { compileFilter } from './filter/compile-filter.ts';
import { listPoints, orderPoints, samplePoints } from './list-points.ts';
import { narrowRead } from './narrow-read.ts';
import { nearestScan } from './nearest.ts';
import { pacedRead } from './paced-read.ts';
import { pointReader, unknownVector } from './point-reader.ts';
import type { ReadContext, ReadSource } from './read-source.ts';
import type { QueryInput, QueryRequest, ScoredPoint } from './request.ts';
import type { SearchHints } from './search-plan.ts';
import { checkStrictRead } from './strict-mode/check-strict-read.ts';

/**
 * `points/query` over the shards given, best first; points with equal scores stand in id order. Exact where segments have no graph, or few
 * points. Fails with `wrong_input` for a
 * vector name, kind or length that does not fit, and with `not_found` for a query by an id that is not there.
 */
export async function queryPoints(sources: readonly ReadSource[], request: QueryRequest, context: ReadContext): Promise<ScoredPoint[]> {
  const { query } = request;
  if (query === undefined) return listPoints(sources, request, context);
  if (query.kind === 'order_by') return orderPoints(sources, request, query.orderBy, context);
  if (query.kind === 'sample') return samplePoints(sources, request, context);
  return nearestPoints(sources, request, query.input, context);
}

async function nearestPoints(
  sources: readonly ReadSource[],
  request: QueryRequest,
  input: QueryInput,
  context: ReadContext,
): Promise<ScoredPoint[]> {
  const { using, limit, offset, scoreThreshold, params } = request;
  const spec = context.vectors.get(using);
  if (spec === undefined) throw unknownVector(using);
  if (params?.idf !== undefined && !(spec.kind === 'sparse' && spec.idf)) throw noIdf(using);
  const filter = request.filter === undefined ? undefined : compileFilter(request.filter, context);
  checkStrictRead(request, context);
  const corpus = params?.idf === undefined || params.idf === 'global' ? undefined : compileFilter(params.idf.corpus, context);
  const { vector, excluded } = resolveInput(input, using, sources, context);
  const scan = nearestScan(using, spec, vector);
  const readPoint = pointReader(request, context);
  return pacedRead(sources, request, async (read) => {
    const minKey = scoreThreshold === undefined ? -Infinity : scan.sign * Math.fround(scoreThreshold);
    const candidates = createCandidates({ limit: offset + limit, minKey, filter, excluded });
    const scanned = filter?.ids === undefined ? read : await narrowRead(read, filter.ids);
    await scan.run({ read: scanned, whole: read, candidates, filter, corpus, hints: hintsOf(request, context, excluded) });
    const points: ScoredPoint[] = [];
    for (const { found, row, key } of candidates.sorted().slice(offset)) {
      points.push({ ...readPoint(found, row), version: found.segment.versionOf(row), score: scan.sign * key });
      if (read.due()) await read.pause();
    }
    return points;
  });
}

function hintsOf({ params, offset, limit }: QueryRequest, context: ReadContext, excluded: ReadonlySet<PointId>): SearchHints {
  return {
    exact: params?.exact === true,
    acornShare: params?.acorn?.maxSelectivity ?? 0,
    ef: params?.hnswEf,
    top: offset + limit,
    isExcluded: excluded.size === 0 ? undefined : ({ segment }, row) => excluded.has(segment.idOf(row)),
    unindexedLimitKb: params?.indexedOnly === true ? context.unindexedLimitKb : undefined,
  };
}

/** The vector to look for; that of a stored point of this collection excludes the point itself. */
function resolveInput(
  input: QueryInput,
  using: string,
  sources: readonly ReadSource[],
  context: ReadContext,
): { readonly vector: Vector; readonly excluded: ReadonlySet<PointId> } {
  if ('vector' in input) return { vector: input.vector, excluded: new Set() };
  const { id, lookupFrom } = input;
  const other = lookupFrom === undefined ? undefined : lookUp(lookupFrom.collection, context);
  const name = lookupFrom?.using ?? using;
  if (other?.context.vectors.has(name) === false) throw unknownVector(name);
  const found = findPoint(other?.sources ?? sources, id);
  if (found === undefined) throw new EngineError('not_found', `No point with id ${id} found`, { details: { id: String(id) } });
  const vector = found.segment.vectorOf(found.row, name);
  if (vector === undefined)
    throw new EngineError('not_found', `Vector with name ${JSON.stringify(name)} for point not found`, { details: { id: String(id) } });
  const same = other === undefined || other.context === context || lookupFrom?.collection === context.collection;
  return { vector, excluded: new Set(same ? [id] : []) };
}

function lookUp(collection: string, context: ReadContext): NonNullable<ReturnType<NonNullable<ReadContext['lookup']>>> {
  if (context.lookup === undefined) throw new EngineError('not_implemented', 'lookup_from is not available here');
  return context.lookup(collection);
}

function findPoint(sources: readonly ReadSource[], id: PointId): { segment: ReadSource['segments'][number]; row: number } | undefined {
  for (const { segments } of sources) {
    for (const segment of segments) {
      const row = segment.rowOf(id);
      if (row !== undefined && segment.live[row] === 1) return { segment, row };
    }
  }
  return undefined;
}

function noIdf(using: string): EngineError {
  return new EngineError(
    'wrong_input',
    `Validation failed: search param \`idf\` requires a sparse vector with the \`idf\` modifier, which vector "${using}" is not`,
  );
}
