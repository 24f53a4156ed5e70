import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCollection, loadPoints } from './load-collection.ts';
import type { Measurement } from './measurement.ts';
import type { BenchOptions } from './options.ts';
import { waitUntilIdle } from './processor-time.ts';
import type { BenchContext, Section } from './section.ts';
import { sections as allSections } from './sections/sections.ts';
import { openTarget, type Target } from './target.ts';
import { loadVectors } from './vectors.ts';

/** What a run found. A section that failed has no measurements but a line in `failures`. */
export interface BenchResult {
  readonly measurements: readonly Measurement[];
  readonly failures: readonly string[];
}

/** Sections that need no server. */
const local = new Set(['kernel']);

/** Opens the targets, runs the sections, and leaves nothing behind. Rejects when a target does not answer at the start. */
export async function runBench(
  options: BenchOptions,
  say: (text: string) => void,
  sections: Readonly<Record<string, Section>> = allSections,
): Promise<BenchResult> {
  const directory = await mkdtemp(join(tmpdir(), 'sextant-bench-files-'));
  const targets: Target[] = [];
  try {
    const needed = options.sections.some((name) => !local.has(name));
    for (const option of needed ? options.targets : []) targets.push(await openTarget(option, options));
    return await runSections(await createContext(options, say, targets, directory), sections);
  } finally {
    const closed = await Promise.allSettled(targets.map((target) => target.close()));
    for (const result of closed) if (result.status === 'rejected') say(`clean-up: ${describe(result.reason)}`);
    await rm(directory, { recursive: true, force: true });
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
  };
}

async function runSections(context: BenchContext, sections: Readonly<Record<string, Section>>): Promise<BenchResult> {
  const measurements: Measurement[] = [];
  const failures: string[] = [];
  for (const name of context.options.sections) {
    context.say(`section ${name}`);
    try {
      measurements.push(...(await sections[name]!(context)));
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
