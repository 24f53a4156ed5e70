import type { Digest } from './point-digest.ts';

/** Digests by row and column in typed arrays: eight bytes a value, nothing for a column no point has. */
export interface DigestTable {
  readonly columns: readonly string[];
  set(row: number, column: string, digest: Digest): void;
  /** Undefined where nothing was set. */
  get(row: number, column: string): Digest | undefined;
}

const firstRows = 1024;

export function createDigestTable(): DigestTable {
  const columns: string[] = [];
  const halves = new Map<string, Uint32Array>();
  return {
    columns,
    set(row, column, { high, low }) {
      let values = halves.get(column);
      if (!values) columns.push(column);
      if (!values || values.length < (row + 1) * 2) {
        const grown = new Uint32Array(2 * Math.max(firstRows, 2 ** Math.ceil(Math.log2(row + 1))));
        if (values) grown.set(values);
        halves.set(column, grown);
        values = grown;
      }
      values[row * 2] = high;
      values[row * 2 + 1] = low;
    },
    get(row, column) {
      const values = halves.get(column);
      const high = values?.[row * 2] ?? 0;
      const low = values?.[row * 2 + 1] ?? 0;
      return high === 0 && low === 0 ? undefined : { high, low };
    },
  };
}
