import type { PayloadFieldSchema, SparseVectorParams, VectorParams } from '@sextant/contract';
import { createBackgroundSlice, joinPath, type Vfs } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import type { PointId } from '../operation/point.ts';
import { appendableSegment } from '../segment/appendable-segment.ts';
import { isAppendableSegment } from '../segment/open-segment.ts';
import type { AppendableSegment, Segment } from '../segment/segment.ts';
import { appendableConfig } from '../segment/segment-config.ts';
import type { SegmentView } from '../segment/segment-view.ts';
import type { ApplyTarget, Place } from './apply-operation.ts';

export interface SegmentSetParts {
  readonly vfs: Vfs;
  readonly directory: string;
  readonly durable: boolean;
  readonly onDiskPayload: boolean;
  readonly schema: Map<string, PayloadFieldSchema>;
  readonly vectors: Map<string, VectorParams>;
  readonly sparseVectors: Map<string, SparseVectorParams>;
}

/** The segments of a shard; one of them, the primary, takes new rows. */
export interface SegmentSet extends ApplyTarget {
  views(): readonly SegmentView[];
  /** In the order in which they must be flushed: rows move only towards the primary, and must be there on disk before they are gone elsewhere. */
  inFlushOrder(): readonly Segment[];
  pin(): () => void;
}

/** Rows for which there must be room before another is written to a segment. */
const reservedRows = 1;

export function createSegmentSet(parts: SegmentSetParts, opened: readonly Segment[]): SegmentSet {
  let segments: readonly Segment[] = opened;
  // Newest first.
  const primaries: AppendableSegment[] = opened.filter(isAppendableSegment);
  let views: readonly SegmentView[] = segments.map((segment) => segment.view);
  if (primaries.length === 0) add();

  function add(): AppendableSegment {
    const uuid = crypto.randomUUID();
    const config = appendableConfig(parts.vectors, parts.sparseVectors, parts.onDiskPayload);
    const directory = joinPath(parts.directory, `segments/${uuid}`);
    const segment = appendableSegment({ vfs: parts.vfs, directory, uuid, config, durable: parts.durable, schema: parts.schema });
    segments = [...segments, segment];
    views = segments.map((one) => one.view);
    primaries.unshift(segment);
    return segment;
  }

  function locate(id: PointId): Place | undefined {
    for (const segment of segments) {
      const row = segment.view.rowOf(id);
      if (row !== undefined) return { segment, row };
    }
    return undefined;
  }

  return {
    schema: parts.schema,
    vectors: parts.vectors,
    sparseVectors: parts.sparseVectors,
    segments: () => segments,
    views: () => views,
    locate,
    primary() {
      const current = primaries[0] as AppendableSegment;
      if (current.hasRoom(reservedRows)) return current;
      const next = add();
      if (!next.hasRoom(reservedRows)) throw new EngineError('service_error', 'a new segment has no room for a single row');
      return next;
    },
    inFlushOrder: () => [...primaries, ...segments.filter((segment) => !segment.isAppendable)],
    pin() {
      const releases = segments.map((segment) => segment.pin());
      return () => {
        for (const release of releases) release();
      };
    },
  };
}

/** Of an id that lives in several segments only the highest version stays. */
export async function dropOlderDuplicates(segments: readonly Segment[]): Promise<number> {
  const slice = createBackgroundSlice();
  let dropped = 0;
  for (const [position, segment] of segments.entries()) {
    const others = segments.slice(position + 1);
    if (others.length === 0) break;
    const { view } = segment;
    for (let row = 0; row < view.rowCount; row++) {
      if (slice.isDue()) await slice.rest();
      if (view.live[row] !== 1) continue;
      const id = view.idOf(row);
      for (const other of others) {
        const twin = other.view.rowOf(id);
        if (twin === undefined) continue;
        dropped++;
        const isNewer = view.versionOf(row) >= other.view.versionOf(twin);
        // As of the operation that made the newer copy: what this changes in the files must be seen by who compares versions.
        if (isNewer) other.kill(twin, view.versionOf(row));
        else {
          segment.kill(row, other.view.versionOf(twin));
          break;
        }
      }
    }
  }
  return dropped;
}
