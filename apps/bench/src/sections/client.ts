import { type ClientKind, clientKinds } from '../client-kinds.ts';
import { forkScript } from '../fork-script.ts';
import { createCollection, dropCollection, loadPoints } from '../load-collection.ts';
import { type Measurement, toMeasurement } from '../measurement.ts';
import type { Section } from '../section.ts';
import { loadVectors } from '../vectors.ts';

const dim = 100;
const points = 1000;

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
  const script = forkScript('client-probe', [kind, url, collection, String(dim), String(queries)]);
  try {
    return (await script.hear()) as number;
  } finally {
    script.kill();
  }
}
