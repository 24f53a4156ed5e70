import {
  applyPartialMerge,
  type ComparedPoint,
  comparedPoints,
  inspectSnapshot,
  isFormatError,
  listArchive,
  openSnapshot,
  planPartialMerge,
  pointLine,
  selectShards,
  unpackSnapshot,
  verifySnapshot,
  type WalOperation,
} from '@sextant/snapshot';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { type ArchiveFixture, archiveOf, inPieces } from './archive-fixtures.test.data.ts';
import { watchedVfs } from './watched-vfs.test.data.ts';

/** What the reader of files makes of an archive. */
export interface ReaderVerdict {
  /** What it must never do: another kind of error, a file left open, a write elsewhere. */
  readonly faults: readonly string[];
  /** Why it cannot be read; undefined when every point can. */
  readonly refusal?: string;
  /** What the check finds that would lose data or fail a restore. */
  readonly findings: readonly string[];
  readonly points: readonly ComparedPoint[];
  /** Ids that the log speaks of, whose points may change when it is applied; undefined when some are chosen by a filter. */
  readonly pendingIds: ReadonlySet<string> | undefined;
}

/** Reads an archive in every way there is. */
export async function judgeReader(fixture: ArchiveFixture, archive: Uint8Array): Promise<ReaderVerdict> {
  const watched = watchedVfs(memoryVfs(), ['/s', '/base']);
  const { vfs } = watched;
  const faults: string[] = [];
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<{ value?: T; refusal?: string }> => {
    try {
      return { value: await work() };
    } catch (error) {
      if (!isFormatError(error)) faults.push(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      else if (error.details.file === undefined && error.details.offset === undefined)
        faults.push(`${what}: no place named: ${error.message}`);
      return { refusal: (error as Error).message };
    }
  };
  await vfs.mkdir('/s');
  await attempt('ls', async () => {
    for await (const entry of listArchive(inPieces(archive))) if (entry.sizeBytes < 0) faults.push(`a size of ${entry.sizeBytes}`);
  });
  const unpacked = await attempt('unpack', async () => unpackSnapshot(inPieces(archive), vfs, '/s', { isDurable: false }));
  if (unpacked.refusal !== undefined)
    return { faults: [...faults, ...watched.offences], refusal: unpacked.refusal, findings: [], points: [], pendingIds: new Set() };
  let root = '/s';
  let merged: string | undefined;
  if (fixture.base !== undefined) {
    await attempt('verify', () => verifySnapshot(vfs, '/s'));
    merged = (await attempt('merge', () => mergeUpon(vfs, fixture.base ?? ''))).refusal;
    root = '/base';
  }
  const verified = await attempt('verify', () => verifySnapshot(vfs, root));
  if (verified.refusal !== undefined) faults.push(`verify threw ${verified.refusal}`);
  await attempt('inspect', () => inspectSnapshot(vfs, root));
  const read = await attempt('read', () => readAll(vfs, root));
  if (watched.openFiles() > 0) faults.push(`${watched.openFiles()} files left open`);
  const refusal = merged ?? read.refusal;
  return {
    faults: [...faults, ...watched.offences],
    ...(refusal === undefined ? {} : { refusal }),
    findings: (verified.value?.findings ?? []).flatMap(({ severity, file, message }) =>
      severity === 'error' ? [`${file}: ${message}`] : [],
    ),
    points: read.value?.points ?? [],
    pendingIds: read.value?.pendingIds,
  };
}

async function mergeUpon(vfs: Vfs, base: string): Promise<void> {
  await vfs.mkdir('/base');
  await unpackSnapshot(inPieces(await archiveOf(base)), vfs, '/base', { isDurable: false });
  await applyPartialMerge(vfs, '/base', '/s', await planPartialMerge(vfs, '/base', '/s'));
}

async function readAll(vfs: Vfs, root: string): Promise<{ points: ComparedPoint[]; pendingIds: Set<string> | undefined }> {
  const snapshot = await openSnapshot(vfs, root);
  try {
    const points: ComparedPoint[] = [];
    for await (const point of comparedPoints(snapshot)) {
      // Numbers as text take their time: some points speak for all.
      if (points.length % 50 === 0)
        pointLine(point as never, { collection: 'c', shardKey: point.shardKey }, { withVectors: true, withPayload: true });
      points.push(point);
    }
    let pendingIds: Set<string> | undefined = new Set();
    for (const { shard } of selectShards(snapshot))
      for await (const { operation } of shard.pendingOperations()) {
        const ids = idsOf(operation);
        if (ids === undefined) pendingIds = undefined;
        else for (const id of ids) pendingIds?.add(String(id));
      }
    return { points, pendingIds };
  } finally {
    await snapshot.close();
  }
}

function idsOf(operation: WalOperation): readonly unknown[] | undefined {
  if (operation.kind === 'create_index' || operation.kind === 'delete_index') return [];
  if (operation.kind === 'upsert_points' || operation.kind === 'update_vectors') return operation.points.map(({ id }) => id);
  if (operation.kind === 'delete_points') return operation.ids;
  if ('selector' in operation && 'ids' in operation.selector) return operation.selector.ids;
  return undefined;
}
