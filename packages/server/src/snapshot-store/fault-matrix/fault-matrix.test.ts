import { createRandom } from '@sextant/testkit';
import { startS3FaultProxy, startVersitygw, versitygw } from '@sextant/testkit/s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corruptedByte, damageStored } from './corrupted-byte.testing.ts';
import { faults } from './faults.testing.ts';
import { operations } from './operations.testing.ts';
import { startOrigin } from './origin.testing.ts';
import { type Course, courseOf, play, type Trial } from './trial.testing.ts';
import type { StoreKind, Surroundings } from './world.testing.ts';

// Each fault at each place of each operation. Afterwards the data answers as before or as after, every listed snapshot is whole, nothing is left
// behind, and the operation succeeds when it is run again.

const seed = Number(process.env['SEXTANT_SEED'] ?? 20_261_122);
/** Of all places of an operation so many are tried, spread over all of them. */
const most = Number(process.env['SEXTANT_FAULT_TRIALS'] ?? 4);
const overConnections = new Set(['connection cut', 'peer gone', 'S3 error']);

describe.skipIf(versitygw === undefined)('the fault matrix', () => {
  const cleanUp = new AsyncDisposableStack();
  const courses = new Map<string, Promise<Course>>();
  let surroundings: Surroundings;

  beforeAll(async () => {
    const s3 = cleanUp.use(await startVersitygw());
    const s3Proxy = cleanUp.use(await startS3FaultProxy(s3.endpoint));
    surroundings = { s3, s3Proxy, origin: cleanUp.use(await startOrigin()) };
  });
  afterAll(() => cleanUp.disposeAsync());

  function course(operation: (typeof operations)[number], store: StoreKind): Promise<Course> {
    const key = `${operation.name} ${store}`;
    const known = courses.get(key) ?? courseOf(surroundings, operation, store);
    courses.set(key, known);
    return known;
  }

  describe('an archive that goes to S3 in several parts', () => {
    const bulkBytes = 9 * 1_048_576;
    const own = new AsyncDisposableStack();
    const operation = operations.find(({ name }) => name === 'full') as (typeof operations)[number];
    let bulky: Surroundings;
    let whole: Course;
    beforeAll(async () => {
      bulky = { ...surroundings, origin: own.use(await startOrigin(bulkBytes)) };
      whole = await courseOf(bulky, operation, 's3');
      expect(whole.s3.filter((request) => request.operation === 'UploadPart')).toHaveLength(2);
    });
    afterAll(() => own.disposeAsync());

    it.each(faults.filter(({ name }) => overConnections.has(name)))('$name during full', { timeout: 600_000 }, async (fault) => {
      const random = createRandom(seed);
      for (const trial of spread(fault.trials(operation, whole, 's3', random), random)) await play(bulky, operation, trial);
    });
  });

  describe.each(operations)('$name', (operation) => {
    it.each([...faults, corruptedByte])(`$name during ${operation.name}`, { timeout: 600_000 }, async (fault) => {
      const random = createRandom(seed);
      let played = 0;
      for (const store of fault.stores) {
        const trials = fault.trials(operation, await course(operation, store), store, random);
        for (const trial of spread(trials, random)) {
          await play(surroundings, operation, trial);
          played += 1;
        }
        if (fault !== corruptedByte || operation.stored.after === operation.stored.before || operation.name === 'upload') continue;
        await damageStored(surroundings, operation, store, random);
        played += 1;
      }
      expect(played).toBeGreaterThan(0);
    });
  });
});

/** At most `most` of them, the first and the last among them. */
function spread(trials: readonly Trial[], random: () => number): Trial[] {
  if (trials.length <= most) return [...trials];
  const stride = (trials.length - 1) / (most - 1);
  const chosen = new Set([0, trials.length - 1]);
  for (let at = 1; at < most - 1; at++) chosen.add(Math.min(trials.length - 2, Math.floor((at + random() - 0.5) * stride) + 1));
  return trials.filter(({ always }, at) => always === true || chosen.has(at));
}
