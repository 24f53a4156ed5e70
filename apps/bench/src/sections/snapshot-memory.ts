import { setTimeout } from 'node:timers/promises';
import { benchError, exitCodes } from '../bench-error.ts';
import { dropCollection } from '../load-collection.ts';
import { type Measurement, toMeasurement } from '../measurement.ts';
import { watchPeak } from '../resident-memory.ts';
import { type S3Place, withS3 } from '../s3-place.ts';
import type { BenchContext, Section } from '../section.ts';
import { createSnapshot, deleteSnapshot, downloadSnapshot, recoverSnapshot, uploadRefused, uploadSnapshot } from '../snapshot-file.ts';
import { openTarget, type Target } from '../target.ts';

const sampleMs = 20;
const limitMib = 64;

const steps = {
  create: 'create',
  download: 'download',
  upload: 'upload, refused at the end for its checksum',
  recover: 'upload and recover, above the larger of before and after',
  s3Create: 'create into S3',
  s3Download: 'download from S3',
  s3Upload: 'upload into S3, refused at the end for its checksum',
  s3Recover: 'recover from s3://, above the larger of before and after',
} as const;

type Step = keyof typeof steps;

/** A recovered collection stays in memory: the rise is counted above it. */
const keepsMemory: ReadonlySet<Step> = new Set(['recover', 's3Recover']);

/**
 * How far resident memory rises while the largest snapshot (2 GB by default) is created, downloaded, uploaded, in a local directory and in S3. Servers we
 * can start are fresh ones, started again once they have the data: memory that loading it left free would hide a rise.
 */
export const snapshotMemory: Section = async (context) => {
  const samples = new Map((Object.keys(steps) as Step[]).map((step) => [step, new Map<string, number[]>()]));
  const note = (target: Target, step: Step, bytes: number): void => {
    samples.get(step)!.set(target.name, [Math.max(0, bytes) / 2 ** 20]);
  };
  for (const target of context.targets) await withFresh(context, target, undefined, (fresh) => measureLocal(context, fresh, note));
  await withS3(
    context.directory,
    (text) => context.say(`snapshot-memory: ${text}`),
    async (s3) => {
      for (const target of context.targets)
        if (target.command !== undefined) await withFresh(context, target, s3, (fresh) => measureS3(context, fresh, s3, note));
    },
  );
  const size = `${Math.round(largestOf(context) / 1e6).toLocaleString('en-US')} MB`;
  return [...samples]
    .filter(([, values]) => values.size > 0)
    .map(([step, values]): Measurement => {
      const measure = { measure: `${size}: ${steps[step]}`, unit: 'MiB more', better: 'lower', limit: limitMib } as const;
      return toMeasurement('snapshot-memory', measure, values);
    });
};

function largestOf({ options }: BenchContext): number {
  return options.sizesBytes.at(-1)!;
}

async function withFresh(
  context: BenchContext,
  target: Target,
  s3: S3Place | undefined,
  work: (fresh: Target) => Promise<void>,
): Promise<void> {
  const { name, command } = target;
  const surroundings = { directory: context.directory, ...(s3 === undefined ? {} : { environment: s3.environment }) };
  const fresh = command === undefined ? target : await openTarget({ name, command }, context.options, surroundings);
  try {
    await work(fresh);
  } finally {
    if (fresh !== target) await fresh.close();
  }
}

type Note = (target: Target, step: Step, bytes: number) => void;

async function measureLocal(context: BenchContext, target: Target, note: Note): Promise<void> {
  const { http } = target;
  const name = `${target.prefix}-memory`;
  const data = await context.large(largestOf(context));
  await prepare(target, name, data.file);
  const created = await watch(context, target, note, 'create', () => createSnapshot(http, name));
  await watch(context, target, note, 'download', () => downloadSnapshot(http, name, created.name));
  await deleteSnapshot(http, name, created.name);
  await watch(context, target, note, 'upload', () => uploadRefused(http, `${name}-refused`, data.file));
  await dropCollection(http, name);
  await target.spawned?.restart();
  await watch(context, target, note, 'recover', () => uploadSnapshot(http, name, data.file));
  await dropCollection(http, name);
}

async function measureS3(context: BenchContext, target: Target, s3: S3Place, note: Note): Promise<void> {
  const { http } = target;
  const name = `${target.prefix}-memory`;
  const data = await context.large(largestOf(context));
  await prepare(target, name, data.file);
  const created = await watch(context, target, note, 's3Create', () => createSnapshot(http, name));
  await watch(context, target, note, 's3Download', () => downloadSnapshot(http, name, created.name));
  await watch(context, target, note, 's3Upload', () => uploadRefused(http, `${name}-refused`, data.file));
  const key = (await s3.server.keys(s3.bucket)).find((one) => one.endsWith(`/${created.name}`));
  if (key === undefined) throw benchError(exitCodes.failed, `${target.name}: ${created.name} is not in the bucket`);
  await dropCollection(http, name);
  await target.spawned?.restart();
  const credentials = `${s3.server.accessKey}:${s3.server.secretKey}`;
  await watch(context, target, note, 's3Recover', () => recoverSnapshot(http, name, `s3://${s3.bucket}/${key}`, credentials));
  await dropCollection(http, name);
}

async function prepare(target: Target, name: string, file: string): Promise<void> {
  await uploadSnapshot(target.http, name, file);
  await target.spawned?.restart();
}

async function watch<T>(context: BenchContext, target: Target, note: Note, step: Step, work: () => Promise<T>): Promise<T> {
  const settle = () => setTimeout(context.options.pace.settleMs);
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
  const base = keepsMemory.has(step) ? Math.max(before, await target.residentBytes()) : before;
  note(target, step, peak - base);
  const [from, to] = [before, peak].map((bytes) => (bytes / 2 ** 20).toFixed(0));
  context.say(`snapshot-memory ${target.name} ${step}: ${from} MiB before, at most ${to}`);
  return done;
}
