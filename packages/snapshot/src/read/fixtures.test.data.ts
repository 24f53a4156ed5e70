import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isJsonNumber, type JsonValue, parseJson } from '@sextant/contract/json';
import type { StoredPoint, StoredVector } from './stored-point.ts';

/** A point as the fixture files describe it. */
export interface ExpectedPoint {
  readonly id: number | string | JsonValue;
  readonly version: number | null;
  readonly vectors: Record<string, number[] | number[][] | { indices: number[]; values: number[] }>;
  readonly payload: Record<string, JsonValue>;
  readonly shard_key?: string | number;
}

const root = new URL('../../fixtures/', import.meta.url);

/** A fixture as a stream, as it would arrive over the network. */
export function fixtureStream(name: string): AsyncIterable<Uint8Array> {
  return createReadStream(new URL(name, root), { highWaterMark: 5000 });
}

export async function fixtureJson(name: string): Promise<Record<string, JsonValue>> {
  return parseJson(await readFile(new URL(name, root), 'utf8')) as Record<string, JsonValue>;
}

export async function expectedPoints(name: string, key = 'points'): Promise<ExpectedPoint[]> {
  return (await fixtureJson(name))[key] as unknown as ExpectedPoint[];
}

/** What differs between read and expected points, in words; empty when nothing does. */
export function pointDifferences(points: readonly StoredPoint[], expected: readonly ExpectedPoint[], tolerance = 1e-6): string[] {
  const differences: string[] = [];
  const byId = new Map(points.map((point) => [String(point.id), point]));
  if (byId.size !== points.length) differences.push(`${points.length - byId.size} ids twice`);
  if (points.length !== expected.length) differences.push(`${points.length} points, expected ${expected.length}`);
  for (const want of expected) {
    const point = byId.get(String(want.id));
    if (!point) differences.push(`${String(want.id)} is missing`);
    else differences.push(...differencesOf(point, want, tolerance));
  }
  return differences;
}

function differencesOf(point: StoredPoint, want: ExpectedPoint, tolerance: number): string[] {
  const differences: string[] = [];
  if (want.version !== null && want.version !== point.version)
    differences.push(`${point.id}: version ${point.version}, expected ${want.version}`);
  const names = Object.keys(want.vectors).sort((left, right) => left.localeCompare(right));
  const found = [...point.vectors.keys()].sort((left, right) => left.localeCompare(right));
  if (names.join() !== found.join()) differences.push(`${point.id}: vectors ${found.join()}, expected ${names.join()}`);
  for (const [name, vector] of point.vectors) {
    const wanted = want.vectors[name];
    if (wanted && !isNear(flatten(vector), flattenExpected(wanted), tolerance)) differences.push(`${point.id}: vector "${name}" differs`);
  }
  if (canonical(point.payload) !== canonical(want.payload ?? {}))
    differences.push(`${point.id}: payload ${canonical(point.payload)}, expected ${canonical(want.payload)}`);
  return differences;
}

function flatten(vector: StoredVector): number[] {
  if (vector instanceof Float32Array) return [...vector];
  if (vector.kind === 'multi') return [vector.count, ...vector.data];
  return [...vector.indices, ...vector.values];
}

function flattenExpected(vector: ExpectedPoint['vectors'][string]): number[] {
  if (!Array.isArray(vector)) return [...vector.indices, ...vector.values].map(Number);
  if (Array.isArray(vector[0])) return [vector.length, ...(vector as number[][]).flat()].map(Number);
  return (vector as number[]).map(Number);
}

function isNear(left: readonly number[], right: readonly number[], tolerance: number): boolean {
  return (
    left.length === right.length &&
    left.every((value, at) => Math.abs(value - (right[at] ?? Number.NaN)) <= tolerance * Math.max(1, Math.abs(value)))
  );
}

/** Text that is equal for equal JSON: keys sorted, numbers by value. */
function canonical(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (isJsonNumber(value)) return value.isInteger ? value.source : String(Number(value.source));
  if (typeof value === 'object' && value !== null) {
    return `{${Object.keys(value)
      .sort((left, right) => (left < right ? -1 : 1))
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
      .join()}}`;
  }
  return JSON.stringify(value) ?? 'undefined';
}
