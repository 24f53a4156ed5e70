import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { benchError, exitCodes } from '../bench-error.ts';
import { countPoints, dropCollection } from '../load-collection.ts';
import { timeProcessor } from '../processor-time.ts';
import { runRounds, type Section } from '../section.ts';
import { createSnapshot, deleteSnapshot, downloadSnapshot, uploadSnapshot } from '../snapshot-file.ts';
import type { Target } from '../target.ts';

const measures = {
  create: { measure: 'create', unit: 's', better: 'lower' },
  createProcessor: { measure: 'create, processor time of the server', unit: 's', better: 'lower' },
  size: { measure: 'size', unit: 'MB', better: 'lower' },
  download: { measure: 'download', unit: 'MB/s', better: 'higher' },
  recover: { measure: 'upload and recover', unit: 's', better: 'lower' },
  recoverProcessor: { measure: 'upload and recover, processor time of the server', unit: 's', better: 'lower' },
} as const;

/** The whole journey of a snapshot of the main collection; the recovered collection is counted. */
export const snapshot: Section = (context) =>
  runRounds(context, 'snapshot', measures, async (target) => {
    const { http } = target;
    const collection = await context.collection(target);
    const file = join(context.directory, 'main.snapshot');
    const create = await timed(target, () => createSnapshot(http, collection));
    const { name, sizeBytes } = create.result;
    const download = await timed(target, () => downloadSnapshot(http, collection, name));
    if (download.result !== sizeBytes)
      throw benchError(exitCodes.failed, `${target.name}: ${download.result} bytes of a snapshot of ${sizeBytes}`);
    await downloadSnapshot(http, collection, name, file);
    await deleteSnapshot(http, collection, name);
    const restored = `${target.prefix}-restored`;
    const recover = await timed(target, () => uploadSnapshot(http, restored, file));
    const count = await countPoints(http, restored);
    if (count !== context.options.points)
      throw benchError(exitCodes.failed, `${target.name}: ${count} points recovered of ${context.options.points}`);
    await dropCollection(http, restored);
    await rm(file);
    return {
      create: create.spentSeconds,
      createProcessor: create.seconds,
      size: sizeBytes / 1e6,
      download: sizeBytes / 1e6 / download.spentSeconds,
      recover: recover.spentSeconds,
      recoverProcessor: recover.seconds,
    };
  });

async function timed<T>(target: Target, work: () => Promise<T>): Promise<{ result: T; seconds: number | undefined; spentSeconds: number }> {
  const begun = performance.now();
  const { result, seconds } = await timeProcessor(target, work);
  return { result, seconds, spentSeconds: (performance.now() - begun) / 1000 };
}
