import { createClient } from '@sextant/client';
import type { Record as PointRecord } from '@sextant/contract';
import type { ComparedPoint, StoredVector } from '@sextant/snapshot';
import { UsageError } from './usage-error.ts';

export interface LiveCollection {
  readonly url: string;
  readonly collection: string;
  readonly apiKey: string | undefined;
  readonly signal: AbortSignal;
}

/** Every point of a collection of a running server, page by page. */
export async function* livePoints({ url, collection, apiKey, signal }: LiveCollection): AsyncGenerator<ComparedPoint, void, void> {
  if (!URL.canParse(url)) throw new UsageError(`--url ${url} is no URL`);
  const client = createClient({ url, ...(apiKey === undefined ? {} : { apiKey }) });
  try {
    for await (const record of client.scrollAll(collection, { with_payload: true, with_vector: true }, { signal }))
      yield fromRecord(record);
  } finally {
    await client.close();
  }
}

function fromRecord(record: PointRecord): ComparedPoint {
  const vectors = new Map<string, StoredVector>();
  const { vector } = record;
  if (Array.isArray(vector)) vectors.set('', toVector(vector));
  else for (const [name, entry] of Object.entries(vector ?? {})) vectors.set(name, toVector(entry));
  const key = record.shard_key;
  return {
    id: typeof record.id === 'string' ? record.id.toLowerCase() : record.id,
    vectors,
    payload: record.payload ?? {},
    ...(key === null || key === undefined || Array.isArray(key) || typeof key === 'object' ? {} : { shardKey: key }),
  };
}

function toVector(value: unknown): StoredVector {
  if (!Array.isArray(value)) {
    const { indices, values } = value as { indices: readonly number[]; values: readonly number[] };
    return { kind: 'sparse', indices: Uint32Array.from(indices), values: Float32Array.from(values) };
  }
  if (!Array.isArray(value[0])) return Float32Array.from(value as number[]);
  const rows = value as number[][];
  return { kind: 'multi', count: rows.length, data: Float32Array.from(rows.flat()) };
}
