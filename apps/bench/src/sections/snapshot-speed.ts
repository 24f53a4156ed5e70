import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Baselines, baselineNames, measureBaselines, unpackWithTar } from '../baselines.ts';
import { benchError, exitCodes } from '../bench-error.ts';
import { changeOnePercent, type LargeData } from '../large-data.ts';
import { countPoints, dropCollection } from '../load-collection.ts';
import { type Measurement, toMeasurement } from '../measurement.ts';
import { type S3Place, withS3 } from '../s3-place.ts';
import type { BenchContext, Section } from '../section.ts';
import {
  createPartial,
  createSnapshot,
  deleteSnapshot,
  downloadSnapshot,
  recoverPartial,
  recoverSnapshot,
  streamShard,
  uploadSnapshot,
} from '../snapshot-file.ts';
import { openTarget, type Target } from '../target.ts';

const works = {
  create: 'create',
  stream: 'stream of the shard, nothing stored',
  download: 'download',
  upload: 'upload and recover',
  recover: 'recover from s3://',
  partialCreate: 'partial snapshot of a change of 1 %',
  partialRecover: 'upload and recover of that partial snapshot',
} as const;

type Work = keyof typeof works;

/** Seconds of each work of a round. */
type Figures = Partial<Record<Work, number>>;

const baselineKinds = Object.keys(baselineNames) as (keyof Baselines)[];

/**
 * How long snapshots take beside what `tar`, `sha256sum` and `cp` take for the same files in the same round, for each size, kept in a local directory
 * and in S3. Servers are fresh ones, so only targets with a command are measured.
 */
export const snapshotSpeed: Section = async (context) => {
  const targets = context.targets.filter(({ command }) => command !== undefined);
  if (targets.length === 0) {
    context.say('snapshot-speed: left out, no target has a command to start it with');
    return [];
  }
  const lines: Measurement[] = [];
  for (const bytes of context.options.sizesBytes) lines.push(...(await measurePlace(context, targets, bytes, undefined)));
  await withS3(
    context.directory,
    (text) => context.say(`snapshot-speed: ${text}`),
    async (s3) => {
      for (const bytes of context.options.sizesBytes) lines.push(...(await measurePlace(context, targets, bytes, s3)));
    },
  );
  return lines;
};

async function measurePlace(
  context: BenchContext,
  targets: readonly Target[],
  bytes: number,
  s3: S3Place | undefined,
): Promise<Measurement[]> {
  const data = await context.large(bytes);
  const label = `${Math.round(bytes / 1e6).toLocaleString('en-US')} MB ${s3 === undefined ? 'local' : 'S3'}`;
  const unpacked = join(context.directory, 'unpacked');
  await unpackWithTar(data.file, unpacked);
  const servers: Target[] = [];
  try {
    for (const { name, command } of targets) {
      const server = await openTarget({ name, command: command! }, context.options, {
        directory: context.directory,
        ...(s3 === undefined ? {} : { environment: s3.environment }),
      });
      servers.push(server);
      await uploadSnapshot(server.http, source, data.file);
      // The first write after a recovery gives every segment a new name, and the next partial snapshot is whole.
      await changeOnePercent(server.http, source, data.points, 0);
    }
    const table = figureTable(label);
    const { rounds, sectionSeconds } = context.options;
    const share = sectionSeconds / context.options.sizesBytes.length / 2;
    const deadline = performance.now() + share * 1000;
    for (let round = 0; round < rounds && (round === 0 || performance.now() < deadline); round++) {
      const baselines = await measureBaselines(unpacked, context.directory);
      for (const server of round % 2 === 0 ? servers : servers.toReversed()) {
        const measured = s3 === undefined ? await runLocal(context, server, data, round) : await runS3(context, server, data, s3);
        table.add(server.name, measured, baselines);
        context.say(`snapshot-speed ${label} ${round + 1}/${rounds} ${server.name}: ${describe({ ...measured.seconds, ...baselines })}`);
      }
    }
    return table.lines();
  } finally {
    for (const server of servers) await server.close();
    await rm(unpacked, { recursive: true, force: true });
  }
}

const source = 'bench-source';
const restored = 'bench-restored';

interface RoundResult {
  readonly seconds: Figures;
  readonly partialShare?: number;
}

