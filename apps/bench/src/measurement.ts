import { ratioOf, type Summary, summarize } from './statistics.ts';

/** One line of the table: the figures of each target (or of each thing compared) for one measure. */
export interface Measurement {
  readonly section: string;
  readonly measure: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly values: Readonly<Record<string, Summary>>;
  /** How many times better the first target is; only with two. */
  readonly ratio?: number;
  /** What must hold, and whether it does. */
  readonly limit?: { readonly text: string; readonly kept: boolean };
}

export interface Measure {
  readonly measure: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** The most (or, where higher is better, the least) the first column may show. */
  readonly limit?: number;
}

/** Sums up samples by column name; columns without samples are left out. */
export function toMeasurement(section: string, measure: Measure, samples: ReadonlyMap<string, readonly number[]>): Measurement {
  const columns = [...samples].filter(([, values]) => values.length > 0).map(([name, values]) => [name, summarize(values)] as const);
  const [first, second] = columns;
  const { limit, ...rest } = measure;
  return {
    section,
    ...rest,
    values: Object.fromEntries(columns),
    ...(first === undefined || second === undefined ? {} : { ratio: ratioOf(first[1], second[1], measure.better) }),
    ...(first === undefined || limit === undefined ? {} : { limit: checkLimit(first[1].median, limit, measure) }),
  };
}

function checkLimit(value: number, limit: number, { better, unit }: Measure): { text: string; kept: boolean } {
  return { text: `${better === 'lower' ? '<=' : '>='} ${limit} ${unit}`, kept: better === 'lower' ? value <= limit : value >= limit };
}
