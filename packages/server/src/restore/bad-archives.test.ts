import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngine } from '@sextant/engine';
import { nodeVfs } from '@sextant/vfs';
import { expect, it } from 'vitest';
import {
  archive,
  contentOf,
  fillCollection,
  fixturePath,
  fullArchive,
  mixFixture,
  ownSnapshot,
  scratch,
  twoShardsArchive,
} from './archives.test.data.ts';
import { restoreAtStart } from './restore-at-start.ts';
import type { RestoreOptions } from './restore-options.ts';

// Each of these is refused with an error that names the place, and a storage that was there before, one collection of which the archive would have
// replaced, is afterwards what it was.

const good = ownSnapshot((engine) => fillCollection(engine, 'good', 5), 'good');
const config = (mapping: Record<string, string>, aliases: Record<string, string> = {}): string =>
  JSON.stringify({ collections_mapping: mapping, collections_aliases: aliases });

/** The second collection of a full snapshot with one byte of its archive changed. */
async function withByte(find: string, shift: number, value: number): Promise<Uint8Array> {
  const bad = Buffer.from(await twoShardsArchive());
  const at = bad.indexOf(find);
  expect(at).toBeGreaterThan(0);
  bad[at + shift] = value;
  return fullArchive({ good: await good, broken: bad });
}

const truncated = async (): Promise<Uint8Array> =>
  fullArchive({ good: await good, broken: (await twoShardsArchive()).subarray(0, 51_200) });

const archives: [string, () => Promise<Uint8Array>, RegExp][] = [
  ['nothing', async () => new Uint8Array(), /bad\.snapshot, byte 0: the archive is empty/],
  ['text', async () => Buffer.from('no archive '.repeat(100)), /bad\.snapshot, byte 0: /],
  ['cut off', async () => (await fullArchive({ good: await good })).subarray(0, 9000), /bad\.snapshot, byte 9000: .*truncated/],
  [
    'with a nested archive that is cut off',
    truncated,
    /bad\.snapshot, 1-2026\S+, collection "broken": .*byte 51200: the archive is truncated/,
  ],
  [
    'with damage in a nested archive',
    () => withByte('shard_config.json', 0, 0x7f),
    /collection "broken": .*byte \d+: not a tar header, its checksum is wrong/,
  ],
  ['without config.json', async () => archive({ 'x.snapshot': await good }), /bad\.snapshot: the archive has no config\.json/],
  ['with a config.json that is no JSON', () => archive({ 'config.json': '{' }), /bad\.snapshot, config\.json: it is not JSON/],
  [
    'with a mapping of the wrong type',
    () => archive({ 'config.json': '{"collections_mapping":[]}' }),
    /bad\.snapshot.*collections_mapping/,
  ],
  [
    'that names an absent archive',
    async () => archive({ 'a.snapshot': await good, 'config.json': config({ good: 'a.snapshot', lost: 'lost.snapshot' }) }),
    /config\.json: the archive of collection "lost" is not in the snapshot \(expected lost\.snapshot, found a\.snapshot\); take/,
  ],
  [
    'that names one archive twice',
    async () => archive({ 'a.snapshot': await good, 'config.json': config({ one: 'a.snapshot', two: 'a.snapshot' }) }),
    /"one" and "two" have the same archive/,
  ],
  ['with an alias of a missing collection', async () => fullArchive({ good: await good }, { pointer: 'gone' }), /alias "pointer".*"gone"/],
  [
    'with an alias named as a collection',
    async () => fullArchive({ good: await good, b: await good }, { b: 'good' }),
    /alias "b" has the name/,
  ],
  ['with a collection named ..', async () => fullArchive({ '..': await good }), /".." is not a collection name/],
  ['with a collection named as a path', async () => fullArchive({ '../../outside': await good }), /cannot contain "\/"/],
  [
    'whose archive lies outside',
    () => archive({ 'config.json': config({ good: '../outside.snapshot' }) }),
    /bad\.snapshot, config\.json: a collection archive lies outside of the snapshot \(found "\.\.\/outside\.snapshot"\)/,
  ],
  [
    'of which a nested archive is no collection',
    async () => fullArchive({ good: await good, broken: await archive({ 'config.json': '{}' }) }),
    /collection "broken": The snapshot cannot be restored: config\.json: /,
  ],
  [
    'with a full snapshot in it',
    async () => fullArchive({ good: await fullArchive({ deep: await good }) }),
    /collection "good": The snapshot cannot be restored: /,
  ],
];

it.each(archives)('a full snapshot: %s', async (_name, make, message) => {
  await using directory = await scratch();
  const storageSnapshot = await directory.put('bad.snapshot', await make());
  await refused(directory.path, { storageSnapshot, force: true }, message);
});

it('a checksum beside the file that differs, also where something else is wrong', async () => {
  for (const bytes of [await fullArchive({ good: await good }), await truncated()]) {
    await using directory = await scratch();
    const storageSnapshot = await directory.put('bad.snapshot', bytes);
    await directory.put('bad.snapshot.checksum', Buffer.from(`${'0'.repeat(64)}\n`));
    await refused(
      directory.path,
      { storageSnapshot, force: true },
      /SHA-256.*bad\.snapshot\.checksum \(expected 0{64}, found [0-9a-f]{64}\)/,
    );
  }
});

it('a good archive, when another one that was asked for is bad', async () => {
  await using directory = await scratch();
  const bad = await directory.put('bad.snapshot', (await twoShardsArchive()).subarray(0, 51_200));
  const snapshots = [
    { path: mixFixture, collection: 'good' },
    { path: fixturePath('collection_2shards.snapshot'), collection: 'two' },
    { path: bad, collection: 'broken' },
  ];
  await refused(directory.path, { snapshots, force: true }, /bad\.snapshot, byte 51200/);
});

it('a collection for which there is no space', async () => {
  await using directory = await scratch();
  const storageSnapshot = await directory.put('full.snapshot', await fullArchive({ good: await good }));
  const vfs = { ...nodeVfs(), freeBytes: async () => 1000 };
  await refused(directory.path, { storageSnapshot, force: true }, /needs \d+ bytes and 1000 are free/, vfs);
});

async function refused(directory: string, restore: RestoreOptions, message: RegExp, vfs = nodeVfs()): Promise<void> {
  const storagePath = join(directory, 'storage');
  await mkdir(storagePath);
  const options = { vfs, storagePath };
  const first = await openEngine({ vfs: nodeVfs(), storagePath });
  await fillCollection(first, 'good', 3, 'before');
  await first.updateAliases([{ create_alias: { alias_name: 'kept', collection_name: 'good' } }]);
  await first.close();
  await writeFile(join(directory, 'outside.snapshot'), 'not ours');
  const around = await readdir(directory);

  const failure = await restoreAtStart(restore, { engine: options, host: nodeVfs(), onEvent: () => undefined }).then(
    () => new Error('it was restored'),
    (error: unknown) => error as Error,
  );
  expect(failure.message).toMatch(message);
  expect(failure.name).toBe('EngineError');
  expect(failure.message).not.toContain('sextant-restore');

  expect(await readdir(directory)).toEqual(around);
  expect(await readdir(join(storagePath, 'tmp'))).toEqual([]);
  const engine = await openEngine({ vfs: nodeVfs(), storagePath });
  try {
    expect(engine.listCollections()).toEqual(['good']);
    expect(await contentOf(engine, 'kept')).toBe('3 of before');
  } finally {
    await engine.close();
  }
}
