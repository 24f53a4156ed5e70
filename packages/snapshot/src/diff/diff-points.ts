import { createBackgroundSlice } from '@sextant/vfs';
import { type PartSelection, selectShards } from '../dump/select-points.ts';
import type { PointId } from '../format/point-id.ts';
import type { StoredShardKey } from '../format/shard-files.ts';
import type { SnapshotReader } from '../read/collection-reader.ts';
import type { StoredPoint } from '../read/stored-point.ts';
import { createDigestTable, type DigestTable } from './digest-table.ts';
import { digestPayload, digestVector } from './point-digest.ts';

/** A point to compare. Its version does not count: two servers number their operations each for itself. */
export interface ComparedPoint extends Pick<StoredPoint, 'id' | 'vectors'> {
  readonly payload: Readonly<Record<string, unknown>>;
  /** With custom sharding, where an id may occur once under each key. */
  readonly shardKey?: StoredShardKey;
}

/** A point that is not the same on both sides. */
export interface PointDifference {
  readonly change: 'added' | 'removed' | 'changed';
  readonly id: PointId;
  readonly shardKey?: StoredShardKey;
  /** Of a changed point: `payload`, `vector` for the unnamed one, `vector "name"`. */
  readonly parts?: readonly string[];
}

export interface DiffCounts {
  readonly left: number;
  readonly right: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

type Points = AsyncIterable<ComparedPoint> | Iterable<ComparedPoint>;

const payloadColumn = 'payload';

/**
 * Compares two sets of points in any order, each read once: what the right one has beyond the left is `added`. Memory holds an id and
 * eight bytes a part for each point of the left side, not the points. Yields differences as they are found and returns the counts.
 */
export async function* diffPoints(left: Points, right: Points): AsyncGenerator<PointDifference, DiffCounts, void> {
  const rows = new Map<PointId | string, number>();
  const table = createDigestTable();
  const slice = createBackgroundSlice();
  for await (const point of left) {
    const key = keyOf(point);
    const row = rows.get(key) ?? rows.size;
    rows.set(key, row);
    for (const [column, digest] of partsOf(point)) table.set(row, column, digest);
    if (slice.isDue()) await slice.rest();
  }
  const counts = { left: rows.size, right: 0, added: 0, removed: 0, changed: 0 };
  for await (const point of right) {
    counts.right++;
    if (slice.isDue()) await slice.rest();
    const key = keyOf(point);
    const row = rows.get(key);
    if (row === undefined) {
      counts.added++;
      yield { change: 'added', ...placeOf(point) };
      continue;
    }
    rows.delete(key);
    const parts = changedParts(table, row, partsOf(point));
    if (parts.length === 0) continue;
    counts.changed++;
    yield { change: 'changed', ...placeOf(point), parts };
  }
  for (const key of rows.keys()) {
    counts.removed++;
    yield { change: 'removed', ...placeFromKey(key) };
  }
  return counts;
}

/** The points of a part of an open snapshot, as `diffPoints` wants them. */
export async function* comparedPoints(snapshot: SnapshotReader, selection: PartSelection = {}): AsyncGenerator<ComparedPoint, void, void> {
  for (const { shard, shardKey } of selectShards(snapshot, selection))
    for await (const point of shard.points()) yield shardKey === undefined ? point : { ...point, shardKey };
}

function partsOf({ vectors, payload }: ComparedPoint): Map<string, ReturnType<typeof digestPayload>> {
  const parts = new Map([[payloadColumn, digestPayload(payload)]]);
  for (const [name, vector] of vectors) parts.set(name === '' ? 'vector' : `vector "${name}"`, digestVector(vector));
  return parts;
}

function changedParts(table: DigestTable, row: number, parts: ReturnType<typeof partsOf>): string[] {
  const columns = new Set([...table.columns, ...parts.keys()]);
  return [...columns].filter((column) => {
    const before = table.get(row, column);
    const after = parts.get(column);
    return before?.high !== after?.high || before?.low !== after?.low;
  });
}

// A shard key is a string or a number; as JSON the two cannot be mistaken for each other, nor for an id, which never begins with "[".
function keyOf({ id, shardKey }: ComparedPoint): PointId | string {
  return shardKey === undefined ? id : JSON.stringify([typeof shardKey, String(shardKey), typeof id, String(id)]);
}

function placeOf({ id, shardKey }: ComparedPoint): { id: PointId; shardKey?: StoredShardKey } {
  return shardKey === undefined ? { id } : { id, shardKey };
}

function placeFromKey(key: PointId | string): { id: PointId; shardKey?: StoredShardKey } {
  if (typeof key !== 'string' || !key.startsWith('[')) return { id: key };
  const [keyType, shardKey = '', idType, id = ''] = JSON.parse(key) as string[];
  const restore = (type: string | undefined, text: string): PointId =>
    type === 'string' ? text : type === 'bigint' ? BigInt(text) : Number(text);
  return { id: restore(idType, id), shardKey: restore(keyType, shardKey) };
}
