import { EngineError } from '../error.ts';
import type { PointId } from '../operation/point.ts';
import type { ReadSource } from './read-source.ts';
import type { PointRecord, ReadOptions, Selectors } from './request.ts';

/** Points by id over the shards given: in the order asked for, missing ones left out, duplicates merged. */
export async function retrievePoints(
  _sources: readonly ReadSource[],
  _ids: readonly PointId[],
  _options: Selectors & ReadOptions,
): Promise<PointRecord[]> {
  throw new EngineError('not_implemented', 'reads are being built');
}
