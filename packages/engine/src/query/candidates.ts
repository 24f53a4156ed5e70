import type { PointId } from '../operation/point.ts';
import { createBestRows } from './best-rows.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import type { SegmentRead } from './paced-read.ts';
import { comparePointIds } from './point-id.ts';

/** A row with its rank: a higher key is better, whatever the metric. */
interface RankedRow {
  readonly found: SegmentRead;
  readonly row: number;
  readonly id: PointId;
  readonly key: number;
}

export interface CandidateOptions {
  readonly limit: number;
  /** Keys below it are no result. */
  readonly minKey: number;
  readonly filter: CompiledFilter | undefined;
  /** Points that are no result whatever their key. */
  readonly excluded: ReadonlySet<PointId>;
}

/** The best rows so far. Equal keys rank by id, numbers before UUIDs, so that an answer does not depend on where its points lie. */
export interface Candidates {
  /** What a key must reach to matter still. */
  readonly threshold: number;
  /** Whether the filter passes so little that it is cheaper to ask it before a row is scored. */
  readonly filterFirst: boolean;
  /** Takes a live row, asking filter and exclusions only when the key can still matter. */
  offer(found: SegmentRead, row: number, key: number): void;
  /** Best first. */
  sorted(): RankedRow[];
}

/** Rows the filter is asked about before its selectivity counts. */
const sample = 1024;

export function createCandidates({ limit, minKey, filter, excluded }: CandidateOptions): Candidates {
  const best = createBestRows<RankedRow>(limit, (a, b) => b.key - a.key || comparePointIds(a.id, b.id));
  let threshold = limit === 0 ? Infinity : minKey;
  let kept = 0;
  let asked = 0;
  let passed = 0;
  return {
    get threshold() {
      return threshold;
    },
    get filterFirst() {
      return filter !== undefined && kept < limit && asked >= sample && passed * 10 < asked;
    },
    offer(found, row, key) {
      if (!(key >= threshold)) return;
      if (filter !== undefined) {
        asked++;
        if (!filter.matches(found.segment, row)) return;
        passed++;
      }
      const id = found.segment.idOf(row);
      if (excluded.has(id)) return;
      best.offer({ found, row, id, key });
      kept++;
      if (kept >= limit) threshold = Math.max(minKey, best.worst()?.key ?? minKey);
    },
    sorted: () => best.sorted(),
  };
}
