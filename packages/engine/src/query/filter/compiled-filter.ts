import type { PointId } from '../../operation/point.ts';
import type { SegmentView } from '../../segment/segment-view.ts';
import type { IndexedFields } from '../read-source.ts';

export interface FilterOptions {
  /** Fields with a declared index: their conditions answer as an index would (text is tokenised, uuids in any form …). Absent: none. */
  readonly indexed?: IndexedFields;
}

/** A filter ready to run: no allocation a row, no I/O. */
export interface CompiledFilter {
  /** Whether the point of a row passes. The row need not be live. */
  matches(segment: SegmentView, row: number): boolean;
  /** When present, only these ids can pass; they still have to be checked. */
  readonly ids: readonly PointId[] | undefined;
  /** Whether walks through a graph take links in the order that indexes leave them in. */
  readonly swapsLinks?: boolean;
  /** Relative cost of one check; 0: needs neither payload nor id. */
  readonly cost: number;
}
