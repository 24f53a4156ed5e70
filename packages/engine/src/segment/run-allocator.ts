/**
 * Hands out runs of units (blocks of a blobstore, rows of a multivector storage, elements of sparse vectors): freed runs first, by size,
 * then fresh ones at the end. With `span` set, no run crosses a multiple of it.
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
  options: { readonly span?: number } = {},
  used?: Iterable<readonly [start: number, length: number]>,
): RunAllocator {
  const { span } = options;
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
    const runs = [...exact.flatMap((starts, size) => starts.map((start): [number, number] => [start, size])), ...long].sort(
      (a, b) => a[0] - b[0],
    );
    for (const bucket of exact) bucket.length = 0;
    long = [];
    freeUnits = 0;
    freeRuns = 0;
    let [start, length] = [0, 0];
    for (const [next, size] of runs) {
      if (next === start + length && length > 0) length += size;
      else {
        release(start, length);
        [start, length] = [next, size];
      }
    }
    release(start, length);
    mergeAt = Math.max(4096, freeRuns * 2);
  }

  function occupy(start: number, length: number): void {
    if (start > end) release(end, start - end);
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
      const free = freeUnits >= length ? takeFree(length) : undefined;
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
      release(start, length);
      if (freeRuns > mergeAt) merge();
    },
  };
}
