import type { HttpConnection } from './http-connection.ts';

export const largeDim = 1536;
const payloadBytes = 64;
const batch = 500;

/** A snapshot of points that were made once for all sections of a run. */
export interface LargeData {
  readonly file: string;
  readonly sizeBytes: number;
  readonly points: number;
}

/** Points whose vectors and payloads take about so many bytes in storage. */
export function pointsOf(bytes: number): number {
  return Math.ceil(bytes / (largeDim * 4 + payloadBytes));
}

/** Makes collection `name` with points 1 … `points`; `say` hears how far it is. */
export async function loadLarge(http: HttpConnection, name: string, points: number, say: (text: string) => void): Promise<void> {
  const body = { vectors: { size: largeDim, distance: 'Dot' }, optimizers_config: { indexing_threshold: 0 } };
  await http.json('PUT', `/collections/${name}`, JSON.stringify(body));
  let loaded = 0;
  for (let from = 1; from <= points; from += batch) {
    const ids = Array.from({ length: Math.min(batch, points - from + 1) }, (_, i) => from + i);
    await upsert(http, name, ids, 0);
    loaded += ids.length;
    if ((loaded / batch) % 100 === 0) say(`${loaded} of ${points} points loaded`);
  }
}

/** Overwrites every hundredth point, spread over the whole collection, with another vector and payload; answers how many. */
export async function changeOnePercent(http: HttpConnection, name: string, points: number, generation: number): Promise<number> {
  const changed = Array.from({ length: Math.ceil(points / 100) }, (_, i) => i * 100 + 1);
  for (let from = 0; from < changed.length; from += batch) await upsert(http, name, changed.slice(from, from + batch), generation);
  return changed.length;
}

async function upsert(http: HttpConnection, name: string, ids: readonly number[], generation: number): Promise<void> {
  const list = ids.map(
    (id) =>
      `{"id":${id},"vector":[${digits(id + generation)}],"payload":{"name":"point ${id}","generation":${generation},"group":${id % 100}}}`,
  );
  await http.json('PUT', `/collections/${name}/points?wait=true`, `{"points":[${list.join(',')}]}`);
}

// Vectors of single digits: as large as any in storage, eight times smaller on the way there.
const period = 9973;
const pattern = Array.from({ length: period + largeDim }, (_, i) => ((i % period) * 7919) % 10).join(',');

function digits(id: number): string {
  const start = (id % period) * 2;
  return pattern.slice(start, start + largeDim * 2 - 1);
}
