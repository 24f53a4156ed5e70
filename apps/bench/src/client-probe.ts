/**
 * Measures the processor time one client spends on a query, alone in its process. Forked with `KIND URL COLLECTION DIM QUERIES`, it sends the
 * microseconds a query took.
 */

import type { ClientKind } from './client-kinds.ts';
import { openConnection } from './http-connection.ts';
import { seededNumbers } from './vectors.ts';

const inFlight = 8;

interface Probe {
  query(vector: number[]): Promise<unknown>;
  close(): Promise<void> | void;
}

const limit = 10;

async function openProbe(kind: ClientKind, url: string, collection: string): Promise<Probe> {
  const path = `/collections/${collection}/points/query`;
  if (kind === 'ours') {
    const { createClient } = await import('@sextant/client');
    const client = createClient({ url });
    return { query: (query) => client.query(collection, { query, limit }), close: () => client.close() };
  }
  if (kind === 'official') {
    const { QdrantClient } = await import('@qdrant/js-client-rest');
    const client = new QdrantClient({ url, checkCompatibility: false });
    return { query: (query) => client.query(collection, { query, limit }), close: () => undefined };
  }
  if (kind === 'fetch') {
    const headers = { 'content-type': 'application/json' };
    const send = async (query: number[]) => {
      const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify({ query, limit }) });
      return response.json();
    };
    return { query: send, close: () => undefined };
  }
  const http = openConnection(url, inFlight);
  return { query: (query) => http.json('POST', path, JSON.stringify({ query, limit })), close: () => http.close() };
}

async function run(probe: Probe, vectors: readonly number[][], queries: number): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < queries) await probe.query(vectors[next++ % vectors.length]!);
  };
  await Promise.all(Array.from({ length: inFlight }, work));
}

const [kind, url, collection, dim, queries] = process.argv.slice(2);
const numbers = seededNumbers(7);
const vectors = Array.from({ length: 100 }, () => Array.from({ length: Number(dim) }, () => Math.fround(numbers() - 0.5)));
const probe = await openProbe(kind as ClientKind, url!, collection!);
await run(probe, vectors, Number(queries) / 2);
const begun = process.cpuUsage();
await run(probe, vectors, Number(queries));
const { user, system } = process.cpuUsage(begun);
await probe.close();
process.send!((user + system) / Number(queries));
process.disconnect();
