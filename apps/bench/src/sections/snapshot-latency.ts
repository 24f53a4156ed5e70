import { setTimeout } from 'node:timers/promises';
import { forkScript } from '../fork-script.ts';
import { openConnection } from '../http-connection.ts';
import { dropCollection } from '../load-collection.ts';
import { type Measurement, toMeasurement } from '../measurement.ts';
import { probeQueries } from '../probe-queries.ts';
import type { BenchContext, Section } from '../section.ts';
import { createSnapshot, deleteSnapshot, streamShard, uploadSnapshot } from '../snapshot-file.ts';
import type { Target } from '../target.ts';

const works = {
  create: 'create',
  stream: 'stream',
  upload: 'upload and recover',
  elsewhere: 'download from another process',
} as const;

type Work = keyof typeof works;

const limit = 1.5;
/** Windows of each kind in a round. The 99th percentile of one alone is its fifth slowest query: chance. */
const turns = 3;

/**
 * How long exact queries of the main collection take while snapshots of another collection are made, streamed, recovered without a pause, beside how
 * long they take without, in turn; with all connections busy and one query at a time. The limit is that of the 99th percentile. Besides, how long they
 * take while as many bytes as in a stream go, as often but at full speed, from a process to the bench that has nothing to do with the server.
 */
export const snapshotLatency: Section = async (context) => {
  const data = await context.large(context.options.sizesBytes[0]!);
  const other = (target: Target): string => `${target.prefix}-other`;
  const table = latencyTable();
  const loads = [...new Set([context.options.connections, 1])];
  for (const target of context.targets) {
    await context.collection(target);
    await uploadSnapshot(target.http, other(target), data.file);
  }
  const elsewhere = await serveFile(data.file);
  try {
    const { rounds, sectionSeconds } = context.options;
    const deadline = performance.now() + sectionSeconds * 1000;
    for (let round = 0; round < rounds && (round === 0 || performance.now() < deadline); round++) {
      const targets = round % 2 === 0 ? context.targets : context.targets.toReversed();
      for (const { target, inFlight } of targets.flatMap((target) => loads.map((inFlight) => ({ target, inFlight })))) {
        const runs = { ...worksOf(target, other(target), data.file), elsewhere: elsewhere.download };
        for await (const { work, without, during } of probeWorks(context, target, inFlight, runs)) {
          table.add(target.name, inFlight, work, without, during);
          context.say(
            `snapshot-latency ${round + 1}/${rounds} ${target.name}, ${inFlight} in flight, ${works[work]}: p99 ${without.p99.toFixed(1)} ms without, ${during.p99.toFixed(1)} ms during`,
          );
        }
      }
    }
  } finally {
    elsewhere.close();
  }
  for (const target of context.targets) await dropCollection(target.http, other(target));
  return table.lines();
};

/** Windows with a work and without take turns: what else the machine does, and how fast it is, changes within seconds. */
async function* probeWorks(
  context: BenchContext,
  target: Target,
  inFlight: number,
  runs: Readonly<Record<Work, () => Promise<void>>>,
): AsyncGenerator<{ work: Work; without: Percentiles; during: Percentiles }, void, void> {
  const { queryMs } = context.options.pace;
  let streamMs = 0;
  for (const work of Object.keys(works) as Work[]) {
    // As often as there was a stream.
    const run = work === 'elsewhere' ? async () => void (await Promise.all([runs.elsewhere(), setTimeout(streamMs)])) : runs[work];
    const without: number[] = [];
    const during: number[] = [];
    for (let turn = 0; turn < turns; turn++) {
      without.push(...(await probeQueries(context, target, inFlight, () => setTimeout(queryMs))));
      let meanMs = 0;
      const repeated = async (): Promise<void> => void (meanMs = await repeat(run, queryMs));
      during.push(...(await probeQueries(context, target, inFlight, repeated)));
      if (work === 'stream') streamMs = meanMs;
    }
    yield { work, without: percentilesOf(without), during: percentilesOf(during) };
  }
}

function worksOf({ http, prefix }: Target, other: string, file: string): Record<Exclude<Work, 'elsewhere'>, () => Promise<void>> {
  return {
    async stream() {
      await streamShard(http, other);
    },
    async create() {
      const { name } = await createSnapshot(http, other);
      await deleteSnapshot(http, other, name);
    },
    async upload() {
      await uploadSnapshot(http, `${prefix}-recovered`, file);
      await dropCollection(http, `${prefix}-recovered`);
    },
  };
}

/** A process that sends `file`. */
async function serveFile(file: string): Promise<{ download(): Promise<void>; close(): void }> {
  const server = forkScript('file-server', [file]);
  const http = openConnection((await server.hear()) as string, 1);
  return {
    async download() {
      await http.download('/');
    },
    close() {
      http.close();
      server.kill();
    },
  };
}

/** Whole runs of `work`, for at least so long; how long one took on average, in milliseconds. */
async function repeat(work: () => Promise<void>, forMs: number): Promise<number> {
  const begun = performance.now();
  let count = 0;
  do {
    await work();
    count++;
  } while (performance.now() - begun < forMs);
  return (performance.now() - begun) / count;
}

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

function percentilesOf(timesMs: readonly number[]): Percentiles {
  const ascending = timesMs.toSorted((a, b) => a - b);
  const at = (share: number): number => ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))]!;
  return { p50: at(0.5), p99: at(0.99) };
}

function latencyTable() {
  const rows = new Map<
    string,
    { readonly measure: string; readonly unit: string; readonly limit?: number; samples: Map<string, number[]> }
  >();
  const push = (measure: string, unit: string, column: string, value: number, most?: number): void => {
    const row = rows.get(measure) ?? { measure, unit, ...(most === undefined ? {} : { limit: most }), samples: new Map() };
    rows.set(measure, row);
    row.samples.set(column, [...(row.samples.get(column) ?? []), value]);
  };
  return {
    add(target: string, inFlight: number, work: Work, without: Percentiles, during: Percentiles): void {
      const label = `${works[work]}, ${inFlight} in flight`;
      for (const percentile of ['p50', 'p99'] as const) {
        push(`${label}: ${percentile}`, 'ms', `${target} during`, during[percentile]);
        push(`${label}: ${percentile}`, 'ms', `${target} without`, without[percentile]);
      }
      push(`${label}: p99 during / without`, 'x', target, during.p99 / without.p99, work === 'elsewhere' ? undefined : limit);
    },
    lines: (): Measurement[] =>
      [...rows.values()].map(({ samples, ...measure }) => {
        const { ratio, ...line } = toMeasurement('snapshot-latency', { ...measure, better: 'lower' }, samples);
        return measure.unit === 'x' && ratio !== undefined ? { ...line, ratio } : line;
      }),
  };
}
