import { stringifyJson } from '@sextant/contract/json';
import type { Collection, Engine, PointOperation } from '@sextant/engine';
import { openEngine } from '@sextant/engine';
import { createRandom } from '@sextant/testkit';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { localStore } from './local-store.ts';
import { openSnapshotService } from './open-snapshot-service.ts';
import { heldManifest, type ReceiverManifest } from './receiver-manifest.ts';
import type { SnapshotService } from './snapshot-service.ts';

const scope = { kind: 'shard', collection: 'c', shardId: 0 } as const;

/** A whole number below. */
type Random = (below: number) => number;

interface Node {
  readonly vfs: Vfs;
  engine: Engine;
  snapshots: SnapshotService;
}

async function open(vfs: Vfs): Promise<Node> {
  const engine = await openEngine({ vfs, storagePath: '/s' });
  const options = { engine, vfs, store: localStore(vfs, '/snapshots'), snapshotsPath: '/snapshots', urlRecovery: false };
  return { vfs, engine, snapshots: await openSnapshotService(options) };
}

async function close(node: Node): Promise<void> {
  await node.snapshots.close();
  await node.engine.close();
}

async function reopen(node: Node): Promise<void> {
  await close(node);
  Object.assign(node, await open(node.vfs));
}

async function overwrite(vfs: Vfs, path: string, text: string): Promise<void> {
  const file = await vfs.open(path, 'w+');
  await file.write(new TextEncoder().encode(text), 0);
  await file.close();
}

/** A node with an empty collection whose chunks hold 8 rows and whose pages hold 1 KiB, so that few points fill many files. */
async function node(): Promise<Node> {
  const made = await open(memoryVfs());
  const { vfs } = made;
  const vectors = {
    a: { size: 2, distance: 'Dot' as const },
    m: { size: 2, distance: 'Dot' as const, multivector_config: { comparator: 'max_sim' as const } },
  };
  await made.engine.createCollection('c', { vectors, sparse_vectors: { s: {} } });
  await close(made);
  const segments = '/s/collections/c/0/segments';
  for (const { name } of await vfs.readdir(segments)) {
    const chunks = { 'vector_storage-a/vectors': 8, 'vector_storage-m/vectors': 16, 'vector_storage-m/offsets': 12 };
    for (const [directory, bytes] of Object.entries(chunks)) {
      const path = `${segments}/${name}/${directory}`;
      const dim = directory.endsWith('offsets') ? 1 : 2;
      await vfs.rm(path, { recursive: true });
      await vfs.mkdir(path, { recursive: true });
      await overwrite(vfs, `${path}/config.json`, JSON.stringify({ chunk_size_bytes: bytes * 8, chunk_size_vectors: 8, dim }));
      await overwrite(vfs, `${path}/status.dat`, '\0'.repeat(8));
    }
    for (const [directory, compression] of [
      ['payload_storage', 'LZ4'],
      ['vector_storage-s/store', 'None'],
    ] as const) {
      const path = `${segments}/${name}/${directory}`;
      await vfs.rm(path, { recursive: true });
      await vfs.mkdir(path, { recursive: true });
      const config = { mode: 'mutable', page_size_bytes: 1024, block_size_bytes: 128, region_size_blocks: 8, compression };
      await overwrite(vfs, `${path}/config.json`, JSON.stringify(config));
    }
  }
  return { ...(await open(vfs)) };
}

function randomOperation(random: Random): PointOperation {
  const id = (): number => random(60);
  const ids = (): number[] => Array.from({ length: 1 + random(3) }, id);
  const vectors = (): Map<string, never> => {
    const given: [string, unknown][] = [];
    if (random(5) > 0) given.push(['a', Float32Array.of(random(100), 1)]);
    const count = 1 + random(3);
    if (random(3) > 0) given.push(['m', { kind: 'multi', count, data: Float32Array.from({ length: count * 2 }, () => random(9)) }]);
    if (random(3) > 0) given.push(['s', { kind: 'sparse', indices: Uint32Array.of(1, 5 + random(9)), values: Float32Array.of(1, 2) }]);
    return new Map(given as never);
  };
  const payload = (): { n: number; text: string } => ({
    n: random(1000),
    text: 'x'.repeat(random(5) * 60) + random(1e9),
  });
  switch (random(9)) {
    case 0:
      return { kind: 'delete_points', ids: ids() };
    case 1:
      return { kind: 'set_payload', selector: { ids: ids() }, payload: payload() };
    case 2:
      return { kind: 'clear_payload', selector: { ids: ids() } };
    case 3:
      return { kind: 'delete_vectors', selector: { ids: ids() }, names: [random(2) === 0 ? 'a' : 's'] };
    case 4:
      return { kind: 'update_vectors', points: [{ id: id(), vectors: vectors() }] };
    default:
      return { kind: 'upsert_points', points: ids().map((one) => ({ id: one, vectors: vectors(), payload: payload() })) };
  }
}

