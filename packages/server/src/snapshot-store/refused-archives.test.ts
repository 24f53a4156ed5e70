import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import type { Server } from '../server-options.ts';
import { type ArchiveTree, edited } from './archive-builder.testing.ts';

/*
 * Every way an archive can be wrong: what is answered, in earnest and to a dry run, that nothing changes and that nothing is left.
 */

let directory: string;
let server: Server;
const archives = {} as Record<'collection' | 'shard' | 'partial' | 'full' | 'custom', Uint8Array>;

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const content = body === undefined || body instanceof FormData ? body : JSON.stringify(body);
  return server.fetch(new Request(`http://server${path}`, { method, ...(content === undefined ? {} : { body: content as BodyInit }) }));
}

async function result(method: string, path: string, body?: unknown): Promise<never> {
  const response = await call(method, path, body);
  const json = (await response.json()) as { result: never };
  expect(response.status, JSON.stringify(json)).toBe(200);
  return json.result;
}

async function bytes(path: string, method = 'GET', body?: unknown): Promise<Uint8Array> {
  const response = await server.fetch(
    new Request(`http://server${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    }),
  );
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

function form(archive: Uint8Array): FormData {
  const data = new FormData();
  data.set('snapshot', new Blob([Uint8Array.from(archive)]), 'up.snapshot');
  return data;
}

const points = [1, 2, 3].map((id) => ({ id, vector: [id, 1], payload: { n: id, text: 'some text '.repeat(20) } }));
const small = { wal_config: { wal_capacity_mb: 1 } };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-refused-'));
  server = await createServer({ listen: false, storage: join(directory, 'storage') });
  for (const name of ['c', 'two', 'other']) {
    const shards = name === 'two' ? { shard_number: 2 } : {};
    await result('PUT', `/collections/${name}`, { vectors: { size: name === 'other' ? 9 : 2, distance: 'Dot' }, ...shards, ...small });
  }
  await result('PUT', '/collections/c/points?wait=true', { points });
  await result('PUT', '/collections/c/index?wait=true', { field_name: 'n', field_schema: 'integer' });
  const { name } = (await result('POST', '/collections/c/snapshots')) as { name: string };
  archives.collection = await bytes(`/collections/c/snapshots/${name}`);
  archives.shard = await bytes('/collections/c/shards/0/snapshot');
  archives.partial = await bytes('/collections/c/shards/0/snapshot/partial/create', 'POST', {});
  const full = (await result('POST', '/snapshots')) as { name: string };
  archives.full = await bytes(`/snapshots/${full.name}`);
});

afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

/** Everything that the server has, and every file on its disk. */
async function state(): Promise<unknown> {
  const { collections } = (await result('GET', '/collections')) as { collections: { name: string }[] };
  const content = await Promise.all(
    collections
      .map(({ name }) => name)
      .sort()
      .map(async (name) => [
        name,
        await result('POST', `/collections/${name}/points/scroll`, { limit: 100, with_vector: true }),
        ((await result('GET', `/collections/${name}`)) as { config: unknown }).config,
        await result('GET', `/collections/${name}/snapshots`),
      ]),
  );
  return { content, files: await files() };
}

/** Trees that are out of use are removed in the background. Directories of snapshots stay, empty. */
async function files(): Promise<string[]> {
  await expect.poll(() => readdir(join(directory, 'storage/tmp'))).toEqual([]);
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

interface Refusal {
  readonly of: string;
  /** Route below /collections; the collection c by default. */
  readonly route?: string;
  readonly archive: () => Uint8Array | Promise<Uint8Array>;
  readonly status?: number;
  readonly says: readonly RegExp[];
  /** Keys of `details` and what they are. */
  readonly details?: Record<string, unknown>;
}

const collection = (change: (tree: ArchiveTree) => Promise<unknown>) => () => edited(archives.collection, change);
const inSegment = (change: (tree: ArchiveTree, segment: string) => Promise<unknown>) =>
  collection(async (tree) => change(tree, await tree.filled()));
const text = (words: string) => () => new TextEncoder().encode(words);

const shard = 'c/shards/0/snapshots/upload';
const partial = 'c/shards/0/snapshot/partial/recover';

const refusals: readonly Refusal[] = [
  // no archive at all
  { of: 'an empty file', archive: text(''), says: [/byte 0: the archive is empty/, /found no bytes/], details: { offset: 0 } },
  {
    of: 'an error page',
    archive: text(`<html><body>404 Not Found</body></html>${' '.repeat(1000)}`),
    says: [/byte 0: this is no tar archive/, /found "<html><body>404 "/, /not an error page/],
    details: { offset: 0 },
  },
  { of: 'a few bytes', archive: text('{"a":1}'), says: [/byte 7: this is no tar archive/, /found "{\\"a\\":1}"/] },
  {
    of: 'a gzip',
    archive: () => gzipSync(archives.collection),
    says: [/byte 0: the archive is compressed with gzip/, /decompress it first/],
  },
  { of: 'a bzip2', archive: text(`BZh91AY&SY${'x'.repeat(600)}`), says: [/byte 0: this is no tar archive/, /found "BZh91AY&SYxxxxxx"/] },
  {
    of: 'a tar of something else',
    archive: collection(async (tree) => {
      for (const { name } of await tree.vfs.readdir(tree.at(''))) await tree.remove(name);
      await tree.write('readme.txt', 'hello');
      await tree.write('src/main.c', 'int main;');
    }),
    says: [/config\.json: the archive is no snapshot/, /found readme\.txt, src/],
    details: { file: 'config.json', found: 'readme.txt, src' },
  },
  { of: 'a tar of nothing', archive: () => new Uint8Array(1024), says: [/the archive is no snapshot/, /found no files at all/] },
  // cut or damaged
  {
    of: 'one that is cut inside a file',
    archive: () => archives.collection.subarray(0, archives.collection.length - 3000),
    says: [/byte \d+: the archive is truncated inside /, /compare its size/],
    details: { offset: expect.any(Number) },
  },
  {
    of: 'one without its end',
    archive: () => archives.collection.subarray(0, archives.collection.length - 1024),
    says: [/byte \d+: the archive is truncated: its end marker is missing/, /compare its size/],
  },
  {
    of: 'one with a wrong byte in a header',
    archive: () => {
      const damaged = Uint8Array.from(archives.collection);
      damaged[3] = 0x7a;
      return damaged;
    },
    says: [/byte 0: this is no tar archive: not a tar header, its checksum is wrong/],
  },
  {
    of: 'one with a wrong byte in the archive of a segment',
    archive: async () => {
      const damaged = await readFile(new URL('../../../snapshot/fixtures/real_1.19_mix_collection.snapshot', import.meta.url));
      damaged[damaged.indexOf('snapshot/files/segment.json') + 3] = 0x7a;
      return damaged;
    },
    says: [/0\/segments\/[0-9a-f-]+\.tar, byte \d+: not a tar header, its checksum is wrong/],
    details: { file: expect.stringMatching(/^0\/segments\/[0-9a-f-]+\.tar$/), offset: expect.any(Number) },
  },
  // of another kind
  {
    of: 'a full snapshot',
    archive: () => archives.full,
    says: [/config\.json: the archive is a snapshot of a whole storage/, /--storage-snapshot/],
    details: { expected: 'a snapshot of a collection', found: 'a snapshot of a whole storage' },
  },
  {
    of: 'a full snapshot of an empty storage',
    archive: collection(async (tree) => {
      for (const { name } of await tree.vfs.readdir(tree.at(''))) await tree.remove(name);
      await tree.write('config.json', '{"collections_mapping": {}, "collections_aliases": {}}');
    }),
    says: [/the archive is a snapshot of a whole storage/, /--storage-snapshot/],
  },
  {
    of: 'a shard where a collection is asked for',
    archive: () => archives.shard,
    says: [/the archive is a snapshot of one shard/, /POST \/collections\/\{collection_name\}\/shards\/\{shard_id\}\/snapshots\/upload/],
  },
  {
    of: 'a partial one where a collection is asked for',
    archive: () => archives.partial,
    says: [/the archive is a partial snapshot of a shard/, /snapshot\/partial\/recover/],
  },
  {
    of: 'a collection where a shard is asked for',
    route: shard,
    archive: () => archives.collection,
    says: [/the archive is a snapshot of a collection/, /POST \/collections\/\{collection_name\}\/snapshots\/upload/],
  },
  {
    of: 'a full snapshot where a shard is asked for',
    route: shard,
    archive: () => archives.full,
    says: [/whole storage/, /--storage-snapshot/],
  },
  {
    of: 'a partial one where a shard is asked for',
    route: shard,
    archive: () => archives.partial,
    says: [/segments\/[^,]+segment_manifest\.json, byte \d+: the archive contains segment manifest/, /snapshot\/partial\/recover/],
  },
  {
    of: 'a shard where a partial one is asked for',
    route: partial,
    archive: () => archives.shard,
    says: [/does not contain segment manifest/, /shards\/\{shard_id\}\/snapshots\/upload/],
  },
  {
    of: 'a collection where a partial one is asked for',
    route: partial,
    archive: () => archives.collection,
    says: [/a snapshot of a collection/],
  },
  {
    of: 'a partial one that leaves out what is not here',
    route: partial,
    archive: () =>
      edited(archives.partial, async (tree) => {
        for (const segment of await tree.segments('')) await tree.remove(`segments/${segment}/payload_storage/page_0.dat`);
        for (const segment of await tree.segments(''))
          await tree.edit(`segments/${segment}/segment_manifest.json`, (json: { file_versions: Record<string, number> }) => {
            json.file_versions['payload_storage/page_0.dat'] = 9_000_000;
            return { ...json, segment_version: 9_000_000 };
          });
      }),
    says: [
      /made against another state of the shard: segments\/[0-9a-f-]+\/payload_storage\/page_0\.dat is not in it/,
      /expected 9000000/,
      /ask for one/,
    ],
    details: { file: expect.stringMatching(/payload_storage\/page_0\.dat$/), expected: 9_000_000 },
  },
  // files that are missing
  {
    of: 'one without config.json',
    archive: collection((tree) => tree.remove('config.json')),
    says: [/config\.json: the file is missing/, /a collection has its configuration there/],
    details: { file: 'config.json' },
  },
  {
    of: 'one without a shard directory',
    archive: collection((tree) => tree.remove('0')),
    says: [/shard 0/, /missing/],
    details: { file: expect.stringMatching(/^0/) },
  },
  {
    of: 'one without shard_config.json',
    archive: collection((tree) => tree.remove('0/shard_config.json')),
    says: [/0\/shard_config\.json: .*missing/],
  },
  {
    of: 'one of a node without the shard',
    archive: collection((tree) => tree.edit('0/replica_state.json', (json: { is_local: boolean }) => ({ ...json, is_local: false }))),
    says: [
      /0\/replica_state\.json: Can't restore snapshot in local mode with missing data at shard: 0/,
      /expected is_local true, found is_local false/,
      /on a node that holds the shard/,
    ],
  },
  { of: 'one without wal', archive: collection((tree) => tree.remove('0/wal')), says: [/0\/wal: the directory is missing/] },
  { of: 'one without segments', archive: collection((tree) => tree.remove('0/segments')), says: [/0\/segments: the directory is missing/] },
  {
    of: 'a segment without segment.json',
    archive: inSegment((tree, segment) => tree.remove(`${segment}/segment.json`)),
    says: [/0\/segments\/[0-9a-f-]+\/segment\.json: the segment has no state/, /take a new one/],
    details: { file: expect.stringMatching(/^0\/segments\/[0-9a-f-]+\/segment\.json$/) },
  },
  {
    of: 'a segment without version.info',
    archive: inSegment((tree, segment) => tree.remove(`${segment}/version.info`)),
    says: [/0\/segments\/[0-9a-f-]+\/version\.info: the segment is incomplete/],
  },
  {
    of: 'a segment without the state of its vectors',
    archive: inSegment((tree, segment) => tree.remove(`${segment}/vector_storage/vectors/status.dat`)),
    says: [/0\/segments\/[0-9a-f-]+\/vector_storage\/vectors\/status\.dat/],
  },
  {
    of: 'a stray file among the segments',
    archive: collection((tree) => tree.write('0/segments/notes.txt', 'x')),
    says: [/byte \d+: a segment is neither a directory nor a \.tar file/, /found 0\/segments\/notes\.txt/],
  },
  // content that is wrong
  {
    of: 'a config.json that is no JSON',
    archive: collection((tree) => tree.write('config.json', '{"params":')),
    says: [/config\.json: config\.json is not valid JSON/],
  },
  {
    of: 'a config.json without params',
    archive: collection((tree) => tree.edit('config.json', (json: Record<string, unknown>) => ({ ...json, params: undefined }))),
    says: [/config\.json: params is missing/, /expected an object/],
  },
  {
    of: 'an unknown distance',
    archive: collection((tree) =>
      tree.edit('config.json', (json: { params: { vectors: { distance: string } } }) => ((json.params.vectors.distance = 'Taxi'), json)),
    ),
    says: [/config\.json: unknown distance of vector ""/, /expected Cosine, Euclid, Dot or Manhattan, found Taxi/],
  },
  {
    of: 'a segment.json of another type of storage',
    archive: inSegment((tree, segment) =>
      tree.edit(`${segment}/segment.json`, (json: SegmentJson) => ((json.config.vector_data[''].storage_type = 'Punched'), json)),
    ),
    says: [/segment\.json: .*storage_type/, /found .*Punched/],
  },
  {
    of: 'segments that contradict config.json',
    archive: collection((tree) =>
      tree.edit('config.json', (json: { params: { vectors: { size: number } } }) => ((json.params.vectors.size = 3), json)),
    ),
    route: 'new/snapshots/upload',
    says: [/segment\.json: size of vector "" differs from config\.json/, /expected 3, found 2/],
  },
  {
    of: 'a mapping of ids that is cut',
    archive: inSegment((tree, segment) => tree.write(`${segment}/mutable_id_tracker.mappings`, Uint8Array.of(9, 9, 9, 9))),
    says: [/mutable_id_tracker\.mappings, byte 0/],
    details: { file: expect.stringMatching(/mutable_id_tracker\.mappings$/), offset: 0 },
  },
  {
    of: 'a payload that cannot be read',
    archive: inSegment((tree, segment) => tree.write(`${segment}/payload_storage/page_0.dat`, new Uint8Array(1 << 20).fill(0xff))),
    says: [/payload_storage/],
  },
  { of: 'a log that is none', archive: collection((tree) => tree.write('0/wal/open-1', 'x'.repeat(200))), says: [/0\/wal\/open-1/] },
  // made by another version
  {
    of: 'vectors in RocksDB',
    archive: inSegment((tree, segment) =>
      tree.edit(`${segment}/segment.json`, (json: SegmentJson) => ((json.config.vector_data[''].storage_type = 'Memory'), json)),
    ),
    says: [
      /segment\.json: .*old Qdrant using RocksDB/,
      /found "?Memory/,
      /to 1\.16\.3, which migrates such segments/,
      /take a new snapshot/,
    ],
  },
  {
    of: 'payloads in RocksDB',
    archive: inSegment((tree, segment) =>
      tree.edit(`${segment}/segment.json`, (json: SegmentJson) => ((json.config.payload_storage_type.type = 'in_memory'), json)),
    ),
    says: [/segment\.json: .*old Qdrant using RocksDB/, /found "?in_memory/],
  },
  {
    of: 'ids in RocksDB',
    archive: inSegment(async (tree, segment) => {
      await tree.remove(`${segment}/mutable_id_tracker.mappings`);
      await tree.remove(`${segment}/mutable_id_tracker.versions`);
      await tree.write(`${segment}/db_backup/meta/1`, 'x');
    }),
    says: [/RocksDB/, /to 1\.16\.3/],
  },
  {
    of: 'a segment of Qdrant 1.2',
    archive: inSegment((tree, segment) => tree.write(`${segment}/version.info`, '0.5.0')),
    says: [/version\.info: .*old Qdrant using RocksDB/, /found 0\.5\.0/],
  },
  {
    of: 'a segment of a Qdrant to come',
    archive: inSegment((tree, segment) => tree.write(`${segment}/version.info`, '0.7.0')),
    says: [/version\.info: the segment was written by a newer Qdrant/, /expected 0\.6\.0, found 0\.7\.0/, /release that knows/],
  },
  {
    of: 'a collection of a Qdrant to come',
    archive: collection((tree) => tree.write('version.info', '0.5.0')),
    says: [/version\.info: the collection was written by a newer Qdrant/, /expected 0\.4\.2, found 0\.5\.0/, /release that knows/],
    details: { file: 'version.info' },
  },
  // not for this collection
  {
    of: 'one of other vectors and another number of shards',
    route: 'two/snapshots/upload',
    archive: () => archives.collection,
    says: [/Collection shard number: 2 Snapshot shard number: 1/, /scroll and upsert/, /sextant snapshot dump/],
    details: { field: 'shard_number', expected: 2, found: 1 },
  },
  {
    of: 'one that differs in several fields',
    route: 'other/snapshots/upload',
    archive: collection((tree) =>
      tree.edit('config.json', (json: { params: { vectors: { distance: string } } }) => ((json.params.vectors.distance = 'Cosine'), json)),
    ),
    says: [/Collection vectors\.size: 9 Snapshot vectors\.size: 2; Collection vectors\.distance: Dot Snapshot vectors\.distance: Cosine/],
    details: { field: 'vectors.size, vectors.distance' },
  },
  {
    of: 'a shard of other vectors',
    route: 'other/shards/0/snapshots/upload',
    archive: () => archives.shard,
    says: [/segment\.json: size of vector "" differs from config\.json/, /expected 9, found 2/],
  },
  {
    of: 'a shard none of whose vectors is known',
    route: 'named/shards/0/snapshots/upload',
    archive: () => archives.shard,
    says: [/segment\.json: none of the vectors of the shard is one of the collection/, /expected "a", found ""/],
  },
  {
    of: 'a shard that is not there',
    route: 'c/shards/7/snapshots/upload',
    archive: () => archives.shard,
    status: 404,
    says: [/Shard 7 not found/],
  },
];

interface SegmentJson {
  config: { vector_data: { '': { storage_type: string } }; payload_storage_type: { type: string } };
}

describe('a refused archive says what is wrong, where, and what to do, and leaves everything as it was:', () => {
  beforeAll(() => result('PUT', '/collections/named', { vectors: { a: { size: 2, distance: 'Dot' } }, ...small }));

  it.each(refusals)('$of', async ({ route = 'c/snapshots/upload', archive, status = 400, says, details }) => {
    const archiveBytes = await archive();
    const before = await state();
    const texts: unknown[] = [];
    for (const query of ['', '?dry_run=true']) {
      const response = await call('POST', `/collections/${route}${query}`, form(archiveBytes));
      const body = (await response.json()) as { status: { error: string }; error: string; details?: Record<string, unknown> };
      expect(response.status, JSON.stringify(body)).toBe(status);
      for (const words of says) expect(body.error).toMatch(words);
      expect(body.error).not.toContain(directory);
      expect(JSON.stringify(body.details ?? {})).not.toContain(directory);
      if (status === 400) expect(body.details).toMatchObject({ remedy: expect.stringMatching(/./), ...details });
      expect(await state()).toEqual(before);
      texts.push([body.error, body.details]);
    }
    expect(texts[1]).toEqual(texts[0]);
  });
});
