/** Capacity for at least `rows`: doubled, so that growing costs little on average. */
export function grownCapacity(current: number, rows: number): number {
  return Math.max(rows, current * 2, 64);
}

type TypedArray = Uint8Array | Uint32Array | Float64Array | Int32Array | Float32Array;

/** The array itself when it holds `rows` elements, else a larger copy; new elements are 0. */
export function grown<T extends TypedArray>(array: T, rows: number): T {
  if (rows <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(grownCapacity(array.length, rows));
  larger.set(array);
  return larger;
}

/** A list of row numbers in four bytes each. */
export interface RowList {
  readonly length: number;
  push(row: number): void;
  /** The rows, in the order they came; the list is empty afterwards. */
  take(): Uint32Array;
  /** Puts rows that were taken back in front. */
  restore(rows: Uint32Array): void;
}

export function createRowList(): RowList {
  let rows = new Uint32Array(0);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(row) {
      rows = grown(rows, length + 1);
      rows[length++] = row;
    },
    take() {
      const taken = rows.slice(0, length);
      rows = new Uint32Array(0);
      length = 0;
      return taken;
    },
    restore(taken) {
      const joined = new Uint32Array(grownCapacity(0, taken.length + length));
      joined.set(taken);
      joined.set(rows.subarray(0, length), taken.length);
      rows = joined;
      length += taken.length;
    },
  };
}
