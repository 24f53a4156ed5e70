/** Smallest, middle and largest of some values, and how many they were. */
export interface Summary {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly count: number;
}

/** Throws RangeError for no values. */
export function summarize(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError('no values to summarize');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { min: sorted[0]!, median, max: sorted[sorted.length - 1]!, count: sorted.length };
}

/** How many times better the first is than the second. */
export function ratioOf(first: Summary, second: Summary, better: 'higher' | 'lower'): number {
  return better === 'higher' ? first.median / second.median : second.median / first.median;
}
