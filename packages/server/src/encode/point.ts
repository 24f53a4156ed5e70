import { stringifyJson } from '@sextant/contract/json';
import type { NamedVectors, PointId, PointRecord, ScoredPoint, Vector } from '@sextant/engine';
import { formatFloat32, formatFloats } from './float32.ts';

/** An id as JSON: digits for integers of any size, a quoted UUID. */
export function encodeId(id: PointId): string {
  return typeof id === 'string' ? `"${id}"` : String(id);
}

function encodeVector(vector: Vector): string {
  if (vector instanceof Float32Array) return formatFloats(vector);
  if (vector.kind === 'sparse') return `{"indices":[${vector.indices.join(',')}],"values":${formatFloats(vector.values)}}`;
  const width = vector.count === 0 ? 0 : vector.data.length / vector.count;
  let text = '[';
  for (let row = 0; row < vector.count; row += 1) {
    text += `${row === 0 ? '' : ','}${formatFloats(vector.data, row * width, (row + 1) * width)}`;
  }
  return `${text}]`;
}

/** The unnamed vector alone is written bare; any other set as an object by name. */
export function encodeVectors(vectors: NamedVectors): string {
  if (vectors.size === 1) {
    const unnamed = vectors.get('');
    if (unnamed !== undefined) return encodeVector(unnamed);
  }
  let text = '{';
  for (const [name, vector] of vectors) text += `${text === '{' ? '' : ','}${JSON.stringify(name)}:${encodeVector(vector)}`;
  return `${text}}`;
}

function encodeRest(point: PointRecord): string {
  let text = '';
  if (point.payload !== undefined) text += `,"payload":${stringifyJson(point.payload)}`;
  if (point.vectors !== undefined) text += `,"vector":${encodeVectors(point.vectors)}`;
  if (point.shardKey !== undefined) text += `,"shard_key":${JSON.stringify(point.shardKey)}`;
  if (point.orderValue !== undefined) text += `,"order_value":${encodeOrderValue(point.orderValue)}`;
  return text;
}

function encodeOrderValue(value: number | bigint): string {
  return String(value);
}

/** A stored point as JSON. */
export function encodeRecord(point: PointRecord): string {
  return `{"id":${encodeId(point.id)}${encodeRest(point)}}`;
}

/** A found point as JSON. */
export function encodeScored(point: ScoredPoint): string {
  return `{"id":${encodeId(point.id)},"version":${point.version},"score":${formatFloat32(Math.fround(point.score))}${encodeRest(point)}}`;
}

/** A JSON array of points. */
export function encodeList<T>(points: readonly T[], encode: (point: T) => string): string {
  let text = '[';
  for (let i = 0; i < points.length; i += 1) text += i === 0 ? encode(points[i] as T) : `,${encode(points[i] as T)}`;
  return `${text}]`;
}
