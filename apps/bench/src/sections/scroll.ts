import { benchError, exitCodes } from '../bench-error.ts';
import type { HttpConnection } from '../http-connection.ts';
import { timeProcessor } from '../processor-time.ts';
import { runRounds, type Section } from '../section.ts';

const pageSize = 1000;

interface Page {
  readonly points: readonly unknown[];
  readonly next_page_offset: number | string | null;
}

const measures = {
  rate: { measure: 'pages of 1,000, payload and vector', unit: 'points/s', better: 'higher' },
  processor: { measure: 'processor time of the server', unit: 'µs/point', better: 'lower' },
} as const;

/** Points a second when the main collection is scrolled to its end in pages of 1,000 with payload and vectors. */
export const scroll: Section = (context) =>
  runRounds(context, 'scroll', measures, async (target) => {
    const { points } = context.options;
    const path = `/collections/${await context.collection(target)}/points/scroll`;
    const begun = performance.now();
    const { result: seen, seconds } = await timeProcessor(target, () => scrollAll(target.http, path));
    const spentMs = performance.now() - begun;
    if (seen !== points) throw benchError(exitCodes.failed, `${target.name}: scrolled ${seen} points of ${points}`);
    return { rate: (seen / spentMs) * 1000, processor: seconds === undefined ? undefined : (seconds / points) * 1e6 };
  });

async function scrollAll(http: HttpConnection, path: string): Promise<number> {
  let seen = 0;
  let offset: Page['next_page_offset'] = null;
  do {
    const body: string = JSON.stringify({ limit: pageSize, with_payload: true, with_vector: true, ...(offset === null ? {} : { offset }) });
    const page = (await http.json('POST', path, body)).result as Page;
    seen += page.points.length;
    offset = page.next_page_offset;
  } while (offset !== null);
  return seen;
}
