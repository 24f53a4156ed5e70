import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { benchError, exitCodes } from '../bench-error.ts';
import { countPoints, dropCollection } from '../load-collection.ts';
import { runRounds, type Section } from '../section.ts';
import { createSnapshot, deleteSnapshot, downloadSnapshot, uploadSnapshot } from '../snapshot-file.ts';

const measures = {
  create: { measure: 'create', unit: 's', better: 'lower' },
  size: { measure: 'size', unit: 'MB', better: 'lower' },
  download: { measure: 'download', unit: 'MB/s', better: 'higher' },
  recover: { measure: 'upload and recover', unit: 's', better: 'lower' },
} as const;

/** The whole journey of a snapshot of the main collection; the recovered collection is counted. */
export const snapshot: Section = (context) =>
  runRounds(context, 'snapshot', measures, async (target) => {
    const { http } = target;
    const collection = await context.collection(target);
    const file = join(context.directory, 'main.snapshot');
    const begun = performance.now();
    const { name, sizeBytes } = await createSnapshot(http, collection);
    const created = performance.now();
    const received = await downloadSnapshot(http, collection, name);
    const downloaded = performance.now();
    await downloadSnapshot(http, collection, name, file);
    await deleteSnapshot(http, collection, name);
    if (received !== sizeBytes) throw benchError(exitCodes.failed, `${target.name}: ${received} bytes of a snapshot of ${sizeBytes}`);
    const restored = `${target.prefix}-restored`;
    const uploading = performance.now();
    await uploadSnapshot(http, restored, file);
    const recovered = performance.now();
    const count = await countPoints(http, restored);
    if (count !== context.options.points)
      throw benchError(exitCodes.failed, `${target.name}: ${count} points recovered of ${context.options.points}`);
    await dropCollection(http, restored);
    await rm(file);
    return {
      create: (created - begun) / 1000,
      size: sizeBytes / 1e6,
      download: sizeBytes / 1000 / (downloaded - created),
      recover: (recovered - uploading) / 1000,
    };
  });
