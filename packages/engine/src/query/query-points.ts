import { EngineError } from '../error.ts';
import type { ReadContext, ReadSource } from './read-source.ts';
import type { QueryRequest, ScoredPoint } from './request.ts';

/** `points/query` over the shards given, best first. */
export async function queryPoints(_sources: readonly ReadSource[], _request: QueryRequest, _context: ReadContext): Promise<ScoredPoint[]> {
  throw new EngineError('not_implemented', 'reads are being built');
}
