import {
  type PendingOperation,
  type SnapshotReader,
  selectShards,
  type WalOperation,
  type WalPointId,
  type WalPointSelector,
} from '@sextant/snapshot';
import { formatCounted } from '../quantity.ts';

/** An operation that the log holds, without its vectors and payloads. */
export interface LogEntry {
  readonly collection?: string;
  readonly shard?: number;
  /** Number of the operation: the version that it gives to the points it changes. */
  readonly number: number;
  readonly kind: WalOperation['kind'];
  /** How many points it names; absent where it chooses them by a filter. */
  readonly points?: number;
  /** What it is about, for people: `3 points (1, 2, 3)`. */
  readonly about: string;
}

const shownIds = 3;

/** The log of every shard, in its order. */
export async function* logEntries(snapshot: SnapshotReader): AsyncGenerator<LogEntry, void, void> {
  for (const { shard, shardId, collection } of selectShards(snapshot)) {
    for await (const pending of shard.pendingOperations())
      yield {
        ...(collection === undefined ? {} : { collection }),
        ...(shardId === undefined ? {} : { shard: shardId }),
        ...entryOf(pending),
      };
  }
}

function entryOf({ index, operation }: PendingOperation): Pick<LogEntry, 'number' | 'kind' | 'points' | 'about'> {
  const ids = idsOf(operation);
  const parts = [
    ...(ids === undefined ? [] : [`${formatCounted(ids.length, 'point')} (${shownOf(ids)})`]),
    ...('filter' in operation || ('selector' in operation && 'filter' in operation.selector) ? ['points of a filter'] : []),
    ...('key' in operation && operation.key !== undefined ? [`below ${operation.key}`] : []),
    ...('payload' in operation ? [`fields ${Object.keys(operation.payload).join(', ')}`] : []),
    ...('keys' in operation ? [`fields ${operation.keys.join(', ')}`] : []),
    ...('names' in operation ? [`vectors ${operation.names.map((name) => name || '(unnamed)').join(', ')}`] : []),
    ...('field' in operation ? [`field ${operation.field}`] : []),
    ...('name' in operation ? [operation.name] : []),
  ];
  return { number: index, kind: operation.kind, ...(ids === undefined ? {} : { points: ids.length }), about: parts.join(', ') };
}

function idsOf(operation: WalOperation): readonly WalPointId[] | undefined {
  if ('points' in operation) return operation.points.map(({ id }) => id);
  if ('ids' in operation) return operation.ids;
  return 'selector' in operation ? idsOfSelector(operation.selector) : undefined;
}

function idsOfSelector(selector: WalPointSelector): readonly WalPointId[] | undefined {
  return 'ids' in selector ? selector.ids : undefined;
}

function shownOf(ids: readonly WalPointId[]): string {
  return `${ids.slice(0, shownIds).join(', ')}${ids.length > shownIds ? ', …' : ''}`;
}