async function runLocal(context: BenchContext, { http, name }: Target, data: LargeData, round: number): Promise<RoundResult> {
  const created = await timed(() => createSnapshot(http, source));
  const download = await timed(() => downloadSnapshot(http, source, created.result.name));
  const stream = await timed(() => streamShard(http, source));
  const file = join(context.directory, 'round.snapshot');
  const partial = join(context.directory, 'partial.snapshot');
  try {
    await downloadSnapshot(http, source, created.result.name, file);
    await deleteSnapshot(http, source, created.result.name);
    const upload = await timed(() => uploadSnapshot(http, restored, file));
    await requireCount(http, name, data);
    await changeOnePercent(http, source, data.points, round + 1);
    const partialCreate = await timed(() => createPartial(http, source, restored, partial));
    const partialRecover = await timed(() => recoverPartial(http, restored, partial));
    await requireCount(http, name, data);
    return {
      seconds: {
        create: created.seconds,
        stream: stream.seconds,
        download: download.seconds,
        upload: upload.seconds,
        partialCreate: partialCreate.seconds,
        partialRecover: partialRecover.seconds,
      },
      partialShare: (partialCreate.result / created.result.sizeBytes) * 100,
    };
  } finally {
    await dropCollection(http, restored).catch(() => undefined);
    await rm(file, { force: true });
    await rm(partial, { force: true });
  }
}

async function runS3(context: BenchContext, { http, name }: Target, data: LargeData, { server, bucket }: S3Place): Promise<RoundResult> {
  const created = await timed(() => createSnapshot(http, source));
  const download = await timed(() => downloadSnapshot(http, source, created.result.name));
  try {
    const key = (await server.keys(bucket)).find((one) => one.endsWith(`/${created.result.name}`));
    if (key === undefined) throw benchError(exitCodes.failed, `${name}: ${created.result.name} is not in the bucket`);
    const credentials = `${server.accessKey}:${server.secretKey}`;
    const recover = await timed(() => recoverSnapshot(http, restored, `s3://${bucket}/${key}`, credentials));
    await requireCount(http, name, data);
    await deleteSnapshot(http, source, created.result.name);
    await dropCollection(http, restored);
    const upload = await timed(() => uploadSnapshot(http, restored, data.file));
    await requireCount(http, name, data);
    return {
      seconds: { create: created.seconds, download: download.seconds, upload: upload.seconds, recover: recover.seconds },
    };
  } finally {
    await dropCollection(http, restored).catch(() => undefined);
  }
}

async function requireCount(http: Target['http'], name: string, data: LargeData): Promise<void> {
  const count = await countPoints(http, restored);
  if (count !== data.points) throw benchError(exitCodes.failed, `${name}: ${count} points recovered of ${data.points}`);
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const begun = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - begun) / 1000 };
}

/** Collects rounds and makes of each work a row of seconds and a row of ratios to the baselines of the same round. */
function figureTable(label: string) {
  const seconds = new Map<Work, Map<string, number[]>>();
  const ratios = new Map<Work, Map<string, number[]>>();
  const shares = new Map<string, number[]>();
  const baselines = new Map<string, number[]>(baselineKinds.map((kind) => [baselineNames[kind], []]));
  const targets = new Set<string>();
  const push = (samples: Map<string, number[]>, column: string, value: number): void => {
    const values = samples.get(column) ?? [];
    values.push(value);
    samples.set(column, values);
  };
  const row = <K>(rows: Map<K, Map<string, number[]>>, key: K): Map<string, number[]> => {
    const samples = rows.get(key) ?? new Map<string, number[]>();
    rows.set(key, samples);
    return samples;
  };
  return {
    add(target: string, result: RoundResult, base: Baselines): void {
      targets.add(target);
      for (const [work, value] of Object.entries(result.seconds) as [Work, number][]) {
        push(row(seconds, work), target, value);
        for (const kind of baselineKinds) push(row(ratios, work), `${target} / ${baselineNames[kind]}`, value / base[kind]);
      }
      if (result.partialShare !== undefined) push(shares, target, result.partialShare);
      for (const kind of baselineKinds) push(baselines, baselineNames[kind], base[kind]);
    },
    lines(): Measurement[] {
      const line = (measure: string, unit: string, samples: ReadonlyMap<string, readonly number[]>): Measurement =>
        toMeasurement('snapshot-speed', { measure: `${label}: ${measure}`, unit, better: 'lower' }, samples);
      // With one target the quotient of two columns says nothing; each ratio has its own column.
      const plain = ({ ratio: _ratio, ...rest }: Measurement): Measurement => rest;
      return [
        plain(line('the same files by', 's', baselines)),
        ...[...seconds].flatMap(([work, samples]) => [
          line(works[work], 's', samples),
          plain(line(`${works[work]}, time to that of`, 'x', ratios.get(work)!)),
        ]),
        ...(shares.size === 0 ? [] : [line('size of that partial snapshot to the whole', '%', shares)]),
      ];
    },
  };
}

function describe(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .map(([name, seconds]) => `${name} ${seconds.toPrecision(3)}`)
    .join(', ');
}
