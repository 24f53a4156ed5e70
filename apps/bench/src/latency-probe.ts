/**
 * Measures how long queries take, in a process of its own so that what else the bench does stands in nobody's way:
 * `node latency-probe.ts URL COLLECTION IN_FLIGHT FOR_MS` reads bodies of queries from standard input, one a line, and prints
 * `{"timesMs": […]}`, ascending.
 */

import { text } from 'node:stream/consumers';
import { openConnection } from './http-connection.ts';

const [url, collection, inFlight, forMs] = process.argv.slice(2);
const bodies = (await text(process.stdin)).split('\n').map((line) => Buffer.from(line));
const http = openConnection(url!, Number(inFlight), process.env['SEXTANT_BENCH_API_KEY']);
const path = `/collections/${collection}/points/query`;

async function query(forMs: number): Promise<number[]> {
  const times: number[] = [];
  const begun = performance.now();
  const work = async (first: number): Promise<void> => {
    let i = first;
    do {
      const sent = performance.now();
      await http.json('POST', path, bodies[i++ % bodies.length]);
      times.push(performance.now() - sent);
    } while (performance.now() - begun < forMs);
  };
  await Promise.all(Array.from({ length: Number(inFlight) }, (_, i) => work(i * 7)));
  return times.sort((a, b) => a - b);
}

// What is compiled during the first queries belongs to neither side of the comparison.
await query(Number(forMs) / 8);
console.log(JSON.stringify({ timesMs: await query(Number(forMs)) }));
http.close();
