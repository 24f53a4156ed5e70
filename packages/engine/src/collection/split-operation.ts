import type { PointOperation } from '../operation/operation.ts';
import type { PointId } from '../operation/point.ts';

/**
 * The parts of an operation, by shard id: each shard gets only its own points. Operations by filter and operations on the schema
 * go to all of `shardIds`; an operation without points goes to none.
 */
export function splitOperation(
  operation: PointOperation,
  shardIds: readonly number[],
  shardOf: (id: PointId) => number,
): Map<number, PointOperation> {
  switch (operation.kind) {
    case 'upsert_points':
    case 'update_vectors': {
      const groups = groupBy(operation.points, (point) => shardOf(point.id));
      return mapValues(groups, (points) => ({ ...operation, points }));
    }
    case 'delete_points':
      return mapValues(groupBy(operation.ids, shardOf), (ids) => ({ ...operation, ids }));
    case 'delete_vectors':
    case 'set_payload':
    case 'overwrite_payload':
    case 'delete_payload':
    case 'clear_payload': {
      if (!('ids' in operation.selector)) return toAll(operation, shardIds);
      return mapValues(groupBy(operation.selector.ids, shardOf), (ids) => ({ ...operation, selector: { ids } }));
    }
    default:
      return toAll(operation, shardIds);
  }
}

function toAll(operation: PointOperation, shardIds: readonly number[]): Map<number, PointOperation> {
  return new Map(shardIds.map((shard) => [shard, operation]));
}

function groupBy<T>(items: readonly T[], shardOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const shard = shardOf(item);
    const group = groups.get(shard);
    if (group === undefined) groups.set(shard, [item]);
    else group.push(item);
  }
  return groups;
}

function mapValues<A, B>(groups: Map<number, A>, map: (value: A) => B): Map<number, B> {
  return new Map([...groups].map(([shard, value]) => [shard, map(value)]));
}
