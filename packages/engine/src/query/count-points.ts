import { EngineError } from '../error.ts';
import type { ReadContext, ReadSource } from './read-source.ts';
import type { CountRequest } from './request.ts';

/** How many points of the shards given pass the filter. Always exact. */
export async function countPoints(_sources: readonly ReadSource[], _request: CountRequest, _context: ReadContext): Promise<number> {
  throw new EngineError('not_implemented', 'reads are being built');
}