async function change(collection: Collection, random: Random): Promise<void> {
  // A name is dropped and made again: what the old one left in the files must not come back.
  if (random(25) === 0) {
    await collection.write({ kind: 'delete_vector_name', name: 'a' }, { wait: true });
    await collection.write({ kind: 'create_vector_name', name: 'a', dense: { size: 2, distance: 'Dot' } }, { wait: true });
    return;
  }
  await collection.write(randomOperation(random), { wait: true }).catch((error: { code?: string }) => {
    if (error.code !== 'not_found') throw error as Error;
  });
}

async function content(node: Node): Promise<string[]> {
  const { points } = await node.engine.collection('c').scroll({ limit: 10_000, withPayload: true, withVector: true });
  return points.map(({ id, payload, vectors }) => {
    const names = [...(vectors ?? new Map())].sort(([a], [b]) => (a < b ? -1 : 1));
    return `${String(id)} ${stringifyJson(payload ?? {})} ${JSON.stringify(names, (_, value: unknown) => (ArrayBuffer.isView(value) ? [...(value as Float32Array)] : value))}`;
  });
}

/** Bytes of the archive; undefined when nothing had changed. */
async function follow(source: Node, replica: Node, receiver: ReceiverManifest): Promise<number | undefined> {
  const stream = await source.snapshots.createPartial(scope, receiver);
  if (stream === undefined) return undefined;
  const parts: Uint8Array[] = [];
  try {
    for await (const chunk of stream.body) parts.push(Uint8Array.from(chunk));
  } finally {
    await stream.close();
  }
  const archive = Buffer.concat(parts);
  await replica.snapshots.uploadPartial(scope, {
    body: (async function* () {
      yield archive;
    })(),
  });
  return archive.length;
}

async function receiverOf(replica: Node, random: Random): Promise<ReceiverManifest> {
  const form = random(3);
  if (form === 0) return { kind: 'files', files: await replica.snapshots.fileManifest(scope) };
  const segments = await replica.snapshots.manifest(scope);
  return { kind: 'segments', segments: form === 1 ? segments : heldManifest(segments) };
}

describe('replicas that follow by partial snapshots', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'are equal to the source after each, whatever they had, and whoever was written to or reopened (seed %i)',
    async (seed) => {
      const fraction = createRandom(seed);
      const random: Random = (below) => Math.floor(fraction() * below);
      const source = await node();
      const replicas = [await node(), await node(), await node()];
      const writes = seed % 2 === 0;
      try {
        for (let step = 0; step < 90; step++) {
          const action = random(20);
          const replica = replicas[random(replicas.length)] as Node;
          if (action < 13) await change(source.engine.collection('c'), random);
          else if (action === 13) await reopen(source);
          else if (action === 14) await reopen(replica);
          else if (action === 15 && writes) await change(replica.engine.collection('c'), random);
          else {
            // Over another replica now and then: it has the source's segments, or its own when it was written to.
            const from = random(4) === 0 ? (replicas[random(replicas.length)] as Node) : source;
            if (from === replica) continue;
            await follow(from, replica, await receiverOf(replica, random));
            expect(await content(replica)).toEqual(await content(from));
          }
        }
        for (const replica of replicas) {
          await follow(source, replica, await receiverOf(replica, random));
          expect(await content(replica)).toEqual(await content(source));
          const segments = heldManifest(await replica.snapshots.manifest(scope));
          expect(await source.snapshots.createPartial(scope, { kind: 'segments', segments })).toBeUndefined();
        }
      } finally {
        for (const one of [source, ...replicas]) await close(one);
      }
    },
    60_000,
  );
});
