import { joinPath, type Vfs } from '@sextant/vfs';
import { setBit } from '../format/bits.ts';
import { encodeFlagsStatus, flagsFileBytes } from '../format/dynamic-flags.ts';
import { writeNewFile } from './write-file.ts';

/** A flags directory in the making: which rows have no such vector. */
export interface RowFlags {
  set(row: number): void;
  /** Writes the directory for `rows` rows. */
  finish(rows: number): Promise<void>;
}

export function createRowFlags(vfs: Vfs, directory: string): RowFlags {
  let bits = new Uint8Array(1024);
  return {
    set(row) {
      if (row >= bits.length * 8) {
        const grown = new Uint8Array(2 ** Math.ceil(Math.log2(row / 8 + 2)));
        grown.set(bits);
        bits = grown;
      }
      setBit(bits, row, true);
    },
    async finish(rows) {
      await vfs.mkdir(directory, { recursive: true });
      await writeNewFile(vfs, joinPath(directory, 'status.dat'), encodeFlagsStatus(rows));
      await writeNewFile(vfs, joinPath(directory, 'flags_a.dat'), bits.subarray(0, Math.ceil(rows / 8)), flagsFileBytes(rows));
    },
  };
}
