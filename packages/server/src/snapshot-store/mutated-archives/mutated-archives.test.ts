import { describe, expect, it } from 'vitest';
import { runMutations } from './run-mutations.test.data.ts';

/**
 * Damaged archives, each judged twice: by the reader of files, and by a server that is to restore it. Neither may crash, hang, take memory for what an
 * archive only says, write outside of its directory or leave anything behind; and what a server accepts must be, point by point, what the reader
 * finds in the same archive, with nothing in it that contradicts the rest.
 *
 *   SEXTANT_MUTATIONS       how many; half of them new ones each time, but on CI, where a change must not fail for what it did not change
 *   SEXTANT_MUTATION_SEED   repeats a run
 */
const count = Number(process.env['SEXTANT_MUTATIONS'] ?? (process.env['CI'] ? 400 : 100));
const fixedSeed = 20_261_122;
const newSeed = Number(process.env['SEXTANT_MUTATION_SEED'] ?? (process.env['CI'] ? fixedSeed + 1 : Date.now() % 2 ** 31));

// Time enough on a machine that does much else; a case takes some tenths of a second.
const hangsAfterMs = 30_000;

describe('mutated archives', () => {
  it.each([
    ['the same ones each time', fixedSeed],
    ['new ones', newSeed],
  ])(
    '%s (seed %i) are refused, or restored as the reader of files reads them',
    { timeout: 600_000 + count * 1000 },
    async (_what, seed) => {
      const { reports, crashes } = await runMutations({ seed, count: Math.ceil(count / 2), processes: 2, hangsAfterMs });
      const faults = reports.flatMap(({ index, fixture, kind, words, outcome, faults: found }) =>
        found.map((fault) => `case ${index} of seed ${seed}, ${fixture}, ${kind}: ${words}: ${outcome}: ${fault}`),
      );
      expect([...crashes, ...faults]).toEqual([]);
      expect(reports.length).toBe(Math.ceil(count / 2));
      // Otherwise the mutations would prove nothing.
      expect(reports.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThan(reports.length / 4);
      expect(reports.filter(({ outcome }) => outcome === 'accepted').length).toBeGreaterThan(reports.length / 20);
    },
  );
});
