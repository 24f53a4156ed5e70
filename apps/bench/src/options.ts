import { parseArgs } from 'node:util';
import { benchError, exitCodes } from './bench-error.ts';
import { sectionNames } from './sections/section-names.ts';

/** A server that runs already (`url`), or a command that starts one. */
export type TargetOption = { readonly name: string; readonly url: string } | { readonly name: string; readonly command: string };

export interface BenchOptions {
  /** One or two; ratios are of the first to the second. */
  readonly targets: readonly TargetOption[];
  readonly points: number;
  readonly dim: number;
  readonly data: 'synthetic' | 'words';
  readonly rounds: number;
  readonly connections: number;
  /** No further round of a section begins after this time. */
  readonly sectionSeconds: number;
  /** Of the snapshots that are measured, ascending: the largest shows that memory is flat, the smallest is made over and over while queries run. */
  readonly sizesBytes: readonly number[];
  readonly pace: Pace;
  readonly sections: readonly string[];
  readonly json: boolean;
  readonly write: boolean;
  readonly apiKey?: string;
}

/** How long the parts of a round take. Shorter is less certain; tests of the bench are in a hurry. */
export interface Pace {
  /** Queries of one round are sent for this long. */
  readonly queryMs: number;
  /** Quiet before and after memory is watched. */
  readonly settleMs: number;
  /** Queries each client is measured with. */
  readonly clientQueries: number;
}

export const steadyPace: Pace = { queryMs: 4000, settleMs: 1500, clientQueries: 4000 };

export const usage = `Usage: node --conditions=source apps/bench/src/main.ts [options]

Measures one server, or two side by side: rounds take turns, figures are medians, ratios are of the first target to the second
(above 1: the first is better).

  --target NAME=URL       a running server
  --spawn NAME=COMMAND    a command that starts one; it gets QDRANT__… variables with free ports and an empty storage.
                          Without a target: --spawn ours="npm start" of this repository, in effect
  --points N              points of the main collection (default 100000)
  --dim N                 elements of a vector (default 100)
  --data synthetic|words  seeded random vectors, or the 10,000 words repeated with a little noise (default synthetic)
  --rounds N              rounds of each section (default 5)
  --connections N         queries in flight (default 8)
  --section-seconds N     no new round after this time (default 120)
  --sizes-mb A,B          sizes of the snapshots in snapshot-… (default 100,2000); memory is shown flat with the largest
  --only A,B / --skip A,B ${sectionNames.join(', ')}
  --api-key KEY           sent to both
  --json                  results as JSON on standard output
  --write                 replaces the table in apps/bench/README.md
  --help

Exit codes: 0 measured, 1 a measurement failed, 2 usage, 3 a target does not answer.`;

const serverCommand = 'node --conditions=source apps/server/src/main.ts';

/** Reads the command line; `undefined` asks for the usage text. Throws a BenchError that says what is wrong. */
export function parseOptions(args: readonly string[]): BenchOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  const targets: TargetOption[] = [
    ...(values.target ?? []).map((text) => named(text, '--target', (name, url) => ({ name, url: requireUrl(url) }))),
    ...(values.spawn ?? []).map((text) => named(text, '--spawn', (name, command) => ({ name, command }))),
  ];
  if (targets.length > 2) throw usageError(`${targets.length} targets, at most 2`);
  if (targets.length === 0) targets.push({ name: 'ours', command: serverCommand });
  if (new Set(targets.map(({ name }) => name)).size !== targets.length) throw usageError('both targets have the same name');
  if (values.data !== 'synthetic' && values.data !== 'words') throw usageError(`--data ${values.data}: expected synthetic or words`);
  return {
    targets,
    points: number(values.points, '--points'),
    dim: values.data === 'words' ? 100 : number(values.dim, '--dim'),
    data: values.data,
    rounds: number(values.rounds, '--rounds'),
    connections: number(values.connections, '--connections'),
    sectionSeconds: number(values['section-seconds'], '--section-seconds'),
    sizesBytes: values['sizes-mb']
      .split(',')
      .map((text) => Math.round(positive(text, '--sizes-mb') * 1e6))
      .sort((a, b) => a - b),
    pace: steadyPace,
    sections: chooseSections(values.only, values.skip),
    json: values.json,
    write: values.write,
    ...(values['api-key'] === undefined ? {} : { apiKey: values['api-key'] }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        target: { type: 'string', multiple: true },
        spawn: { type: 'string', multiple: true },
        points: { type: 'string', default: '100000' },
        dim: { type: 'string', default: '100' },
        data: { type: 'string', default: 'synthetic' },
        rounds: { type: 'string', default: '5' },
        connections: { type: 'string', default: '8' },
        'section-seconds': { type: 'string', default: '120' },
        'sizes-mb': { type: 'string', default: '100,2000' },
        only: { type: 'string' },
        skip: { type: 'string' },
        'api-key': { type: 'string' },
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error));
  }
}

function usageError(message: string): Error {
  return benchError(exitCodes.usage, `${message}\nTry --help.`);
}

function named<T>(text: string, option: string, make: (name: string, rest: string) => T): T {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw usageError(`${option} ${text}: expected NAME=VALUE`);
  return make(text.slice(0, at), text.slice(at + 1));
}

function requireUrl(text: string): string {
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? '')) throw usageError(`--target: ${text} is no http URL`);
  return text.replace(/\/+$/, '');
}

function positive(text: string, option: string): number {
  const value = Number(text);
  if (!(value > 0) || value === Infinity) throw usageError(`${option} ${text}: expected a number above 0`);
  return value;
}

function number(text: string, option: string): number {
  const value = positive(text, option);
  if (!Number.isInteger(value)) throw usageError(`${option} ${text}: expected a whole number`);
  return value;
}

function chooseSections(only: string | undefined, skip: string | undefined): string[] {
  const list = (text: string | undefined, option: string) =>
    (text ?? '')
      .split(',')
      .filter(Boolean)
      .map((name) => {
        if (!sectionNames.includes(name)) throw usageError(`${option} ${name}: the sections are ${sectionNames.join(', ')}`);
        return name;
      });
  const wanted = only === undefined ? sectionNames : list(only, '--only');
  const unwanted = list(skip, '--skip');
  return sectionNames.filter((name) => wanted.includes(name) && !unwanted.includes(name));
}
