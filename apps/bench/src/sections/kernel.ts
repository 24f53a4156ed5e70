import { setImmediate } from 'node:timers/promises';
import { createRowReader, createScanMemory, type ElementType, type Metric, type ScanMemory } from '@sextant/kernel';
import { type Measurement, toMeasurement } from '../measurement.ts';
import type { Section } from '../section.ts';
import { seededNumbers } from '../vectors.ts';

const elementTypes = ['f32', 'f16', 'u8'] as const satisfies readonly ElementType[];
const metrics = ['dot', 'euclid', 'manhattan'] as const satisfies readonly Metric[];
/** Far more than any cache holds, so that memory is what is measured. */
const scannedBytes = 160 * 2 ** 20;

/** Scans of the kernel beside a plain read of the same bytes, taking turns; the ratio is the time of a scan to that of the read. */
export const kernel: Section = async (context) => {
  const lines: Measurement[] = [];
  for (const elementType of elementTypes) {
    const memory = await fill(elementType, context.options.dim);
    const rows = Math.floor(scannedBytes / memory.strideBytes);
    for (const metric of metrics) lines.push(...(await compare(memory, rows, metric, context.options.rounds, elementType === 'f32')));
    context.say(`kernel ${elementType} done`);
  }
  return lines;
};

async function fill(elementType: ElementType, dim: number): Promise<ScanMemory> {
  const memory = createScanMemory({ elementType, dim });
  const rows = Math.floor(scannedBytes / memory.strideBytes);
  memory.ensureRows(rows);
  const next = seededNumbers(1);
  const pattern = Math.min(rows, 1000);
  for (let row = 0; row < pattern; row++) memory.setRow(row, randomRow(next, elementType, dim));
  for (let row = pattern; row < rows; row += pattern) {
    const end = Math.min(rows, row + pattern);
    memory.rowBytes(row, end).set(memory.rowBytes(0, end - row));
    await setImmediate();
  }
  memory.setQuery('dot', randomRow(next, elementType, dim));
  return memory;
}

function randomRow(next: () => number, elementType: ElementType, dim: number): Float32Array {
  return Float32Array.from({ length: dim }, () => (elementType === 'u8' ? next() * 256 : next() - 0.5));
}

async function compare(memory: ScanMemory, rows: number, metric: Metric, rounds: number, bounded: boolean): Promise<Measurement[]> {
  const read = createRowReader(memory);
  const scans: number[] = [];
  const reads: number[] = [];
  const ratios: number[] = [];
  const gigabytes = (rows * memory.strideBytes) / 1e9;
  memory.setQuery(metric, randomRow(seededNumbers(2), memory.elementType, memory.dim));
  for (let round = -1; round < rounds; round++) {
    const readSeconds = await timePasses(rows, memory.maxScanRows, read);
    const scanSeconds = await timePasses(rows, memory.maxScanRows, (from, to) => memory.scan(from, to));
    // The first turn lets the engine compile.
    if (round < 0) continue;
    reads.push(gigabytes / readSeconds);
    scans.push(gigabytes / scanSeconds);
    ratios.push(scanSeconds / readSeconds);
  }
  const label = `${memory.elementType} ${metric}, dim ${memory.dim}`;
  const rate = toMeasurement(
    'kernel',
    { measure: `${label}: scan, plain read`, unit: 'GB/s', better: 'higher' },
    new Map([
      ['scan', scans],
      ['read', reads],
    ]),
  );
  const limit = bounded ? { limit: 1.5 } : {};
  const ratio = toMeasurement(
    'kernel',
    { measure: `${label}: scan time / read time`, unit: 'x', better: 'lower', ...limit },
    new Map([['scan', ratios]]),
  );
  return [rate, ratio];
}

/** Best of three passes over all rows, in seconds of processor time: the clock would count what other processes take in between. */
async function timePasses(rows: number, step: number, work: (from: number, to: number) => unknown): Promise<number> {
  let best = Infinity;
  for (let pass = 0; pass < 3; pass++) {
    const begun = process.cpuUsage();
    for (let from = 0; from < rows; from += step) work(from, Math.min(rows, from + step));
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, user + system);
    await setImmediate();
  }
  return best / 1e6;
}
