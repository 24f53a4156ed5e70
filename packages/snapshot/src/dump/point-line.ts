import { stringifyJson } from '@sextant/contract/json';
import type { StoredPoint, StoredVector } from '../read/stored-point.ts';
import { float32ArrayText } from './float32-text.ts';
import type { SelectedShard } from './select-points.ts';

/** What of a point goes into its line. */
export interface LineOptions {
  readonly withVectors: boolean;
  readonly withPayload: boolean;
}

/**
 * A point as one line of JSON without its end, in the shape of Qdrant's own records, so that lines can be upserted as they are: `id`,
 * `vector` (an array when only the unnamed one exists, else by name), `payload`; before them what says where it came from.
 * Integers keep all their digits.
 */
export function pointLine(point: StoredPoint, place: Pick<SelectedShard, 'collection' | 'shardKey'>, options: LineOptions): string {
  const parts = [`"id":${typeof point.id === 'string' ? `"${point.id}"` : point.id}`];
  if (place.collection !== undefined) parts.unshift(`"collection":${JSON.stringify(place.collection)}`);
  if (place.shardKey !== undefined)
    parts.push(`"shard_key":${typeof place.shardKey === 'string' ? JSON.stringify(place.shardKey) : place.shardKey}`);
  if (options.withVectors) parts.push(`"vector":${vectorsText(point.vectors)}`);
  if (options.withPayload) parts.push(`"payload":${stringifyJson(point.payload)}`);
  return `{${parts.join(',')}}`;
}

function vectorsText(vectors: StoredPoint['vectors']): string {
  const unnamed = vectors.get('');
  if (vectors.size === 1 && unnamed) return vectorText(unnamed);
  return `{${[...vectors].map(([name, vector]) => `${JSON.stringify(name)}:${vectorText(vector)}`).join(',')}}`;
}

function vectorText(vector: StoredVector): string {
  if (vector instanceof Float32Array) return float32ArrayText(vector);
  if (vector.kind === 'sparse') return `{"indices":[${vector.indices.join(',')}],"values":${float32ArrayText(vector.values)}}`;
  const dim = vector.count === 0 ? 0 : vector.data.length / vector.count;
  return `[${Array.from({ length: vector.count }, (_, row) => float32ArrayText(vector.data, row * dim, dim)).join(',')}]`;
}
