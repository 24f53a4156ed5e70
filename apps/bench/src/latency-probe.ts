/**
 * Measures how long queries take, in a process of its own so that what else the bench does stands in nobody's way. Forked with `URL COLLECTION
 * IN_FLIGHT WARM_MS`; is sent the bodies of the queries, tells when it has warmed up, measures until it is sent anything more, and sends how long
 * each query took, in milliseconds, in no order.
 */

import { once } from 'node:events';
import { openConnection } from './http-connection.ts';

const [url, collection, inFlight, warmMs] = process.argv.slice(2);
const [bodies] = (await once(process, 'message')) as [string[]];
const queries = bodies.map((body) => Buffer.from(body));
const http = openConnection(url!, Number(inFlight), process.env['SEXTANT_BENCH_API_KEY']);
const path = `/collections/${collection}/points/query`;

async function query(isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  const work = async (first: number): Promise<void> => {
    let i = first;
    do {
      const sent = performance.now();
      await http.json('POST', path, queries[i++ % queries.length]);
      times.push(performance.now() - sent);
    } while (!isOver());
  };
  await Promise.all(Array.from({ length: Number(inFlight) }, (_, i) => work(i * 7)));
  return times;
}

// What is compiled during the first queries belongs to neither side of the comparison.
const begun = performance.now();
await query(() => performance.now() - begun >= Number(warmMs));
let isOver = false;
process.once('message', () => (isOver = true));
process.send!('warm');
process.send!(await query(() => isOver));
http.close();
process.disconnect();
