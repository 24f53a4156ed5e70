import { type Engine, openEngine } from '@sextant/engine';
import { nestedTarEntry, type PackEntry, packTar, parseShardManifest, readTar, unpackSnapshot } from '@sextant/snapshot';
import { createRandom, faultVfs } from '@sextant/testkit';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { afterEach, describe, expect, it } from 'vitest';
import { expectedPoints, fixtureJson, fixtureStream, pointDifferences } from '../../../snapshot/src/read/fixtures.test.data.ts';
import { localStore } from './local-store.ts';
import { openSnapshotService } from './open-snapshot-service.ts';
import type { ReceiverManifest } from './receiver-manifest.ts';
import type { SnapshotService } from './snapshot-service.ts';

const scope = { kind: 'shard', collection: 'c', shardId: 0 } as const;
const everything: ReceiverManifest = { kind: 'segments', segments: {} };

interface Node {
  readonly vfs: Vfs;
  readonly engine: Engine;
  readonly snapshots: SnapshotService;
}

const opened: Node[] = [];

async function open(vfs: Vfs = memoryVfs(), size?: number): Promise<Node> {
  const engine = await openEngine({ vfs, storagePath: '/s', collectionDefaults: { wal_config: { wal_capacity_mb: 1 } } });
  const options = { engine, vfs, store: localStore(vfs, '/snapshots'), snapshotsPath: '/snapshots', urlRecovery: false };
  const snapshots = await openSnapshotService(options);
  const node = { vfs, engine, snapshots };
  opened.push(node);
  if (size !== undefined) await engine.createCollection('c', { vectors: { size, distance: 'Cosine' } });
  return node;
}

async function close(node: Node): Promise<void> {
  opened.splice(opened.indexOf(node), 1);
  await node.snapshots.close();
  await node.engine.close();
}

afterEach(async () => {
  for (const node of Array.from(opened)) await close(node);
});

async function upsert({ engine }: Node, ...ids: number[]): Promise<void> {
  const points = ids.map((id) => ({ id, vectors: new Map([['', Float32Array.of(id, 1)]]), payload: { id } }));
  await engine.collection('c').write({ kind: 'upsert_points', points }, { wait: true });
}

async function idsOf({ engine }: Node): Promise<string> {
  const { points } = await engine.collection('c').scroll({ limit: 100, withPayload: true, withVector: false });
  for (const { id, payload } of points) expect(payload).toEqual({ id });
  return points.map(({ id }) => id).join();
}

async function archiveFor({ snapshots }: Node, receiver: ReceiverManifest): Promise<Uint8Array | undefined> {
  const stream = await snapshots.createPartial(scope, receiver);
  if (stream === undefined) return undefined;
  const parts: Uint8Array[] = [];
  for await (const chunk of stream.body) parts.push(Uint8Array.from(chunk));
  await stream.close();
  return Buffer.concat(parts);
}

async function* inPieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}

async function apply({ snapshots }: Node, archive: Uint8Array | undefined): Promise<void> {
  await snapshots.uploadPartial(scope, { body: inPieces(archive as Uint8Array) });
}

async function heldBy({ snapshots }: Node): Promise<ReceiverManifest> {
  return { kind: 'segments', segments: await snapshots.manifest(scope) };
}

