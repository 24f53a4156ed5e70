import type { HttpConnection } from './http-connection.ts';
import type { Vectors } from './vectors.ts';

export const batchPoints = 500;

/** Makes an empty collection whose points stay unindexed, so that exact search and snapshots meet the same data on every server. */
export async function createCollection(http: HttpConnection, name: string, dim: number): Promise<void> {
  const body = { vectors: { size: dim, distance: 'Cosine' }, optimizers_config: { indexing_threshold: 0 } };
  await http.json('PUT', `/collections/${name}`, JSON.stringify(body));
}

/** Upserts points 1 … `points` in batches of 500 with wait=true; answers the milliseconds spent in requests. */
export async function loadPoints(http: HttpConnection, name: string, vectors: Vectors, points: number): Promise<number> {
  let spentMs = 0;
  for (let from = 0; from < points; from += batchPoints) {
    const body = Buffer.from(vectors.batch(from, Math.min(points, from + batchPoints)));
    const begun = performance.now();
    await http.json('PUT', `/collections/${name}/points?wait=true`, body);
    spentMs += performance.now() - begun;
  }
  return spentMs;
}

export async function dropCollection(http: HttpConnection, name: string): Promise<void> {
  await http.json('DELETE', `/collections/${name}`);
}

/** Exact number of points. */
export async function countPoints(http: HttpConnection, name: string): Promise<number> {
  const { result } = await http.json('POST', `/collections/${name}/points/count`, '{"exact":true}');
  return (result as { count: number }).count;
}
