import { open, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/** One word of the data set: `data/NOTICE.md` says where vectors and payload come from. */
export interface Word {
  readonly id: number;
  readonly vector: Float32Array;
  readonly payload: {
    readonly word: string;
    readonly rank: number;
    readonly pos: string[];
    readonly category: string;
    readonly senses: number;
    readonly definition: string;
  };
}

export const wordDimensions = 100;

const dataDirectory = new URL('../../data/', import.meta.url);

/** The first `limit` words with their vectors. */
export async function readWords(limit: number): Promise<Word[]> {
  const bytes = await readFile(new URL('words.f32', dataDirectory));
  const rows = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const file = await open(new URL('words.jsonl', dataDirectory));
  try {
    const words: Word[] = [];
    for await (const line of createInterface({ input: file.createReadStream({ autoClose: false }) })) {
      if (words.length >= limit) break;
      const { id, ...payload } = JSON.parse(line) as { id: number } & Word['payload'];
      const row = words.length;
      words.push({ id, payload, vector: rows.slice(row * wordDimensions, (row + 1) * wordDimensions) });
    }
    return words;
  } finally {
    await file.close();
  }
}
