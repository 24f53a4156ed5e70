import { createFreeClusters } from './free-clusters.ts';

/**
 * Hands out runs of units (blocks of a blobstore, rows of a multivector storage, elements of sparse vectors): freed runs first, by size,
 * then fresh ones at the end. With `span` set, no run crosses a multiple of it. With
 * `clusterUnits` set, freed runs are used neighbourhood by neighbourhood, and only where a good part is free.
 */
export interface RunAllocator {
  /** Units in use or free below the end. */
  readonly end: number;
  readonly freeUnits: number;
  allocate(length: number): number;
  /** A run that is taken from the start, behind all that came before; what lies between is free. */
  occupy(start: number, length: number): void;
  free(start: number, length: number): void;
}

const exactBuckets = 64;
/** Longer free runs that are tried before fresh units are taken. */
const longTries = 32;

/** `used` are the runs taken from the start, ascending; all between them is free. */
export function createRunAllocator(
  options: { readonly span?: number; readonly clusterUnits?: number } = {},
  used?: Iterable<readonly [start: number, length: number]>,
): RunAllocator {
  const { span, clusterUnits } = options;
  const parked = clusterUnits === undefined ? undefined : createFreeClusters<[start: number, length: number]>(clusterUnits);
  const exact: number[][] = Array.from({ length: exactBuckets }, () => []);
  let long: [start: number, length: number][] = [];
  let end = 0;
  let freeUnits = 0;
  let freeRuns = 0;
  let mergeAt = 4096;

  function keep(start: number, length: number): void {
    if (length <= 0) return;
    freeUnits += length;
    freeRuns++;
    if (length < exactBuckets) (exact[length] as number[]).push(start);
    else long.push([start, length]);
  }

  function give(start: number, length: number): void {
    if (parked === undefined || clusterUnits === undefined) return release(start, length);
    const stop = start + length;
    for (let at = start; at < stop; ) {
      const cut = Math.min(stop, at - (at % clusterUnits) + clusterUnits);
      parked.park(at, cut - at, [at, cut - at]);
      at = cut;
    }
    freeUnits += length;
  }

  /** Makes the free runs of one more neighbourhood available. */
  function openCluster(): boolean {
    const runs = parked?.open(end);
    if (runs === undefined) return false;
    for (const [start, length] of joined(runs)) {
      freeUnits -= length;
      release(start, length);
    }
    return true;
  }

  /** Adds a free run, cut where it crosses a span. */
  function release(start: number, length: number): void {
    let at = start;
    const stop = start + length;
    while (at < stop) {
      const cut = span === undefined ? stop : Math.min(stop, at - (at % span) + span);
      keep(at, cut - at);
      at = cut;
    }
  }

  function taken(start: number, found: number, wanted: number): number {
    freeUnits -= found;
    freeRuns--;
    keep(start + wanted, found - wanted);
    return start;
  }

  function takeFree(length: number): number | undefined {
    for (let size = length; size < exactBuckets; size++) {
      const start = (exact[size] as number[]).pop();
      if (start !== undefined) return taken(start, size, length);
    }
    for (let i = 0, tries = Math.min(longTries, long.length); i < tries; i++) {
      const at = long.length - 1 - i;
      const [start, found] = long[at] as [number, number];
      if (found < length) continue;
      long[at] = long.at(-1) as [number, number];
      long.pop();
      return taken(start, found, length);
    }
    return undefined;
  }

  /** Joins neighbours, so that small freed runs can serve large values again. */
  function merge(): void {
    const runs = [...exact.flatMap((starts, size) => starts.map((start): [number, number] => [start, size])), ...long];
    for (const bucket of exact) bucket.length = 0;
    long = [];
    freeUnits -= runs.reduce((sum, [, length]) => sum + length, 0);
    freeRuns = 0;
    for (const [start, length] of joined(runs)) release(start, length);
    mergeAt = Math.max(4096, freeRuns * 2);
  }

  function occupy(start: number, length: number): void {
    if (start > end) give(end, start - end);
    end = Math.max(end, start + length);
  }

  for (const [start, length] of used ?? []) occupy(start, length);

  return {
    get end() {
      return end;
    },
    get freeUnits() {
      return freeUnits;
    },
    allocate(length) {
      if (span !== undefined && length > span) throw new RangeError(`a run of ${length} units does not fit the ${span} of a chunk`);
      let free = freeUnits >= length ? takeFree(length) : undefined;
      while (free === undefined && openCluster()) free = takeFree(length);
      if (free !== undefined) return free;
      if (span !== undefined) {
        const left = span - (end % span);
        if (length > left) {
          keep(end, left);
          end += left;
        }
      }
      const start = end;
      end += length;
      return start;
    },
    occupy,
    free(start, length) {
      give(start, length);
      if (freeRuns > mergeAt) merge();
    },
  };
}

/** The same runs, neighbours joined, ascending. */
function joined(runs: readonly (readonly [start: number, length: number])[]): [start: number, length: number][] {
  const result: [number, number][] = [];
  for (const [start, length] of runs.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && last[0] + last[1] === start) last[1] += length;
    else result.push([start, length]);
  }
  return result;
}
