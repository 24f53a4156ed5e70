import type { Vfs } from '@sextant/vfs';
import type { Vector } from '../operation/point.ts';
import type { RowVersions } from './file-versions.ts';
import type { FlushFiles } from './flush-files.ts';
import type { FrozenFile } from './frozen-file.ts';
import type { VectorStorageView } from './segment-view.ts';

/** The vectors of one name in one segment: in memory for reading, and its files. */
export interface VectorStorage {
  readonly view: VectorStorageView;
  /** Rows that have a vector, dead rows included until they are reused. */
  has(row: number): boolean;
  vectorOf(row: number): Vector | undefined;
  /** Gives a row its vector, as the user wrote it; undefined: none. The vector must fit the configuration. */
  put(row: number, vector: Vector | undefined): void;
  /** Gives a row what a row of the same or another storage of equal configuration holds, unchanged. */
  copy(row: number, from: VectorStorage, fromRow: number): void;
  /** The row is to be reused: what it holds elsewhere (rows of a multivector, elements) is free. */
  release(row: number): void;
  /** Whether `rows` more rows surely fit. */
  hasRoom(rows: number): boolean;
  /** Writes the given rows and whatever files the storage needs for `rowCount` rows. */
  flush(files: FlushFiles, rows: Uint32Array, rowCount: number): Promise<void>;
  /** After a flush: rows no longer mapped on disk give back their room. Called before `release`. */
  forget(files: FlushFiles, rows: Uint32Array): Promise<void>;
  /** Whether the files name room of rows that are dead, as a kill may leave it: the next `forget` clears that, too. */
  hasStale(): boolean;
  /** The files as the last flush left them. */
  freeze(): FrozenFile[];
  /** Versions of the files that hold rows, by path; files without a row are not in it. Under a file pin, while no flush is under way. */
  fileVersions(rows: RowVersions): Promise<Map<string, number>>;
  /**
   * Reads the files of rows `0 … rowCount - 1`: those of `live` rows at least, and the sparse vectors of `deleted` ones. A missing
   * directory: every vector is absent.
   */
  load(vfs: Vfs, segmentDirectory: string, rowCount: number, live: Uint8Array, deleted: Uint8Array): Promise<void>;
}
