import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { disownDirectory, ownDirectory } from './interruption.ts';
import { type LargeData, loadLarge, pointsOf } from './large-data.ts';
import { createCollection, dropCollection, loadPoints } from './load-collection.ts';
import type { Measurement } from './measurement.ts';
import type { BenchOptions } from './options.ts';
import { waitUntilIdle } from './processor-time.ts';
import type { BenchContext, Section } from './section.ts';
import { sections as allSections } from './sections/sections.ts';
import { createSnapshot, deleteSnapshot, downloadSnapshot } from './snapshot-file.ts';
import { openTarget, type Target } from './target.ts';
import { loadVectors } from './vectors.ts';

/** What a run found. A section that failed has no measurements but a line in `failures`. */
export interface BenchResult {
  readonly measurements: readonly Measurement[];
  readonly failures: readonly string[];
}

export interface BenchObserver {
  /** A line of progress. */
  readonly say: (text: string) => void;
  /** All measurements so far, after each section that has some. */
  readonly onSection?: (measurements: readonly Measurement[]) => Promise<void>;
  readonly sections?: Readonly<Record<string, Section>>;
}

/** Sections that need no server. */
const local = new Set(['kernel']);

/** Opens the targets, runs the sections, and leaves nothing behind. Rejects when a target does not answer at the start. */
export async function runBench(
  options: BenchOptions,
  { say, sections = allSections, onSection = () => Promise.resolve() }: BenchObserver,
): Promise<BenchResult> {
  const directory = await mkdtemp(join(tmpdir(), 'sextant-bench-files-'));
  ownDirectory(directory);
  const targets: Target[] = [];
  try {
    const needed = options.sections.some((name) => !local.has(name));
    for (const option of needed ? options.targets : []) targets.push(await openTarget(option, options));
    return await runSections(await createContext(options, say, targets, directory), sections, onSection);
  } finally {
    const closed = await Promise.allSettled(targets.map((target) => target.close()));
    for (const result of closed) if (result.status === 'rejected') say(`clean-up: ${describe(result.reason)}`);
    await rm(directory, { recursive: true, force: true });
    disownDirectory(directory);
  }
}

async function createContext(
  options: BenchOptions,
  say: (text: string) => void,
  targets: readonly Target[],
  directory: string,
): Promise<BenchContext> {
  const vectors = await loadVectors(options);
  const loaded = new Map<Target, string>();
  const large = new Map<number, Promise<LargeData>>();
  return {
    options,
    vectors,
    targets,
    directory,
    say,
    async collection(target) {
      const known = loaded.get(target);
      if (known !== undefined) return known;
      const name = `${target.prefix}-main`;
      say(`loading ${options.points} points into ${target.name}`);
      await createCollection(target.http, name, vectors.dim);
      await loadPoints(target.http, name, vectors, options.points);
      // What a server does in the background after a load belongs to no section.
      if (target.spawned !== undefined) await waitUntilIdle(target.spawned.pid, 60_000);
      loaded.set(target, name);
      return name;
    },
    async large(bytes) {
      let made = large.get(bytes);
      if (made === undefined) {
        made = makeLarge(options, targets[0]!, join(directory, `large-${bytes}.snapshot`), bytes, say);
        large.set(bytes, made);
      }
      return made;
    },
  };
}

async function makeLarge(
  options: BenchOptions,
  target: Target,
  file: string,
  bytes: number,
  say: (text: string) => void,
): Promise<LargeData> {
  const { name, command } = target;
  const fresh = command === undefined ? target : await openTarget({ name, command }, options, { directory: dirname(file) });
  try {
    const collection = `${fresh.prefix}-large`;
    const points = pointsOf(bytes);
    say(`making ${Math.round(bytes / 1e6)} MB for snapshots with ${name}`);
    await loadLarge(fresh.http, collection, points, say);
    const created = await createSnapshot(fresh.http, collection);
    await downloadSnapshot(fresh.http, collection, created.name, file);
    await deleteSnapshot(fresh.http, collection, created.name);
    await dropCollection(fresh.http, collection);
    return { file, points, sizeBytes: created.sizeBytes };
  } finally {
    if (fresh !== target) await fresh.close();
  }
}

async function runSections(
  context: BenchContext,
  sections: Readonly<Record<string, Section>>,
  onSection: (measurements: readonly Measurement[]) => Promise<void>,
): Promise<BenchResult> {
  const measurements: Measurement[] = [];
  const failures: string[] = [];
  for (const name of context.options.sections) {
    context.say(`section ${name}`);
    try {
      const found = await sections[name]!(context);
      measurements.push(...found);
      if (found.length > 0) await onSection(measurements);
    } catch (error) {
      failures.push(`${name}: ${describe(error)}`);
      context.say(`section ${name} failed: ${describe(error)}`);
    }
  }
  return { measurements, failures };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
