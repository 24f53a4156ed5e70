import {
  type ComparedPoint,
  comparedPoints,
  type DiffCounts,
  diffPoints,
  type PointDifference,
  type SnapshotReader,
} from '@sextant/snapshot';
import { type ExitCode, exitCodes } from '../command.ts';
import { createStatusLine } from '../progress.ts';
import { formatCount } from '../quantity.ts';
import { livePoints } from './live-points.ts';
import { openSettled } from './settle.ts';
import { shownText } from './shown-text.ts';
import { write, writeJson } from './snapshot-io.ts';
import { openSource, type SnapshotContext } from './source.ts';
import { UsageError } from './usage-error.ts';
import { countOption, textOption, type Verb, type VerbCall } from './verb.ts';

export const diffVerb: Verb = {
  name: 'diff',
  summary: 'two snapshots, or a snapshot and a live collection, point by point; exit code 5 when they differ',
  usage: `LEFT RIGHT [options]
       sextant snapshot diff LEFT --url URL --collection NAME [options]

  --url URL         compare with a running server (--api-key or QDRANT_API_KEY)
  --collection NAME the collection there, and in full snapshots
  --base SOURCE     for partial snapshots: the shard snapshot they were made against
  --limit N         list at most so many differences; all are counted
`,
  options: { url: { type: 'string' }, collection: { type: 'string' }, base: { type: 'string' }, limit: { type: 'string' } },
  run: diff,
};

interface Pair {
  readonly collection: string | undefined;
  readonly left: AsyncIterable<ComparedPoint>;
  readonly right: AsyncIterable<ComparedPoint>;
}

async function diff(context: SnapshotContext, call: VerbCall): Promise<ExitCode> {
  const [leftName, rightName, ...rest] = call.sources;
  const url = textOption(call, 'url');
  const collection = textOption(call, 'collection');
  if (leftName === undefined || rest.length > 0 || (url === undefined) === (rightName === undefined))
    throw new UsageError('name two snapshots, or one and --url with --collection');
  if (url !== undefined && collection === undefined) throw new UsageError('--url needs --collection');
  const limit = countOption(call, 'limit') ?? Number.POSITIVE_INFINITY;
  const opened: SnapshotReader[] = [];
  const openSide = async (name: string): Promise<SnapshotReader> => {
    const { snapshot } = await openSettled(
      context,
      await openSource(context, name, { base: textOption(call, 'base'), isBaseOptional: true }),
    );
    opened.push(snapshot);
    return snapshot;
  };
  try {
    const left = await openSide(leftName);
    const right = rightName === undefined ? undefined : await openSide(rightName);
    const selection = collection === undefined ? {} : { collection };
    const live = { url: url ?? '', collection: collection ?? '', apiKey: context.apiKey, signal: context.signal };
    const pairs: Pair[] = right
      ? pairUp(left, right, collection)
      : // A collection snapshot does not tell its name: it is compared with the collection that was named.
        [{ collection: undefined, left: comparedPoints(left, left.kind === 'shard' ? {} : selection), right: livePoints(live) }];
    return await comparePairs(context, call, pairs, limit);
  } finally {
    for (const snapshot of opened) await snapshot.close();
  }
}

/** Full snapshots are compared collection by collection; anything else as one. */
function pairUp(left: SnapshotReader, right: SnapshotReader, collection: string | undefined): Pair[] {
  if (collection === undefined && (left.kind === 'full') !== (right.kind === 'full'))
    throw new UsageError('one side is a full snapshot: name the collection to compare with --collection');
  if (collection !== undefined || left.kind !== 'full' || right.kind !== 'full') {
    const points = (side: SnapshotReader): AsyncIterable<ComparedPoint> =>
      comparedPoints(side, collection === undefined || side.kind === 'shard' ? {} : { collection });
    return [{ collection: undefined, left: points(left), right: points(right) }];
  }
  const names = new Set([...left.collections.keys(), ...right.collections.keys()]);
  return [...names].sort().map((name) => ({
    collection: name,
    left: left.collections.has(name) ? comparedPoints(left, { collection: name }) : nothing(),
    right: right.collections.has(name) ? comparedPoints(right, { collection: name }) : nothing(),
  }));
}

async function* nothing(): AsyncGenerator<ComparedPoint, void, void> {}

async function comparePairs(context: SnapshotContext, call: VerbCall, pairs: readonly Pair[], limit: number): Promise<ExitCode> {
  const { io, signal } = context;
  const status = createStatusLine('comparing', io.stderr);
  const totals = { left: 0, right: 0, added: 0, removed: 0, changed: 0 };
  let listed = 0;
  const counting = async function* (
    points: AsyncIterable<ComparedPoint>,
    side: 'left' | 'right',
  ): AsyncGenerator<ComparedPoint, void, void> {
    for await (const point of points) {
      signal.throwIfAborted();
      totals[side]++;
      status.update(() => `${formatCount(totals.left + totals.right)} points read`);
      yield point;
    }
  };
  try {
    for (const { collection, left, right } of pairs) {
      for await (const difference of diffPoints(counting(left, 'left'), counting(right, 'right'))) {
        totals[difference.change]++;
        if (listed++ >= limit) continue;
        if (call.isJson)
          await writeJson(io.stdout, { type: 'difference', ...(collection === undefined ? {} : { collection }), ...difference }, signal);
        else await write(io.stdout, differenceText(difference, collection), signal);
      }
    }
  } finally {
    status.end();
  }
  const isEqual = totals.added + totals.removed + totals.changed === 0;
  if (call.isJson) await writeJson(io.stdout, { type: 'diff', equal: isEqual, ...totals }, signal);
  else await write(io.stdout, summaryText(totals, isEqual), signal);
  return isEqual ? exitCodes.ok : exitCodes.differs;
}

const marks = { added: '+', removed: '-', changed: '~' } as const;

function differenceText({ change, id, shardKey, parts }: PointDifference, collection: string | undefined): string {
  const place = [collection, shardKey === undefined ? undefined : `key ${shardKey}`].filter((part) => part !== undefined);
  const what = `${place.length === 0 ? '' : `${place.join(', ')}: `}${id}${parts === undefined ? '' : `  ${parts.join(', ')}`}`;
  return `${marks[change]} ${shownText(what)}\n`;
}

function summaryText({ left, right, added, removed, changed }: DiffCounts, isEqual: boolean): string {
  const counts = `${formatCount(left)} points left, ${formatCount(right)} right`;
  return isEqual
    ? `equal: ${counts}\n`
    : `differ: ${formatCount(added)} added, ${formatCount(removed)} removed, ${formatCount(changed)} changed; ${counts}\n`;
}
