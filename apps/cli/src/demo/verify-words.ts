import { isDeepStrictEqual } from 'node:util';
import type { QdrantClient } from '@sextant/client';
import type { Word } from './words.ts';

export interface Verification {
  readonly comparedPoints: number;
  /** What differs, in words; at most 20 entries. */
  readonly differences: readonly string[];
}

const maxDifferences = 20;
// The server stores unit vectors in float32; dividing here in float64 and rounding may differ in the last bit.
const tolerance = 2e-7;

/** Reads every point back and compares id, payload and vector with what was written. */
export async function verifyWords(
  client: QdrantClient,
  collection: string,
  words: readonly Word[],
  onProgress: (done: number) => void,
): Promise<Verification> {
  const missing = new Map(words.map((word) => [word.id, word]));
  const differences: string[] = [];
  let comparedPoints = 0;
  for await (const point of client.scrollAll(collection, { pageSize: 500, with_payload: true, with_vector: true })) {
    comparedPoints += 1;
    onProgress(comparedPoints);
    const word = missing.get(Number(point.id));
    const difference = word === undefined ? 'was never written' : compare(word, point.payload, point.vector as number[]);
    missing.delete(Number(point.id));
    if (difference !== undefined && differences.length < maxDifferences) differences.push(`point ${point.id}: ${difference}`);
  }
  for (const word of missing.values()) {
    if (differences.length < maxDifferences) differences.push(`point ${word.id} (${word.payload.word}): missing`);
  }
  return { comparedPoints, differences };
}

function compare(word: Word, payload: unknown, vector: readonly number[]): string | undefined {
  if (!isDeepStrictEqual(payload, word.payload)) return `payload is ${JSON.stringify(payload)}, expected ${JSON.stringify(word.payload)}`;
  if (!Array.isArray(vector) || vector.length !== word.vector.length) return `vector is ${JSON.stringify(vector)}`;
  const length = Math.sqrt(word.vector.reduce((sum, value) => sum + value * value, 0));
  const at = vector.findIndex((value, i) => Math.abs(value - (word.vector[i] as number) / length) > tolerance);
  return at < 0 ? undefined : `vector[${at}] is ${vector[at]}, expected ${(word.vector[at] as number) / length}`;
}
