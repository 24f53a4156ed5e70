import { readFile } from 'node:fs/promises';
import type { CreateCollection } from '@sextant/contract';
import { encodeReplicaState, encodeWalHeader, openShard, unpackSnapshot } from '@sextant/snapshot';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import {
  leavesOf,
  makePart,
  parseTar,
  serializeTar,
  setContent,
  type TarModel,
} from '../../../../snapshot/src/mutation/archive-model.test.data.ts';

/** A fixture archive to damage, and where it is restored. */
export interface ArchiveFixture {
  readonly name: string;
  readonly kind: 'collection' | 'shard' | 'partial' | 'full';
  /** Of a partial snapshot: the snapshot of the shard it was made for. */
  readonly base?: string;
}

/** Every kind of archive, index and quantization that there is. */
export const archiveFixtures: readonly ArchiveFixture[] = [
  { name: 'collection_2shards.snapshot', kind: 'collection' },
  { name: 'real_1.19_mix_collection.snapshot', kind: 'collection' },
  { name: 'real_1.19_custom_sharding.snapshot', kind: 'collection' },
  { name: 'full-snapshot-2026-01-02-03-04-05.snapshot', kind: 'full' },
  { name: 'partial_update.tar', kind: 'partial', base: 'partial_base.tar' },
  { name: 'real_1.19_hn_shard_partial.snapshot', kind: 'partial', base: 'real_1.19_hn_shard_stream.snapshot' },
  { name: 'wal_pending.tar', kind: 'shard' },
  { name: 'named_mixed.tar', kind: 'shard' },
  { name: 'dense_cosine.tar', kind: 'shard' },
  { name: 'dense_dot_direct.tar', kind: 'shard' },
  { name: 'dense_euclid_regular.tar', kind: 'shard' },
  { name: 'added_vector.tar', kind: 'shard' },
  { name: 'handmade_minimal.tar', kind: 'shard' },
  { name: 'handmade_tiny_pages.tar', kind: 'shard' },
  { name: 'hnsw.tar', kind: 'shard' },
  { name: 'hnsw_disk_id.tar', kind: 'shard' },
  { name: 'real_1.19_hn_shard_stream.snapshot', kind: 'shard' },
  { name: 'quant_bq_appendable.tar', kind: 'shard' },
  { name: 'quant_sq.tar', kind: 'shard' },
  { name: 'turbo4.tar', kind: 'shard' },
  { name: 'hnsw/cos-m8-bq2-scalar8.tar', kind: 'shard' },
  { name: 'hnsw/cos-m8-payload.tar', kind: 'shard' },
  { name: 'hnsw/l1-m8-pq16.tar', kind: 'shard' },
  { name: 'hnsw/own-cos-m4-plain.snapshot', kind: 'collection' },
];

const root = new URL('../../../../snapshot/fixtures/', import.meta.url);

/**
 * The bytes of a fixture, with logs as short as their entries: they are 32 MiB of zeros, which would take most of the time. A segment alone becomes
 * a shard.
 */
export async function archiveOf(name: string): Promise<Uint8Array> {
  const model = parseTar(new Uint8Array(await readFile(new URL(name, root))));
  for (const { path, part } of leavesOf(model)) {
    if (!/(^|\/)wal\/(open|closed)-\d+$/.test(path)) continue;
    const used = part.data.findLastIndex((byte) => byte !== 0) + 1;
    setContent(part, new Uint8Array(Buffer.concat([part.data.subarray(0, used)], Math.ceil((used + 1) / 4096) * 4096)));
  }
  return serializeTar(model.parts.some(({ path }) => path === 'segment.json') ? shardAround(model) : model);
}

/** A shard of this one segment. */
function shardAround(segment: TarModel): TarModel {
  const state = encodeReplicaState({ isLocal: true, thisPeerId: 1, peers: new Map([['1', 'Active']]) });
  const log = new Uint8Array(4096);
  log.set(encodeWalHeader(1));
  const archive = serializeTar(segment);
  return {
    parts: [
      makePart('replica_state.json', new TextEncoder().encode(state)),
      makePart('wal/closed-1000000', log),
      { ...makePart('segments/01234567-89ab-4cde-8f01-23456789abcd.tar', archive), nested: parseTar(archive) },
    ],
    tail: new Uint8Array(1024),
  };
}

/** Bytes as they come over a network: in pieces that do not fit the blocks. */
export async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += 50_001) yield bytes.subarray(at, at + 50_001);
}

/** The configuration of a collection that the shard of this archive fits. */
export async function collectionFor(archive: Uint8Array): Promise<CreateCollection> {
  const vfs: Vfs = memoryVfs();
  await vfs.mkdir('/s');
  await unpackSnapshot(inPieces(archive), vfs, '/s');
  const shard = await openShard(vfs, '/s');
  try {
    // The newest names are in the segment that takes points.
    const vectors: Record<string, object> = {};
    const sparse: Record<string, object> = {};
    for (const { state } of shard.segments) {
      for (const [name, { size, distance, datatype, multivector_config }] of Object.entries(state.config.vector_data)) {
        vectors[name] = { size, distance, ...(datatype ? { datatype } : {}), ...(multivector_config ? { multivector_config } : {}) };
      }
      for (const [name, { modifier }] of Object.entries(state.config.sparse_vector_data)) sparse[name] = modifier ? { modifier } : {};
    }
    const names = Object.keys(vectors);
    return {
      vectors: names.length === 1 && names[0] === '' ? vectors[''] : vectors,
      ...(Object.keys(sparse).length > 0 ? { sparse_vectors: sparse } : {}),
    } as CreateCollection;
  } finally {
    await shard.close();
  }
}
