import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ClientKind, clientKinds } from '../client-kinds.ts';
import { createCollection, dropCollection, loadPoints } from '../load-collection.ts';
import { type Measurement, toMeasurement } from '../measurement.ts';
import type { Section } from '../section.ts';
import { loadVectors } from '../vectors.ts';

const dim = 100;
const points = 1000;
const run = promisify(execFile);
const source = import.meta.url.endsWith('.ts');
const program = fileURLToPath(new URL(`../client-probe.${source ? 'ts' : 'js'}`, import.meta.url));

/** Processor time of a client for a query of 100 dimensions, 8 in flight: each in a process of its own, taking turns, against the first target. */
export const client: Section = async (context) => {
  const target = context.targets[0]!;
  const collection = `${target.prefix}-client`;
  await createCollection(target.http, collection, dim);
  await loadPoints(target.http, collection, await loadVectors({ data: 'synthetic', dim }), points);
  const samples = new Map(clientKinds.map((kind) => [kind, [] as number[]]));
  for (let round = 0; round < context.options.rounds; round++) {
    const order = round % 2 === 0 ? clientKinds : clientKinds.toReversed();
    for (const kind of order) samples.get(kind)!.push(await probe(kind, target.http.url, collection, context.options.pace.clientQueries));
    context.say(
      `client ${round + 1}/${context.options.rounds}: ${clientKinds.map((kind) => `${kind} ${samples.get(kind)!.at(-1)!.toFixed(0)} µs`).join(', ')}`,
    );
  }
  await dropCollection(target.http, collection);
  const measure = { measure: 'processor time a query, dim 100, 8 in flight', unit: 'µs', better: 'lower', limit: 280 } as const;
  return [toMeasurement('client', measure, samples)] satisfies Measurement[];
};

async function probe(kind: ClientKind, url: string, collection: string, queries: number): Promise<number> {
  const conditions = source ? ['--conditions=source'] : [];
  const { stdout } = await run(process.execPath, [...conditions, program, kind, url, collection, String(dim), String(queries)]);
  return (JSON.parse(stdout) as { microseconds: number }).microseconds;
}
