import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openConnection } from '../http-connection.ts';
import { dropCollection } from '../load-collection.ts';
import { type Measurement, toMeasurement } from '../measurement.ts';
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
const source = import.meta.url.endsWith('.ts');
const script = (name: string): string[] => [
  ...(source ? ['--conditions=source'] : []),
  fileURLToPath(new URL(`../${name}.${source ? 'ts' : 'js'}`, import.meta.url)),
];

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

/** Each work has its own comparison next to it: what else the machine does changes within a round. */
async function* probeWorks(
  context: BenchContext,
  target: Target,
  inFlight: number,
  runs: Readonly<Record<Work, () => Promise<void>>>,
): AsyncGenerator<{ work: Work; without: Percentiles; during: Percentiles }, void, void> {
  const meanMs = new Map<Work, number>();
  for (const work of Object.keys(works) as Work[]) {
    // As often as there was a stream.
    const run =
      work === 'elsewhere' ? async () => void (await Promise.all([runs.elsewhere(), setTimeout(meanMs.get('stream') ?? 0)])) : runs[work];
    const without = await probeQueries(context, target, inFlight);
    const { result: during, meanMs: mean } = await meanwhile(run, () => probeQueries(context, target, inFlight));
    meanMs.set(work, mean);
    yield { work, without, during };
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
  const child = spawn(process.execPath, [...script('file-server'), file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  const http = openConnection(url, 1);
  return {
    async download() {
      await http.download('/');
    },
    close() {
      http.close();
      child.stdin.end();
    },
  };
}

/** Repeats `work` until `measured` is done; the work that runs then is waited for. Answers how long one took on average, too. */
async function meanwhile<T>(work: () => Promise<void>, measured: () => Promise<T>): Promise<{ result: T; meanMs: number }> {
  let isDone = false;
  const begun = performance.now();
  const working = (async () => {
    let count = 0;
    do {
      await work();
      count++;
    } while (!isDone);
    return (performance.now() - begun) / count;
  })();
  // Measured to its end even when the work fails: what it started must not outlive this.
  const [result, meanMs] = await Promise.all([measured().finally(() => (isDone = true)), working]);
  return { result, meanMs };
}

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

async function probeQueries(context: BenchContext, target: Target, inFlight: number): Promise<Percentiles> {
  const collection = await context.collection(target);
  const bodies = Array.from({ length: 64 }, (_, i) => context.vectors.query(i)).join('\n');
  const { apiKey, pace } = context.options;
  const args = [...script('latency-probe'), target.http.url, collection, String(inFlight), String(pace.queryMs)];
  const output = await new Promise<string>((resolve, reject) => {
    const env = { ...process.env, ...(apiKey === undefined ? {} : { SEXTANT_BENCH_API_KEY: apiKey }) };
    const child = execFile(process.execPath, args, { env, maxBuffer: 1 << 28 }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(error);
    });
    child.stdin?.on('error', () => undefined); // A probe that ended before it read all tells why itself.
    child.stdin?.end(bodies);
  });
  const { timesMs } = JSON.parse(output) as { timesMs: number[] };
  const at = (share: number): number => timesMs[Math.min(timesMs.length - 1, Math.floor(timesMs.length * share))]!;
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
