import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { dropCollection } from '../load-collection.ts';
import { type Measurement, toMeasurement } from '../measurement.ts';
import { watchPeak } from '../resident-memory.ts';
import type { BenchContext, Section } from '../section.ts';
import { createSnapshot, deleteSnapshot, downloadSnapshot, uploadRefused, uploadSnapshot } from '../snapshot-file.ts';
import { openTarget, type Target } from '../target.ts';

const dim = 4096;
const batch = 250;
const sampleMs = 20;
const limitMib = 64;

const steps = {
  create: 'create',
  download: 'download',
  upload: 'upload, refused at the end for its checksum',
  recover: 'upload and recover, above the larger of before and after',
} as const;

type Step = keyof typeof steps;

/** How far resident memory rises while a large snapshot (2 GiB by default) is created, downloaded, uploaded. Servers we can start are fresh ones. */
export const snapshotMemory: Section = async (context) => {
  const samples = new Map((Object.keys(steps) as Step[]).map((step) => [step, new Map<string, number[]>()]));
  for (const target of context.targets) {
    const fresh = target.command === undefined ? target : await openTarget({ name: target.name, command: target.command }, context.options);
    try {
      const rises = await measure(context, fresh);
      for (const [step, mib] of rises) samples.get(step)!.set(target.name, [mib]);
    } finally {
      if (fresh !== target) await fresh.close();
    }
  }
  const gib = (context.options.largeBytes / 2 ** 30).toFixed(1);
  return [...samples].map(([step, values]): Measurement => {
    const limit = step === 'recover' ? {} : { limit: limitMib };
    return toMeasurement('snapshot-memory', { measure: `${gib} GiB: ${steps[step]}`, unit: 'MiB more', better: 'lower', ...limit }, values);
  });
};

async function measure(context: BenchContext, target: Target): Promise<Map<Step, number>> {
  const { http } = target;
  const name = `${target.prefix}-large`;
  const file = join(context.directory, 'large.snapshot');
  const rises = new Map<Step, number>();
  const settle = () => setTimeout(context.options.pace.settleMs);
  const watch = async <T>(step: Step, work: () => Promise<T>): Promise<T> => {
    await settle();
    const before = await target.residentBytes();
    const watching = watchPeak(() => target.residentBytes(), sampleMs);
    let peak = 0;
    let done: T;
    try {
      done = await work();
    } finally {
      peak = await watching.stop();
    }
    await settle();
    const base = step === 'recover' ? Math.max(before, await target.residentBytes()) : before;
    rises.set(step, Math.max(0, peak - base) / 2 ** 20);
    context.say(
      `snapshot-memory ${target.name} ${step}: ${(before / 2 ** 20).toFixed(0)} MiB before, at most ${(peak / 2 ** 20).toFixed(0)}`,
    );
    return done;
  };
  await loadLarge(context, target, name);
  const created = await watch('create', () => createSnapshot(http, name));
  await watch('download', () => downloadSnapshot(http, name, created.name));
  await downloadSnapshot(http, name, created.name, file);
  await deleteSnapshot(http, name, created.name);
  await watch('upload', () => uploadRefused(http, `${name}-refused`, file));
  await dropCollection(http, name);
  await watch('recover', () => uploadSnapshot(http, name, file));
  await dropCollection(http, name);
  await rm(file);
  return rises;
}

/** Vectors of single digits: as large as any in storage, eight times smaller on the way there. */
async function loadLarge(context: BenchContext, target: Target, name: string): Promise<void> {
  const points = Math.ceil(context.options.largeBytes / (dim * 4));
  const body = { vectors: { size: dim, distance: 'Dot' }, optimizers_config: { indexing_threshold: 0 } };
  await target.http.json('PUT', `/collections/${name}`, JSON.stringify(body));
  for (let from = 0; from < points; from += batch) {
    const ids = Array.from({ length: Math.min(batch, points - from) }, (_, i) => from + i + 1);
    const list = ids.map((id) => `{"id":${id},"vector":[${digits(id)}]}`).join(',');
    await target.http.json('PUT', `/collections/${name}/points?wait=true`, `{"points":[${list}]}`);
    if ((from / batch) % 100 === 0) context.say(`snapshot-memory ${target.name}: ${from} of ${points} points loaded`);
  }
}

const period = 9973;
const pattern = Array.from({ length: period + dim }, (_, i) => ((i % period) * 7919) % 10).join(',');

function digits(id: number): string {
  const start = (id % period) * 2;
  return pattern.slice(start, start + dim * 2 - 1);
}
