import type { LargeData } from './large-data.ts';
import type { Measure, Measurement } from './measurement.ts';
import { toMeasurement } from './measurement.ts';
import type { BenchOptions } from './options.ts';
import type { Target } from './target.ts';
import type { Vectors } from './vectors.ts';

/** What a section works with. */
export interface BenchContext {
  readonly options: BenchOptions;
  readonly vectors: Vectors;
  readonly targets: readonly Target[];
  /** Where files may be put; removed at the end, however the run ends. */
  readonly directory: string;
  /** A line of progress on standard error. */
  readonly say: (text: string) => void;
  /** The main collection of a target, loaded on first use. */
  collection(target: Target): Promise<string>;
  /** A snapshot of about so many bytes, made by the first target on first use. */
  large(bytes: number): Promise<LargeData>;
}

/** One part of the bench; answers its lines of the table. */
export type Section = (context: BenchContext) => Promise<Measurement[]>;

/** One measure of a section that runs on each target in turn. */
export type RoundMeasures<Name extends string> = Readonly<Record<Name, Measure>>;

/**
 * Runs `round` on each target in turn, round after round with the order reversed each time, so that what slows the machine down for
 * a while slows both. A round answers a figure for each measure, or undefined where there is none. Stops early after `sectionSeconds`.
 */
export async function runRounds<Name extends string>(
  context: BenchContext,
  section: string,
  measures: RoundMeasures<Name>,
  round: (target: Target, index: number) => Promise<Readonly<Record<Name, number | undefined>>>,
): Promise<Measurement[]> {
  const names = Object.keys(measures) as Name[];
  const samples = new Map(names.map((name) => [name, new Map(context.targets.map((target) => [target.name, [] as number[]]))]));
  const deadline = performance.now() + context.options.sectionSeconds * 1000;
  for (let index = 0; index < context.options.rounds && (index === 0 || performance.now() < deadline); index++) {
    const order = index % 2 === 0 ? context.targets : context.targets.toReversed();
    for (const target of order) {
      const figures = await round(target, index);
      for (const name of names) if (figures[name] !== undefined) samples.get(name)!.get(target.name)!.push(figures[name]);
      context.say(
        `${section} ${index + 1}/${context.options.rounds} ${target.name}: ${names.map((name) => describe(measures[name], figures[name])).join(', ')}`,
      );
    }
  }
  return names
    .filter((name) => [...samples.get(name)!.values()].some(({ length }) => length > 0))
    .map((name) => toMeasurement(section, measures[name], samples.get(name)!));
}

function describe({ measure, unit }: Measure, value: number | undefined): string {
  if (value === undefined) return `${measure} unknown`;
  return `${measure} ${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`;
}