async function filesIn(archive: Uint8Array): Promise<string[]> {
  const files: string[] = [];
  for await (const { path, kind } of readTar(inPieces(archive))) if (kind === 'file') files.push(path.replace(/segments\/[^/]+\//, ''));
  return files.sort();
}

/** Closes the node, which waits for what is removed in the background. */
async function noDebris(node: Node): Promise<void> {
  await close(node);
  expect(await node.vfs.readdir('/s/tmp')).toEqual([]);
}

async function differences({ engine }: Node, json: string): Promise<string[]> {
  const { points } = await engine.collection('c').scroll({ limit: 10_000, withPayload: true, withVector: true });
  const found = points.map(({ id, vectors, payload }) => ({ id, version: null, vectors: vectors ?? new Map(), payload: payload ?? {} }));
  const expected = (await expectedPoints(json)).map((point) => ({ ...point, version: null }));
  return pointDifferences(found as never, expected);
}

describe('a partial snapshot', () => {
  it('brings a replica up to date, and is none when there is nothing to bring', async () => {
    const [source, replica] = [await open(memoryVfs(), 2), await open(memoryVfs(), 2)];
    await upsert(source, 1, 2, 3);
    await apply(replica, await archiveFor(source, everything));
    expect(await idsOf(replica)).toBe('1,2,3');
    expect(await archiveFor(source, await heldBy(replica))).toBeUndefined();
    await upsert(source, 4);
    await source.engine.collection('c').write({ kind: 'delete_points', ids: [2] }, { wait: true });
    const archive = await archiveFor(source, await heldBy(replica));
    await apply(replica, archive);
    expect(await idsOf(replica)).toBe('1,3,4');
    await noDebris(replica);
  });

  it('leaves out what a change did not touch', async () => {
    const [source, replica] = [await open(memoryVfs(), 2), await open(memoryVfs(), 2)];
    await upsert(source, 1, 2, 3);
    await apply(replica, await archiveFor(source, everything));
    await source.engine.collection('c').write({ kind: 'delete_points', ids: [2] }, { wait: true });
    const files = await filesIn((await archiveFor(source, await heldBy(replica))) as Uint8Array);
    expect(files).toContain('files/mutable_id_tracker.mappings');
    expect(files).toContain('files/segment_manifest.json');
    expect(files.filter((file) => /chunk_|page_/.test(file))).toEqual([]);
  });

  it('stays near the size of a change, also when the changed points lie everywhere', async () => {
    const source = await open(memoryVfs(), 64);
    const random = createRandom(3);
    const count = 60_000;
    const write = async (ids: readonly number[]): Promise<void> => {
      for (let at = 0; at < ids.length; at += 5000) {
        const points = ids.slice(at, at + 5000).map((id) => ({ id, vectors: new Map([['', Float32Array.from({ length: 64 }, random)]]) }));
        await source.engine.collection('c').write({ kind: 'upsert_points', points }, { wait: true });
      }
    };
    await write(Array.from({ length: count }, (_, i) => i));
    const whole = (await archiveFor(source, everything)) as Uint8Array;
    const perRowBytes = 40; // Ids, versions and payload slots are one file each, sent whole.
    for (let round = 0; round < 6; round++) {
      const held = await heldBy(source);
      await write(Array.from({ length: count / 100 }, () => Math.floor(random() * count)));
      const sent = ((await archiveFor(source, held)) as Uint8Array).length;
      // Two chunks at most, of four.
      expect(sent, `round ${round} of ${whole.length}`).toBeLessThan(2 * 4_194_304 + count * perRowBytes);
    }
  });

  it('by hashes holds the files whose bytes differ', async () => {
    const [source, replica] = [await open(memoryVfs(), 2), await open(memoryVfs(), 2)];
    await upsert(source, 1, 2, 3);
    await apply(replica, await archiveFor(source, everything));
    const held: ReceiverManifest = { kind: 'files', files: await replica.snapshots.fileManifest(scope) };
    expect(held.files.every(({ path, hash }) => path.startsWith('segments/') && /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    expect(await archiveFor(source, held)).toBeUndefined();
    await upsert(source, 4);
    const archive = (await archiveFor(source, held)) as Uint8Array;
    expect(await filesIn(archive)).not.toContain('files/vector_storage/vectors/config.json');
    await apply(replica, archive);
    expect(await idsOf(replica)).toBe('1,2,3,4');
    await expect(apply(await open(memoryVfs(), 2), archive)).rejects.toThrow(/another state of the shard/);
  });

  it('replaces a replica that went its own way, whole', async () => {
    const [source, replica] = [await open(memoryVfs(), 2), await open(memoryVfs(), 2)];
    await upsert(source, 1, 2, 3);
    await apply(replica, await archiveFor(source, everything));
    // The same number for another operation: nothing but the id of the segment tells them apart.
    await upsert(source, 4);
    await upsert(replica, 5);
    await apply(replica, await archiveFor(source, await heldBy(replica)));
    expect(await idsOf(replica)).toBe('1,2,3,4');
  });

  it('replaces a replica that is ahead of a source that went back', async () => {
    const [source, replica] = [await open(memoryVfs(), 2), await open(memoryVfs(), 2)];
    await upsert(source, 1, 2);
    const earlier = await archiveFor(source, everything);
    await upsert(source, 3);
    await apply(replica, await archiveFor(source, everything));
    await apply(source, earlier);
    await apply(replica, await archiveFor(source, await heldBy(replica)));
    expect(await idsOf(replica)).toBe('1,2');
  });

  it('made against another state is refused, says which file, and changes nothing', async () => {
    const [source, replica] = [await open(memoryVfs(), 2), await open(memoryVfs(), 2)];
    await upsert(source, 1);
    const held = await heldBy(source);
    await source.engine.collection('c').write({ kind: 'delete_points', ids: [1] }, { wait: true });
    const archive = await archiveFor(source, held);
    await upsert(replica, 9);
    await expect(apply(replica, archive)).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringMatching(/segments\/[^ ]+ is not in it and not here\. Nothing was changed: ask for one/),
    });
    expect(await idsOf(replica)).toBe('9');
    await noDebris(replica);
  });

  it('cut short, damaged or empty is refused and changes nothing', async () => {
    const [source, replica] = [await open(memoryVfs(), 2), await open(memoryVfs(), 2)];
    await upsert(source, 1, 2);
    await upsert(replica, 9);
    const archive = (await archiveFor(source, everything)) as Uint8Array;
    const checksum = '0'.repeat(64);
    const damaged = Uint8Array.from(archive);
    damaged[100] = (damaged[100] as number) ^ 255;
    for (const body of [archive.subarray(0, archive.length / 2), damaged, new Uint8Array(1024)]) {
      await expect(replica.snapshots.uploadPartial(scope, { body: inPieces(body) })).rejects.toMatchObject({ code: 'bad_request' });
    }
    await expect(replica.snapshots.uploadPartial(scope, { body: inPieces(archive), checksum })).rejects.toThrow(/expected 0{64}/);
    expect(await idsOf(replica)).toBe('9');
    await noDebris(replica);
  });

  it('of a whole shard is asked for with the words of the real server', async () => {
    const [source, replica] = [await open(memoryVfs(), 2), await open(memoryVfs(), 2)];
    const stream = await source.snapshots.stream(scope);
    await expect(replica.snapshots.uploadPartial(scope, { body: stream.body })).rejects.toThrow(
      /does not contain segment manifest; ensure you are not recovering shard snapshot on partial snapshot endpoint/,
    );
    await stream.close();
  });

  it('is refused where a whole one is asked for, also when each of its segments is packed', async () => {
    const [source, replica] = [await open(memoryVfs(), 2), await open(memoryVfs(), 2)];
    await upsert(source, 1);
    const entries: PackEntry[] = [];
    const bySegment = new Map<string, PackEntry[]>();
    for await (const { path, kind, sizeBytes, extents, read } of readTar(inPieces((await archiveFor(source, everything)) as Uint8Array))) {
      if (kind !== 'file') continue;
      const parts: Uint8Array[] = [];
      for await (const chunk of read()) parts.push(Uint8Array.from(chunk));
      const content = async function* (): AsyncGenerator<Uint8Array> {
        yield* parts;
      };
      const [, segment, file] = /^segments\/([^/]+)\/files\/(.+)$/.exec(path) ?? [];
      const entry = { path: file === undefined ? path : `snapshot/files/${file}`, sizeBytes, extents, read: content };
      if (segment === undefined) entries.push(entry);
      else bySegment.set(segment, [...(bySegment.get(segment) ?? []), entry]);
    }
    for (const [segment, files] of bySegment) entries.push(nestedTarEntry(`segments/${segment}.tar`, files));
    await expect(replica.snapshots.upload(scope, { body: packTar(entries) })).rejects.toThrow(/contains segment manifest/);
  });

  it('is merged one at a time for each shard', async () => {
    const [source, replica] = [await open(memoryVfs(), 2), await open(memoryVfs(), 2)];
    await upsert(source, 1, 2);
    const archive = await archiveFor(source, everything);
    const [first, second] = await Promise.allSettled([apply(replica, archive), apply(replica, archive)]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ reason: { code: 'already_in_progress', retryable: true } });
    await apply(replica, archive);
  });
});

describe.each(['none', 'unsynced'] as const)('a kill while one is merged (loss: %s)', (loss) => {
  it('leaves the shard as it was or as it becomes, and nothing else', async () => {
    const source = await open(memoryVfs(), 2);
    await upsert(source, 1, 2, 3);
    const first = await archiveFor(source, everything);
    const held = await heldBy(source);
    await upsert(source, 4);
    const archive = await archiveFor(source, held);
    async function replicaOn(crashAtStep?: number) {
      const inner = memoryVfs();
      const made = await open(inner, 2);
      await apply(made, first);
      await close(made);
      const vfs = faultVfs(inner, crashAtStep === undefined ? {} : { crashAtStep, tornWrites: true });
      await vfs.adopt('/');
      return vfs;
    }
    const trial = await replicaOn();
    const whole = await open(trial);
    const before = trial.steps();
    await apply(whole, archive);
    const after = trial.steps();
    const seen = new Set<string>();
    const stride = Math.max(1, Math.floor((after - before) / 16));
    for (let step = before; step <= after + stride; step += stride) {
      const crashing = await replicaOn(step);
      const dying = await open(crashing).catch(() => undefined);
      await (dying && apply(dying, archive).catch(() => undefined));
      crashing.crash();
      if (dying) opened.splice(opened.indexOf(dying), 1);
      const again = await open(await crashing.afterCrash(loss));
      expect(again.engine.failedCollections(), `step ${step}`).toEqual([]);
      seen.add(await idsOf(again));
      await apply(again, await archiveFor(source, await heldBy(again)).then((bytes) => bytes ?? archiveFor(source, everything)));
      expect(await idsOf(again)).toBe('1,2,3,4');
      await close(again);
      expect(await again.vfs.readdir('/s/tmp'), `step ${step}`).toEqual([]);
    }
    expect([...seen].sort()).toEqual(['1,2,3', '1,2,3,4']);
  }, 60_000);
});

describe('partial snapshots that Qdrant made', () => {
  it('of a shard with a graph and quantized vectors: the points are those of its engine', async () => {
    const node = await open(memoryVfs(), 8);
    await node.snapshots.upload(scope, { body: fixtureStream('real_1.19_hn_shard_stream.snapshot') });
    await node.snapshots.uploadPartial(scope, { body: fixtureStream('real_1.19_hn_shard_partial.snapshot') });
    expect(await differences(node, 'real_1.19_hn_shard_partial.json')).toEqual([]);
    await noDebris(node);
  });

  it('of two vectors, upon the state it was made against; what we would send its receiver is what it needs', async () => {
    const node = await open();
    const { vfs, engine } = node;
    const vectors = { a: { size: 16, distance: 'Dot' as const }, b: { size: 4, distance: 'Cosine' as const } };
    await engine.createCollection('c', { vectors });
    const staged = await engine.createStagingDirectory();
    await unpackSnapshot(fixtureStream('partial_base.tar'), vfs, staged);
    const state = await vfs.open(`${staged}/replica_state.json`, 'w+');
    await state.write(new TextEncoder().encode('{"is_local":true,"this_peer_id":1,"peers":{"1":"Active"}}'), 0);
    await state.close();
    await engine.recoverShard('c', 0, staged);
    expect(await differences(node, 'partial_base.json')).toEqual([]);
    const before = (await fixtureJson('partial_update.json'))['manifest_before'];
    await node.snapshots.uploadPartial(scope, { body: fixtureStream('partial_update.tar') });
    expect(await differences(node, 'partial_update.json')).toEqual([]);
    const receiver: ReceiverManifest = { kind: 'segments', segments: parseShardManifest(before as never) };
    const sent = (await archiveFor(node, receiver)) as Uint8Array;
    const replica = await open();
    await replica.engine.createCollection('c', { vectors });
    const again = await replica.engine.createStagingDirectory();
    await unpackSnapshot(fixtureStream('partial_base.tar'), replica.vfs, again);
    const copy = await replica.vfs.open(`${again}/replica_state.json`, 'w+');
    await copy.write(await vfs.readFile('/s/collections/c/0/replica_state.json'), 0);
    await copy.close();
    await replica.engine.recoverShard('c', 0, again);
    await apply(replica, sent);
    expect(await differences(replica, 'partial_update.json')).toEqual([]);
    const files = await filesIn(sent);
    expect(files).not.toContain('files/vector_storage-a/matrix.dat');
    expect(files).not.toContain('files/vector_index-a/graph.bin');
  });
});
