import type { PayloadFieldSchema, SparseVectorParams, VectorParams } from '@sextant/contract';
import type { SegmentConfig, SegmentManifest } from '@sextant/snapshot';
import type { NamedVectors, Payload, PointId } from '../operation/point.ts';
import type { FrozenFile } from './frozen-file.ts';
import type { SegmentCore } from './segment-core.ts';
import type { SegmentView } from './segment-view.ts';

/** A segment as a shard holds it. Everything but `flush`, `freeze` and `remove` is synchronous and in memory. */
export interface Segment {
  /** Name of its directory. */
  readonly uuid: string;
  readonly directory: string;
  readonly view: SegmentView;
  readonly core: SegmentCore;
  readonly config: SegmentConfig;
  readonly isAppendable: boolean;
  /** Highest operation that changed it; undefined when none did. */
  readonly version: number | undefined;
  /** Whether memory and files differ. */
  readonly isDirty: boolean;
  /** Rows and bytes, roughly, that a flush would write. */
  readonly dirtyRows: number;
  /** The row is no longer the current version of its point, since operation `version`. */
  kill(row: number, version: number): void;
  addVector(name: string, params: { readonly dense?: VectorParams; readonly sparse?: SparseVectorParams }, version: number): void;
  removeVector(name: string, version: number): void;
  /** Fields with a declared index, for `payload_index/config.json`. */
  setSchema(schema: ReadonlyMap<string, PayloadFieldSchema>, version: number | undefined): void;
  /** Takes the present state, at once; one flush at a time. */
  beginFlush(): PendingFlush;
  /** The files as the last flush left them. Not while a flush is under way. */
  freeze(): Promise<FrozenFile[]>;
  /** The versions of the files of `freeze`. Under the same file pin, before the next flush. */
  manifest(files: readonly FrozenFile[]): Promise<SegmentManifest>;
  /** Rows that died before the pin keep what they hold until it is called; so does what they occupy in the files. */
  pin(): () => void;
  /** As `pin`, and also no row of the files is given to another point. */
  pinFiles(): () => void;
}

/** A segment that takes new rows. */
export interface AppendableSegment extends Segment {
  /** Whether `rows` more rows surely fit its memories. */
  hasRoom(rows: number): boolean;
  /** Makes the new current row of a point from its complete content; the earlier row of the id here, if any, dies. */
  insert(id: PointId, version: number, content: RowContent): void;
}

/** What a new row holds: the vectors of a user, else those of an earlier row of the point that are not dropped. */
export interface RowContent {
  readonly vectors: NamedVectors;
  readonly payload: Payload | undefined;
  readonly base?: { readonly segment: Segment; readonly row: number };
  /** Names not taken from the base. */
  readonly dropped?: ReadonlySet<string>;
}

/** A state that waits to be written; exactly one of the two is called. */
export interface PendingFlush {
  /**
   * Vectors, payloads and versions first, then the mapping, then segment.json. When that fails, the files are as valid as before and the
   * changes are kept for the next flush.
   */
  write(): Promise<void>;
  /** Keeps the changes for the next flush. */
  cancel(): void;
}
