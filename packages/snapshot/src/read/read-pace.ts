import type { RawPoint } from './stored-point.ts';

/** How many rows to read at once, learned from the size of the last ones: points of a megabyte must not come by the hundred. */
export interface ReadPace {
  rows(): number;
  saw(points: readonly RawPoint[]): void;
}

const firstRows = 32;
const leastRows = 4;
const mostRows = 512;
const targetBytes = 1 << 20;

export function createReadPace(): ReadPace {
  let rows = firstRows;
  return {
    rows: () => rows,
    saw(points) {
      let bytes = 0;
      for (const { payload, vectors } of points) {
        bytes += payload?.length ?? 0;
        for (const vector of vectors.values()) bytes += vector.length;
      }
      const wanted = Math.floor((targetBytes * points.length) / Math.max(1, bytes));
      rows = Math.min(mostRows, Math.max(leastRows, wanted));
    },
  };
}
