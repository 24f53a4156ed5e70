import { readFile } from 'node:fs/promises';
import { openEngine } from '@sextant/engine';
import { packTar, parseSegmentState, type SegmentState, treeEntries, unpackSnapshot } from '@sextant/snapshot';
import { memoryVfs, pathExists, readTextIfPresent, type Vfs } from '@sextant/vfs';
import { expect, it } from 'vitest';
import { engineSnapshots } from './engine-snapshots.testing.ts';

/*
 * Graphs and quantized vectors are used as they come: after a recovery the storage has the very bytes of the archive, for every fixture with a graph.
 */

const fixtures = new URL('../../../snapshot/fixtures/', import.meta.url);
const wrapped = '0a1b2c3d-0000-4000-8000-000000000001';

/** A shard snapshot, unpacked: fixtures of one segment get a shard around them. */
async function unpackedShard(name: string): Promise<Vfs> {
  const vfs = memoryVfs();
  const bytes = await readFile(new URL(name, fixtures));
  await vfs.mkdir('/t');
  const source = async function* (): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
  };
  await unpackSnapshot(source(), vfs, '/t', { isDurable: false });
  if (await pathExists(vfs, '/t/config.json')) {
    await vfs.rename('/t/0', '/shard');
  } else if (await pathExists(vfs, '/t/segments')) await vfs.rename('/t', '/shard');
  else {
    await vfs.mkdir('/shard/segments', { recursive: true });
    await vfs.mkdir('/shard/wal');
    await vfs.rename('/t', `/shard/segments/${wrapped}`);
    for (const [file, text] of [
      ['wal/closed-100000', `wal${'\0'.repeat(5)}`],
      ['shard_config.json', '{"type":"ReplicaSet"}'],
      ['replica_state.json', '{"is_local":true,"this_peer_id":1,"peers":{"1":"Active"}}'],
    ] as const) {
      const handle = await vfs.open(`/shard/${file}`, 'w+');
      await handle.write(new TextEncoder().encode(text), 0);
      await handle.close();
    }
  }
  return vfs;
}

/** Files below a directory, by path. */
async function filesOf(vfs: Vfs, directory: string, prefix = ''): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const { name, kind } of await vfs.readdir(`${directory}/${prefix}`)) {
    if (kind === 'directory') for (const [path, bytes] of await filesOf(vfs, directory, `${prefix}${name}/`)) found.set(path, bytes);
    else found.set(`${prefix}${name}`, await vfs.readFile(`${directory}/${prefix}${name}`));
  }
  return found;
}

async function hasGraph(vfs: Vfs, segment: string): Promise<boolean> {
  const indexes = (await vfs.readdir(segment)).filter(({ name }) => name.startsWith('vector_index'));
  const found = await Promise.all(indexes.map(({ name }) => pathExists(vfs, `${segment}/${name}/graph.bin`)));
  return found.includes(true);
}

/** The segments that have a graph, with their state. */
async function withGraph(vfs: Vfs): Promise<Map<string, SegmentState>> {
  const found = new Map<string, SegmentState>();
  for (const { name } of await vfs.readdir('/shard/segments')) {
    const directory = `/shard/segments/${name}`;
    if (await hasGraph(vfs, directory))
      found.set(name, parseSegmentState((await readTextIfPresent(vfs, `${directory}/segment.json`)) ?? ''));
  }
  return found;
}

/** The collection that these segments are of. */
function vectorsOf(states: Iterable<SegmentState>): { vectors: object; sparse_vectors: object } {
  const vectors: Record<string, object> = {};
  const sparse: Record<string, object> = {};
  for (const { config } of states) {
    for (const [name, { size, distance, datatype, multivector_config: multi }] of Object.entries(config.vector_data))
      vectors[name] = { size, distance, ...(datatype ? { datatype } : {}), ...(multi ? { multivector_config: multi } : {}) };
    for (const name of Object.keys(config.sparse_vector_data)) sparse[name] = {};
  }
  return { vectors: Object.keys(vectors).join() === '' ? (vectors[''] as object) : vectors, sparse_vectors: sparse };
}

function differences(before: ReadonlyMap<string, Uint8Array>, after: ReadonlyMap<string, Uint8Array>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => {
    const [a, b] = [before.get(path), after.get(path)];
    return a === undefined || b === undefined || Buffer.compare(a, b) !== 0;
  });
}

it.each([
  'hnsw.tar',
  'hnsw_disk_id.tar',
  'quant_sq.tar',
  'added_vector.tar',
  'real_1.19_hn_shard_stream.snapshot',
  'hnsw/cos-m8-bq2-scalar8.tar',
  'hnsw/cos-m8-payload.tar',
  'hnsw/dot-m4-inline-sq.tar',
  'hnsw/l1-m8-pq16.tar',
  'hnsw/l2-m16-sq-deleted.tar',
  'hnsw/own-cos-m4-plain.snapshot',
])('%s: graphs and quantized vectors stay byte by byte, also when points are deleted and others written', async (name) => {
  const source = await unpackedShard(name);
  const segments = await withGraph(source);
  expect(segments.size).toBeGreaterThan(0);
  const archive = packTar(await treeEntries(source, '/shard'));

  const vfs = memoryVfs();
  const engine = await openEngine({ vfs, storagePath: '/s', collectionDefaults: { wal_config: { wal_capacity_mb: 1 } } });
  const snapshots = await engineSnapshots(engine, vfs);
  await engine.createCollection('c', vectorsOf(segments.values()) as never);
  await snapshots.upload({ kind: 'shard', collection: 'c', shardId: 0 }, { body: archive });
  for (const [uuid] of segments) {
    const before = await filesOf(source, `/shard/segments/${uuid}`);
    expect(differences(before, await filesOf(vfs, `/s/collections/c/0/segments/${uuid}`)), uuid).toEqual([]);
  }

  // Deleting touches the bits of the tracker and the state of the segment, nothing else.
  const collection = engine.collection('c');
  const { points } = await collection.scroll({ limit: 5, withPayload: false, withVector: false });
  expect(points.length).toBeGreaterThan(0);
  await collection.write({ kind: 'delete_points', ids: points.map(({ id }) => id) }, { wait: true });
  await snapshots.close();
  await engine.close();
  const own = /^(?:id_tracker\.(?:deleted|versions)|mutable_id_tracker\..*|segment\.json|payload_index\/config\.json)$/;
  const graphs = await graphSegments(vfs);
  for (const [uuid] of segments) {
    const before = await filesOf(source, `/shard/segments/${uuid}`);
    // A changed segment has an id of its own: that which holds the same graph.
    const after = graphs.find((files) => differences(graphOf(before), graphOf(files)).length === 0);
    expect(differences(before, after ?? new Map()).filter((path) => !own.test(path))).toEqual([]);
  }
});

const graphOf = (files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> =>
  new Map([...files].filter(([path]) => path.endsWith('/graph.bin')));

/** The files of every segment of the recovered shard that has a graph. */
async function graphSegments(vfs: Vfs): Promise<Map<string, Uint8Array>[]> {
  const found: Map<string, Uint8Array>[] = [];
  for (const { name } of await vfs.readdir('/s/collections/c/0/segments')) {
    const directory = `/s/collections/c/0/segments/${name}`;
    if (await hasGraph(vfs, directory)) found.push(await filesOf(vfs, directory));
  }
  return found;
}
