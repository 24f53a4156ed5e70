import { createBackgroundSlice, joinPath, type Vfs } from '@sextant/vfs';
import type { PointId } from '../format/point-id.ts';
import { isAppendable, type SegmentConfig } from '../format/segment-state.ts';
import { parseClocks, parseReplicaState, parseShardConfig } from '../format/shard-files.ts';
import { parseAckIndex, readPendingWal } from '../read/pending-wal.ts';
import { isZeroFrom } from '../read/ranged-file.ts';
import { decodeOptionalText, isDirectory } from '../read/read-file.ts';
import { listSegments } from '../read/shard-reader.ts';
import { readWalEntries } from '../read/wal-entries.ts';
import { type Report, reportErrors } from './finding.ts';
import { type VerifyDepth, verifySegment } from './verify-segment.ts';

export interface VerifiedShard {
  /** Distinct ids; what the log adds is not counted. */
  readonly ids: ReadonlySet<PointId>;
  readonly segments: number;
  readonly pendingOperations: number;
  /** The configuration of each segment, with its directory. */
  readonly configs: readonly { readonly path: string; readonly config: SegmentConfig }[];
}

/** Checks a shard directory: its own files, each segment, the log. */
export async function verifyShard(vfs: Vfs, path: string, report: Report, depth: VerifyDepth = 'values'): Promise<VerifiedShard> {
  await reportErrors(path, report, async () => {
    await decodeOptionalText(vfs, joinPath(path, 'shard_config.json'), parseShardConfig);
    await decodeOptionalText(vfs, joinPath(path, 'newest_clocks.json'), parseClocks);
    await decodeOptionalText(vfs, joinPath(path, 'oldest_clocks.json'), parseClocks);
    const replica = await decodeOptionalText(vfs, joinPath(path, 'replica_state.json'), parseReplicaState);
    const file = joinPath(path, 'replica_state.json');
    if (!replica) report({ severity: 'warning', file, message: 'the file does not exist: a server refuses the shard' });
    else if (!replica.isLocal) report({ severity: 'error', file, message: 'is_local is false: the shard has no data here' });
    else if (replica.peers.size > 0 && !replica.peers.has(String(replica.thisPeerId)))
      report({ severity: 'warning', file, message: `this_peer_id ${replica.thisPeerId} is not among the peers` });
  });
  let ids = new Set<PointId>();
  const configs: { path: string; config: SegmentConfig }[] = [];
  let newest = -1;
  const list = await reportErrors(path, report, () => listSegments(vfs, joinPath(path, 'segments')));
  for (const { name, reason } of list?.ignored ?? [])
    report({ severity: 'warning', file: joinPath(path, 'segments', name), message: `passed over: ${reason}` });
  if (list?.directories.length === 0)
    report({ severity: 'error', file: joinPath(path, 'segments'), message: 'there is no segment: a shard has one even when it is empty' });
  for (const directory of list?.directories ?? []) {
    const segment = await verifySegment(vfs, directory, report, depth);
    if (!segment) continue;
    configs.push({ path: directory, config: segment.state.config });
    newest = Math.max(newest, segment.newest);
    if (ids.size === 0) ids = segment.ids;
    else await addAll(ids, segment.ids);
  }
  if (configs.length > 0 && !configs.some(({ config }) => isAppendable(config))) {
    report({ severity: 'warning', file: joinPath(path, 'segments'), message: 'no segment takes new points: the engine adds an empty one' });
  }
  const pendingOperations = await verifyWal(vfs, joinPath(path, 'wal'), newest, report);
  return { ids, segments: list?.directories.length ?? 0, pendingOperations, configs };
}

async function addAll(ids: Set<PointId>, more: ReadonlySet<PointId>): Promise<void> {
  const slice = createBackgroundSlice();
  for (const id of more) {
    ids.add(id);
    if (slice.isDue()) await slice.rest();
  }
}

async function verifyWal(vfs: Vfs, path: string, newest: number, report: Report): Promise<number> {
  if (!(await isDirectory(vfs, path))) {
    report({ severity: 'error', file: path, message: 'the directory does not exist: a server refuses the shard' });
    return 0;
  }
  await checkWalTails(vfs, path, report);
  let count = 0;
  let last = -1;
  await reportErrors(path, report, async () => {
    for await (const { index, operation } of readPendingWal(vfs, path)) {
      count++;
      last = index;
      if (operation.kind === 'unknown')
        report({ severity: 'warning', file: path, message: `log entry ${index} is of an unknown kind, ${operation.name}` });
    }
  });
  if (count === 0) await checkEmptyWal(vfs, path, newest, report);
  else if (last < newest)
    report({
      severity: 'warning',
      file: path,
      message: `the log ends at operation ${last}, a point has version ${newest}: updates of it would be ignored`,
    });
  return count;
}

/** The next operation gets the number of the last closed file; one at or below a point's version would be ignored without a word. */
async function checkEmptyWal(vfs: Vfs, path: string, newest: number, report: Report): Promise<void> {
  const starts = (await vfs.readdir(path)).flatMap(({ name }) =>
    /^closed-\d{1,15}$/.test(name) ? [Number(name.slice('closed-'.length))] : [],
  );
  const next = Math.max(0, ...starts);
  if (newest >= next && newest >= 0) {
    report({
      severity: 'error',
      file: path,
      message: `the next operation would be number ${next}, but a point has version ${newest}: updates of it would be ignored`,
    });
  }
}

/** Reading a log ends without a word at the first entry whose CRC does not follow; only here is it told from the end. */
async function checkWalTails(vfs: Vfs, path: string, report: Report): Promise<void> {
  let closedEnd = 0;
  let openCount = 0;
  for (const { name, kind } of await vfs.readdir(path)) {
    const match = /^(closed|open)-(\d+)$/.exec(name);
    if (kind !== 'file' || !match) continue;
    const file = joinPath(path, name);
    if (!Number.isSafeInteger(Number(match[2]))) {
      report({ severity: 'error', file, message: 'the number of the log file is absurd: its entries would be ignored' });
      continue;
    }
    const count = (await reportErrors(file, report, () => checkWalTail(vfs, file, match[1] === 'closed', report))) ?? 0;
    if (match[1] === 'open') openCount += count;
    else closedEnd = Math.max(closedEnd, Number(match[2]) + count);
  }
  await reportErrors(path, report, async () => {
    const file = joinPath(path, 'first-index');
    const found = (await decodeOptionalText(vfs, file, parseAckIndex)) ?? 0;
    if (found <= closedEnd + openCount) return;
    const message = 'the log ends before the operation that is acknowledged: entries are missing';
    report({ severity: 'warning', isTorn: true, file, message, expected: `at most ${closedEnd + openCount}`, found });
  });
}

/** Answers how many entries there are. */
async function checkWalTail(vfs: Vfs, file: string, isClosed: boolean, report: Report): Promise<number> {
  const end = await lastOf(readWalEntries(vfs, file));
  if (await isZeroFrom(vfs, file, end.offset)) return end.count;
  report({
    severity: isClosed ? 'error' : 'warning',
    isTorn: true,
    file,
    offset: end.offset,
    message: `the log ends after ${end.count} entries, but bytes follow that are no entry: operations from here on are lost`,
    expected: 'an entry whose CRC follows from the one before, or zeros',
    found: end.problem === 'short' ? 'an entry that is cut off' : 'a wrong CRC',
    remedy: 'a torn last write is harmless; otherwise take the snapshot again',
  });
  return end.count;
}

async function lastOf<T>(steps: AsyncGenerator<unknown, T, void>): Promise<T> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}
