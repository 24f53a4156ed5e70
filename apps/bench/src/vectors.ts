import { readFile } from 'node:fs/promises';
import type { BenchOptions } from './options.ts';

/** The vectors of a run: the same for both targets and in every run of the same options. */
export interface Vectors {
  readonly dim: number;
  /** The vector of point `index` as JSON. */
  json(index: number): string;
  /** The body of `PUT …/points` with points `from … to-1`; ids are 1-based. */
  batch(from: number, to: number): string;
  /** The body of query `index`. */
  query(index: number): string;
}

const wordsFile = new URL('../../cli/data/words.f32', import.meta.url);

export async function loadVectors(options: Pick<BenchOptions, 'data' | 'dim'>): Promise<Vectors> {
  const words = options.data === 'words' ? await readWords() : undefined;
  const { dim } = options;

  function values(index: number): string[] {
    const next = seededNumbers(index + 1);
    const row = words === undefined ? undefined : words.subarray((index % (words.length / dim)) * dim);
    return Array.from({ length: dim }, (_, i) => ((row?.[i] ?? 0) + (row === undefined ? next() * 2 - 1 : next() * 0.01)).toFixed(6));
  }

  const json = (index: number): string => `[${values(index).join(',')}]`;
  return {
    dim,
    json,
    batch(from, to) {
      const points = Array.from({ length: to - from }, (_, i) => point(from + i, json(from + i)));
      return `{"points":[${points.join(',')}]}`;
    },
    query: (index) => `{"query":${json(1_000_000_000 + index)},"limit":10,"params":{"exact":true}}`,
  };
}

function point(index: number, vector: string): string {
  return `{"id":${index + 1},"vector":${vector},"payload":{"name":"point ${index + 1}","group":${index % 100},"even":${index % 2 === 0}}}`;
}

/** Uniform numbers from 0 to 1 that depend on the seed only. */
export function seededNumbers(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function readWords(): Promise<Float32Array> {
  const bytes = await readFile(wordsFile);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
