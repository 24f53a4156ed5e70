import { benchError, exitCodes } from '../bench-error.ts';
import { runRounds, type Section } from '../section.ts';

const pageSize = 1000;

interface Page {
  readonly points: readonly unknown[];
  readonly next_page_offset: number | string | null;
}

/** Points a second when the main collection is scrolled to its end in pages of 1,000 with payload and vectors. */
export const scroll: Section = (context) =>
  runRounds(
    context,
    'scroll',
    { rate: { measure: 'pages of 1,000, payload and vector', unit: 'points/s', better: 'higher' } },
    async (target) => {
      const path = `/collections/${await context.collection(target)}/points/scroll`;
      let seen = 0;
      let offset: Page['next_page_offset'] = null;
      const begun = performance.now();
      do {
        const body: string = JSON.stringify({
          limit: pageSize,
          with_payload: true,
          with_vector: true,
          ...(offset === null ? {} : { offset }),
        });
        const page = (await target.http.json('POST', path, body)).result as Page;
        seen += page.points.length;
        offset = page.next_page_offset;
      } while (offset !== null);
      const spentMs = performance.now() - begun;
      if (seen !== context.options.points)
        throw benchError(exitCodes.failed, `${target.name}: scrolled ${seen} points of ${context.options.points}`);
      return { rate: (seen / spentMs) * 1000 };
    },
  );
