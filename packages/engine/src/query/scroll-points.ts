import { EngineError } from '../error.ts';
import type { ReadContext, ReadSource } from './read-source.ts';
import type { ScrollPage, ScrollRequest } from './request.ts';

/** One page of the shards given, in id order (numbers ascending, then UUIDs), or by `orderBy`. */
export async function scrollPoints(_sources: readonly ReadSource[], _request: ScrollRequest, _context: ReadContext): Promise<ScrollPage> {
  throw new EngineError('not_implemented', 'reads are being built');
}
