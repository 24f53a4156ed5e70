import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Collection, type Engine, openEngine } from '@sextant/engine';
import { packTar } from '@sextant/snapshot';
import { memoryVfs } from '@sextant/vfs';
import { type ExpectedPoint, expectedPoints, fixtureJson, pointDifferences } from '../../../snapshot/src/read/fixtures.test.data.ts';
import { engineSnapshots } from '../snapshot-store/engine-snapshots.testing.ts';

/** Path of a fixture of the snapshot package. */
export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../../../snapshot/fixtures/${name}`, import.meta.url));
}

export const fullFixture = fixturePath('full-snapshot-2026-01-02-03-04-05.snapshot');
export const mixFixture = fixturePath('real_1.19_mix_collection.snapshot');
export const customFixture = fixturePath('real_1.19_custom_sharding.snapshot');

/** The points of the collection in the full fixture, which is that of collection_2shards. */
export async function twoShards(): Promise<ExpectedPoint[]> {
  const { shards } = await fixtureJson('collection_2shards.json');
  return Object.values(shards as unknown as Record<string, ExpectedPoint[]>).flat();
}

export const mixPoints = (): Promise<ExpectedPoint[]> => expectedPoints('real_1.19_mix_collection.json');
export const customPoints = (): Promise<ExpectedPoint[]> => expectedPoints('real_1.19_custom_sharding.json');

/** What differs between a collection and the points it shall have; empty when nothing does. */
export async function differences(collection: Collection, expected: readonly ExpectedPoint[]): Promise<string[]> {
  const page = await collection.scroll({ limit: 10_000, withPayload: true, withVector: true });
  return pointDifferences(
    page.points.map((record) => ({
      id: record.id,
      version: null,
      vectors: record.vectors ?? new Map(),
      payload: record.payload ?? {},
    })) as never,
    expected.map((point) => ({ ...point, version: null })),
  );
}

/** A directory of a test, gone when the test is. */
export async function scratch(): Promise<
  AsyncDisposable & { readonly path: string; put(name: string, bytes: Uint8Array): Promise<string> }
> {
  const path = await mkdtemp(join(tmpdir(), 'sextant-starting-'));
  return {
    path,
    async put(name, bytes) {
      await writeFile(join(path, name), bytes);
      return join(path, name);
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

/** A tar archive of these files. */
export async function archive(files: Readonly<Record<string, Uint8Array | string>>): Promise<Uint8Array> {
  const entries = Object.entries(files).map(([path, content]) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return {
      path,
      sizeBytes: bytes.length,
      read: async function* () {
        yield bytes;
      },
    };
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of packTar(entries)) chunks.push(chunk.slice());
  return Buffer.concat(chunks);
}

/** A full snapshot of these collection archives. */
export function fullArchive(
  collections: Readonly<Record<string, Uint8Array>>,
  aliases: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const named = Object.entries(collections).map(([name, bytes], at) => ({ name, file: `${at}-2026-01-02-03-04-05.snapshot`, bytes }));
  const config = {
    collections_mapping: Object.fromEntries(named.map(({ name, file }) => [name, file])),
    collections_aliases: aliases,
  };
  return archive({ ...Object.fromEntries(named.map(({ file, bytes }) => [file, bytes])), 'config.json': JSON.stringify(config) });
}

export const twoShardsArchive = (): Promise<Uint8Array> => readFile(fixturePath('collection_2shards.snapshot'));

/** The snapshot that an engine in memory, filled by `fill`, makes of its storage or of one of its collections. */
export async function ownSnapshot(fill: (engine: Engine) => Promise<void>, collection?: string): Promise<Uint8Array> {
  const vfs = memoryVfs();
  const engine = await openEngine({ vfs, storagePath: '/s', collectionDefaults: { wal_config: { wal_capacity_mb: 1 } } });
  const snapshots = await engineSnapshots(engine, vfs);
  try {
    await fill(engine);
    const scope = collection === undefined ? ({ kind: 'full' } as const) : ({ kind: 'collection', collection } as const);
    const { name } = await snapshots.create(scope);
    const file = await snapshots.download(scope, name);
    const chunks: Uint8Array[] = [];
    for await (const chunk of file.read()) chunks.push(chunk.slice());
    await file.close();
    return Buffer.concat(chunks);
  } finally {
    await snapshots.close();
    await engine.close();
  }
}

/** Makes a collection of points `1 … count` whose vectors and payloads tell their id and `mark`. */
export async function fillCollection(engine: Engine, name: string, count: number, mark = name): Promise<void> {
  await engine.createCollection(name, { vectors: { size: 2, distance: 'Dot' } });
  const points = Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    vectors: new Map([['', Float32Array.of(at + 1, 1)]]),
    payload: { mark },
  }));
  await engine.collection(name).write({ kind: 'upsert_points', points }, { wait: true });
}

/** What `fillCollection` made, in a line: how many points and the marks they bear. */
export async function contentOf(engine: Engine, name: string): Promise<string> {
  if (!engine.collectionExists(name)) return 'nothing';
  const page = await engine.collection(name).scroll({ limit: 10_000, withPayload: true, withVector: true });
  const wrong = page.points.filter(({ id, vectors }) => (vectors?.get('') as Float32Array | undefined)?.[0] !== id);
  const marks = new Set(page.points.map(({ payload }) => payload?.['mark']));
  return `${page.points.length} of ${[...marks].join()}${wrong.length === 0 ? '' : `, ${wrong.length} wrong vectors`}`;
}
