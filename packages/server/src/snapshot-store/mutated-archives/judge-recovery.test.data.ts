import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type Collection, type Engine, EngineError, openEngine } from '@sextant/engine';
import { type ComparedPoint, diffPoints } from '@sextant/snapshot';
import { memoryVfs } from '@sextant/vfs';
import { localStore } from '../local-store.ts';
import { openSnapshotService } from '../open-snapshot-service.ts';
import type { SnapshotService } from '../snapshot-service.ts';
import { type ArchiveFixture, archiveOf, collectionFor, inPieces } from './archive-fixtures.test.data.ts';
import type { ReaderVerdict } from './judge-reader.test.data.ts';
import { listTree, type WatchedVfs, watchedVfs } from './watched-vfs.test.data.ts';

/** What a server did with an archive. */
export interface RecoveryVerdict {
  readonly outcome: 'refused' | 'accepted' | 'as it was';
  /** What it must never do. */
  readonly faults: readonly string[];
  /** Why it refused. */
  readonly message?: string;
}

/** How an archive is sent. */
export interface Sending {
  /** With the checksum of the archive as it was made. */
  readonly withChecksum: boolean;
  /** Into a collection that does not exist yet (collection snapshots only). */
  readonly isNew: boolean;
}

/** A server that holds what a fixture holds. */
export interface RecoveryBench {
  judge(archive: Uint8Array, reader: ReaderVerdict, sending: Sending): Promise<RecoveryVerdict>;
  close(): Promise<void>;
}

const refusals: ReadonlySet<string> = new Set([
  'bad_request',
  'wrong_input',
  'checksum_mismatch',
  'forbidden',
  'payload_too_large',
  'not_implemented',
]);

/** Opens a server over a watched file system with the undamaged fixture in it. */
export async function openBench(fixture: ArchiveFixture): Promise<RecoveryBench> {
  const original = await archiveOf(fixture.name);
  const watched = watchedVfs(memoryVfs(), ['/s', '/snapshots']);
  const { vfs } = watched;
  const engine = await openEngine({ vfs, storagePath: '/s', collectionDefaults: { wal_config: { wal_capacity_mb: 1 } } });
  const options = { engine, vfs, store: localStore(vfs, '/snapshots'), snapshotsPath: '/snapshots', urlRecovery: false };
  const snapshots = await openSnapshotService(options);
  const base = fixture.base === undefined ? original : await archiveOf(fixture.base);
  if (fixture.kind !== 'collection') await engine.createCollection('c', await collectionFor(base));
  const sha256 = createHash('sha256').update(original).digest('hex');
  const state: BenchState = { fixture, watched, engine, snapshots, base, original, sha256, before: undefined };
  return {
    judge: (archive, reader, sending) => judge(state, archive, reader, sending),
    close: async () => {
      await snapshots.close();
      await engine.close();
    },
  };
}

interface BenchState {
  readonly fixture: ArchiveFixture;
  readonly watched: WatchedVfs;
  readonly engine: Engine;
  readonly snapshots: SnapshotService;
  readonly base: Uint8Array;
  readonly original: Uint8Array;
  readonly sha256: string;
  /** What the collection and the directories hold; undefined when an archive was accepted since. */
  before: { readonly points: string; readonly tree: string } | undefined;
}

async function judge(state: BenchState, archive: Uint8Array, reader: ReaderVerdict, sending: Sending): Promise<RecoveryVerdict> {
  const { fixture, watched, engine } = state;
  state.before ??= await restore(state);
  const faults: string[] = [];
  const isNew = sending.isNew && fixture.kind === 'collection';
  const name = isNew ? 'new' : 'c';
  let refusal: unknown;
  try {
    await send(state, name, archive, sending.withChecksum);
  } catch (error) {
    refusal = error;
  }
  const isSame = Buffer.compare(archive, state.original) === 0;
  if (refusal === undefined) {
    if (sending.withChecksum && !isSame) faults.push('accepted in spite of its checksum');
    if (!isSame) {
      // A server leaves out what a restore has no use for, under whatever name; the reader unpacks it.
      if (reader.refusal !== undefined && !reader.refusal.includes('cannot unpack'))
        faults.push(`accepted what cannot be read: ${reader.refusal}`);
      else if (reader.refusal === undefined)
        faults.push(
          ...reader.findings.map((finding) => `accepted in spite of: ${finding}`),
          ...(await compare(engine.collection(name), reader)),
        );
    }
    await discard(state, name, isNew);
    if (isNew) faults.push(...(await compareBefore(state)));
  } else {
    if (!(refusal instanceof EngineError) || !refusals.has(refusal.code))
      faults.push(`refused with ${refusal instanceof Error ? `${(refusal as { code?: string }).code} ${refusal.stack}` : String(refusal)}`);
    if (isSame) faults.push(`refused as it was: ${(refusal as Error).message}`);
    if (isNew && engine.collectionExists('new')) faults.push('a refused collection exists');
    faults.push(...(await compareBefore(state)));
  }
  faults.push(...watched.offences.splice(0));
  const message = refusal === undefined ? {} : { message: (refusal as Error).message };
  return { outcome: refusal !== undefined ? 'refused' : isSame ? 'as it was' : 'accepted', faults, ...message };
}

