import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { ExitCode } from '../command.ts';
import type { SnapshotContext } from './source.ts';
import { UsageError } from './usage-error.ts';

export type OptionSpecs = NonNullable<ParseArgsConfig['options']>;

/** Options as they were given: text, switches, and lists where an option may be repeated. */
export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** One of the things to do with a snapshot. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** What follows `sextant snapshot <name>`, and one line an option. */
  readonly usage: string;
  readonly options: OptionSpecs;
  /** Nothing but its output answers: it ends in peace when nobody reads that. Others go on, for their exit code. */
  readonly isOutputAll?: boolean;
  run(context: SnapshotContext, call: VerbCall): Promise<ExitCode>;
}

export interface VerbCall {
  readonly sources: readonly string[];
  readonly values: OptionValues;
  readonly isJson: boolean;
}

/** What every verb takes. */
export const commonOptions = {
  json: { type: 'boolean' },
  'api-key': { type: 'string' },
  's3-endpoint': { type: 'string' },
  's3-region': { type: 'string' },
  temp: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionSpecs;

export function parseCall(verb: Verb, args: readonly string[]): VerbCall {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { ...commonOptions, ...verb.options },
      allowPositionals: true,
    });
    return { sources: positionals, values: values as OptionValues, isJson: values.json === true };
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

/** The one source of a verb that takes one. */
export function oneSource({ sources }: VerbCall): string {
  const [source, ...rest] = sources;
  if (source === undefined) throw new UsageError('name a file, a directory or a URL');
  if (rest.length > 0) throw new UsageError(`one source at a time; "${rest[0]}" is one too many`);
  return source;
}

export function textOption({ values }: VerbCall, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

export function listOption({ values }: VerbCall, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function countOption(call: VerbCall, name: string): number | undefined {
  const text = textOption(call, name);
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`--${name} must be a whole number, not "${text}"`);
  return Number(text);
}