async function send(
  { fixture, snapshots, sha256 }: BenchState,
  collection: string,
  archive: Uint8Array,
  withChecksum: boolean,
): Promise<void> {
  const request = { body: inPieces(archive), fileName: 'mutated.snapshot', ...(withChecksum ? { checksum: sha256 } : {}) };
  const shard = { kind: 'shard', collection, shardId: 0 } as const;
  if (fixture.kind === 'partial') await snapshots.uploadPartial(shard, request);
  else await snapshots.upload(fixture.kind === 'collection' ? { kind: 'collection', collection } : shard, request);
}

/** Puts the undamaged archive back; answers what is there then. */
async function restore(state: BenchState): Promise<NonNullable<BenchState['before']>> {
  const { fixture, snapshots } = state;
  const scope =
    fixture.kind === 'collection'
      ? ({ kind: 'collection', collection: 'c' } as const)
      : ({ kind: 'shard', collection: 'c', shardId: 0 } as const);
  await snapshots.upload(scope, { body: inPieces(state.base), fileName: 'base.snapshot' });
  await snapshots.remove(scope, 'base.snapshot');
  await settled(state);
  return { points: await fingerprint(state.engine), tree: await tree(state) };
}

async function discard(state: BenchState, name: string, isNew: boolean): Promise<void> {
  const { fixture, snapshots, engine } = state;
  if (fixture.kind !== 'partial')
    await snapshots.remove(
      fixture.kind === 'collection' ? { kind: 'collection', collection: name } : { kind: 'shard', collection: name, shardId: 0 },
      'mutated.snapshot',
    );
  if (isNew) await engine.deleteCollection(name);
  else if (fixture.kind === 'partial') state.before = undefined;
  else {
    // What was accepted is what must stay from now on.
    await settled(state);
    state.before = { points: await fingerprint(engine), tree: await tree(state) };
  }
}

async function compareBefore(state: BenchState): Promise<string[]> {
  await settled(state);
  const faults: string[] = [];
  const points = await fingerprint(state.engine);
  if (points !== state.before?.points) faults.push('the data is not as before');
  const now = await tree(state);
  if (now !== state.before?.tree) faults.push(`files are not as before: ${now} instead of ${state.before?.tree}`);
  if (state.snapshots.tasks().length > 0) faults.push('a task is still listed');
  if (faults.length > 0) state.before = undefined;
  return faults;
}

/** What is replaced is removed in the background. */
async function settled({ watched }: BenchState): Promise<void> {
  for (let turn = 0; turn < 500; turn++) {
    const paths = await listTree(watched.vfs, '/s');
    if (!paths.some((path) => path.includes('replaced'))) return;
    await setImmediate();
  }
}

/** Everything but the inside of the collection, which goes on working. */
async function tree({ watched }: BenchState): Promise<string> {
  const paths = [...(await listTree(watched.vfs, '/s')), ...(await listTree(watched.vfs, '/snapshots'))];
  return paths.filter((path) => !path.startsWith('/s/collections/c/')).join(' ');
}

async function pointsOf(collection: Collection): Promise<ComparedPoint[]> {
  const page = await collection.scroll({ limit: 100_000, withPayload: true, withVector: true });
  return page.points.map(({ id, payload, vectors, shardKey }) => ({
    id,
    payload: payload ?? {},
    vectors: (vectors ?? new Map()) as ComparedPoint['vectors'],
    ...(shardKey === undefined ? {} : { shardKey }),
  }));
}

async function fingerprint(engine: Engine): Promise<string> {
  const points = await pointsOf(engine.collection('c'));
  const hash = createHash('sha256');
  for (const { id, vectors, payload } of points) {
    hash.update(`${String(id)} ${JSON.stringify(payload)}`);
    for (const [name, vector] of vectors) {
      hash.update(name);
      const parts = vector instanceof Float32Array ? [vector] : vector.kind === 'multi' ? [vector.data] : [vector.indices, vector.values];
      for (const { buffer, byteOffset, byteLength } of parts) hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
  return hash.digest('hex');
}

/** The collection holds what the reader of files finds in the archive, as far as the log does not change it. */
async function compare(collection: Collection, { points, pendingIds }: ReaderVerdict): Promise<string[]> {
  const own = await pointsOf(collection);
  if (pendingIds === undefined) return [];
  const counted = await collection.count({ exact: true });
  const faults = counted === own.length ? [] : [`counts ${counted}, scrolls ${own.length}`];
  const settledOnly = (list: readonly ComparedPoint[]): ComparedPoint[] => list.filter(({ id }) => !pendingIds.has(String(id)));
  const differences = diffPoints(settledOnly(points), settledOnly(own));
  for (let next = await differences.next(); !next.done; next = await differences.next())
    faults.push(`${next.value.change} ${String(next.value.id)} ${next.value.parts?.join() ?? ''}`);
  return faults.slice(0, 5);
}
