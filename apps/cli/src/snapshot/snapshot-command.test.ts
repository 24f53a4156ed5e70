import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { parseJson } from '@sextant/contract/json';
import { unpackSnapshot } from '@sextant/snapshot';
import { nodeVfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../command.ts';
import { capture, directory, fixture, lines, type Ran, run, temp } from './run-snapshot.test.data.ts';
import { createSnapshotCommand } from './snapshot-command.ts';

describe('usage', () => {
  it.each([
    [['nonsense'], /there is no verb "nonsense"/],
    [['inspect'], /name a file, a directory or a URL/],
    [['inspect', 'a', 'b'], /one source at a time/],
    [['inspect', 'http://user:secret@host/x'], /http:\/\/host\/x: a user name or password in the URL is not used/],
    [['verify', 'x', '--checksum', '12'], /--checksum must be a SHA-256/],
    [['dump', 'x', '--limit', '-1'], /limit/],
    [['dump', 'x', '--what'], /--what/],
    [['diff', 'x'], /name two snapshots, or one and --url/],
    [['diff', 'x', '--url', 'http://h'], /--url needs --collection/],
    [['slim', 'x'], /name the file to write with --output/],
    [['slim', 'x', '-o', 'y', '--sample', '101%'], /--sample must be/],
    [['slim', 'x', '-o', 'y', '--redact', 'a..b'], /"a\.\.b" is no path/],
  ])('%j ends with 2', async (args, message) => {
    const { code, stderr } = await run(args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it.each([
    [['nope', '--json'], 'there is no verb "nope"'],
    [['--json'], 'name a verb'],
    [['--api-key', 'k', '--json'], 'name a verb'],
  ])('%j tells programs what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(2);
    expect(parseJson(stdout)).toEqual({ type: 'error', message });
    expect(stderr).toMatch(/usage: sextant snapshot <verb>/);
    expect(stderr).toContain(message);
  });

  it('tells how it is used', async () => {
    const { code, stdout } = await run(['help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/inspect.*\n.*verify.*\n.*ls.*\n.*dump.*\n.*diff.*\n.*slim/);
    expect((await run(['slim', '--help'])).stdout).toMatch(/--sample N\|P%/);
  });

  it('says what is not there', async () => {
    expect(await run(['inspect', '/nowhere'])).toMatchObject({ code: 1, stderr: 'sextant snapshot inspect: /nowhere does not exist\n' });
    const { code, lines: told } = await lines(['dump', fixture('collection_2shards.snapshot'), '--shard', '7']);
    expect(code).toBe(1);
    expect(told).toEqual([expect.objectContaining({ type: 'error', code: 'missing', found: '0, 1' })]);
  });
});

describe('inspect', () => {
  it.each([
    ['real_1.19_mix_collection.snapshot', 'collection'],
    ['real_1.19_hn_shard_stream.snapshot', 'shard'],
    ['real_1.19_hn_shard_partial.snapshot', 'partial'],
    ['full-snapshot-2026-01-02-03-04-05.snapshot', 'full'],
  ])('%s is a %s snapshot', async (name, kind) => {
    const { code, lines: told } = await lines(['inspect', fixture(name)]);
    expect(code).toBe(0);
    expect(told).toEqual([expect.objectContaining({ type: 'inspect', kind, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string })]);
    expect((await run(['inspect', fixture(name)])).stdout).toContain(name);
  });

  it('tells graphs, quantized data, dead rows and the log', async () => {
    const { stdout } = await run(['inspect', fixture('real_1.19_hn_shard_stream.snapshot')]);
    expect(stdout).toMatch(/immutable +381 +19 .* hnsw\+scalar, 1 field index/);
    expect((await run(['inspect', fixture('wal_pending.tar')])).stdout).toMatch(
      /log 11 operations to replay, 11 that the segments may lack/,
    );
  });

  it('lists what the log holds', async () => {
    const { code, lines: told } = await lines(['inspect', fixture('wal_pending.tar'), '--log']);
    expect(code).toBe(0);
    const operations = told.slice(1) as unknown as { type: string; number: number; kind: string; about: string }[];
    expect(operations).toHaveLength(11);
    expect(operations.every(({ type }) => type === 'operation')).toBe(true);
    expect(operations.map(({ number }) => number)).toEqual(Array.from({ length: 11 }, (_, at) => at + 1));
    const { stdout } = await run(['inspect', fixture('wal_pending.tar'), '--log']);
    for (const { number, kind, about } of operations) expect(stdout).toContain(`${number}  ${kind.padEnd(24)}${about}\n`);
    expect(stdout).toMatch(/upsert_points +\d+ points? \(/);
    expect((await run(['inspect', fixture('real_1.19_mix_collection.snapshot'), '--log'])).stdout).toMatch(/\nlog\n {2}shard 0 +\d+ /);
  });

  it('tells the vectors of a collection, the unnamed one too', async () => {
    expect((await run(['inspect', fixture('real_1.19_mix_collection.snapshot')])).stdout).toMatch(/vector mv +3 Cosine multivector\n/);
    expect((await run(['inspect', fixture('real_1.19_custom_sharding.snapshot')])).stdout).toMatch(/vector +\d+ [A-Z][a-z]+\n/);
  });

  it('opens a partial snapshot with its base', async () => {
    const base = fixture('real_1.19_hn_shard_stream.snapshot');
    const { stdout } = await run(['inspect', fixture('real_1.19_hn_shard_partial.snapshot'), '--base', base]);
    expect(stdout).toMatch(/386 points/);
  });

  it('reads an unpacked snapshot in place', async () => {
    const unpacked = join(directory, 'unpacked');
    await mkdir(unpacked);
    await unpackSnapshot(createReadStream(fixture('collection_2shards.snapshot')), nodeVfs(), unpacked);
    const before = await readdir(unpacked, { recursive: true });
    expect((await run(['inspect', unpacked])).stdout).toMatch(/40 in 2 segments of 2 shards/);
    expect((await run(['verify', unpacked])).code).toBe(0);
    expect((await run(['diff', unpacked, fixture('collection_2shards.snapshot')])).code).toBe(0);
    expect(await readdir(unpacked, { recursive: true })).toEqual(before);
  });
});

describe('verify', () => {
  it.each(['real_1.19_mix_collection.snapshot', 'full-snapshot-2026-01-02-03-04-05.snapshot', 'hnsw.tar'])('%s is whole', async (name) => {
    const { code, stdout } = await run(['verify', fixture(name)]);
    expect(stdout).toMatch(/^whole: /);
    expect(code).toBe(0);
  });

  it('compares a checksum beside the file, or one that is given', async () => {
    const name = fixture('collection_2shards.snapshot');
    expect((await run(['verify', name])).stdout).toMatch(/SHA-256 0914973f[0-9a-f]+, compared/);
    const { code, lines: told } = await lines(['verify', name, '--checksum', '0'.repeat(64)]);
    expect(code).toBe(4);
    expect(told[0]).toMatchObject({ type: 'finding', severity: 'error', expected: '0'.repeat(64), file: name });
    expect(told[1]).toMatchObject({ type: 'verify', ok: false, errors: 1 });
  });

  it('finds an archive that is cut off, and says where', async () => {
    const cut = join(directory, 'cut.snapshot');
    await copyFile(fixture('real_1.19_mix_collection.snapshot'), cut);
    await truncate(cut, 200_000);
    const { code, lines: told } = await lines(['verify', cut]);
    expect(code).toBe(4);
    expect(told[0]).toMatchObject({ type: 'finding', severity: 'error', offset: expect.any(Number) as number });
    expect(told.at(-1)).toMatchObject({ type: 'verify', ok: false });
  });

  it('finds a byte that changed inside a block, with file and place as in the archive', async () => {
    const archive = await readFile(fixture('dense_dot_direct.tar'));
    const at = archive.indexOf('{"initial_version"');
    expect(at).toBeGreaterThan(0);
    archive[at] = 0x5b;
    const broken = join(directory, 'broken.tar');
    await writeFile(broken, archive);
    const { code, stdout } = await run(['verify', broken]);
    expect(code).toBe(4);
    expect(stdout).toMatch(/^error +segments\/[0-9a-f-]+\/segment\.json/);
  });
});

describe('ls', () => {
  it('lists what is in the archives inside too', async () => {
    const { code, lines: told } = await lines(['ls', fixture('full-snapshot-2026-01-02-03-04-05.snapshot')]);
    expect(code).toBe(0);
    const entries = told.slice(0, -1) as unknown as { path: string; kind: string; depth: number }[];
    expect(entries.filter(({ kind }) => kind === 'archive').length).toBe(3);
    expect(entries.some(({ path, depth }) => depth === 2 && /\.snapshot!\/0\/segments\/.*\.tar!\/.*segment\.json$/.test(path))).toBe(true);
    expect(told.at(-1)).toMatchObject({ type: 'ls', entries: entries.length });
  });

  it('tells holes from bytes', async () => {
    const { stdout } = await run(['ls', fixture('real_1.19_custom_sharding.snapshot'), '--flat']);
    expect(stdout).toMatch(/33\.6 MB +4\.1 kB +file +1\/wal\/open-1/);
    expect(stdout).not.toMatch(/!/);
  });
});

describe('diff', () => {
  it('tells what a partial snapshot changes in its shard', async () => {
    const base = fixture('partial_base.tar');
    const { code, lines: told } = await lines(['diff', base, fixture('partial_update.tar'), '--base', base]);
    expect(code).toBe(5);
    expect(told.at(-1)).toMatchObject({ type: 'diff', equal: false, left: 105, right: 103 });
    expect((await run(['diff', fixture('partial_update.tar'), fixture('partial_update.tar'), '--base', base])).code).toBe(0);
  });
});

describe('dump', () => {
  it('writes points as lines, big integers with every digit', async () => {
    const { code, stdout } = await run(['dump', fixture('real_1.19_mix_collection.snapshot')]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(55);
    expect(stdout).toContain('"big":18446744073709551615');
    const [first] = (await run(['dump', fixture('real_1.19_mix_collection.snapshot'), '--limit', '1', '--no-vectors'])).stdout.split('\n');
    expect(Object.keys(JSON.parse(first ?? '') as object)).toEqual(['id', 'payload']);
  });

  it('applies a log that the segments lack', async () => {
    const expected = JSON.parse(await readFile(fixture('wal_pending.json'), 'utf8')) as {
      points: { id: number | string; payload: unknown }[];
    };
    const { code, stdout, stderr } = await run(['dump', fixture('wal_pending.tar')]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/the log holds 11 operations/);
    const found = new Map(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => [String((JSON.parse(line) as { id: unknown }).id), JSON.parse(line) as { payload: unknown }]),
    );
    expect([...found.keys()].sort()).toEqual(expected.points.map(({ id }) => String(id)).sort());
    for (const point of expected.points) expect(found.get(String(point.id))?.payload).toEqual(point.payload);
  });

  it('names shard keys and collections', async () => {
    expect((await run(['dump', fixture('real_1.19_custom_sharding.snapshot'), '--shard', '2'])).stdout).toMatch(/"shard_key":7,/);
    expect((await run(['dump', fixture('full-snapshot-2026-01-02-03-04-05.snapshot')])).stdout).toMatch(/^\{"collection":"col2","id":/);
  });

  it('ends in peace when its reader goes away', async () => {
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const stderr = capture();
    const command = createSnapshotCommand({ stdout, stderr, env: {} });
    const code = await command.run(['dump', fixture('hnsw.tar'), '--temp', temp], new AbortController().signal);
    expect(stderr.text()).toBe('');
    expect(code).toBe(0);
    expect(await readdir(temp)).toEqual([]);
  });
});

describe('interrupts', () => {
  /** Interrupts as soon as the archive was read. */
  async function interrupted(args: readonly string[]): Promise<Ran> {
    const controller = new AbortController();
    const stderr = capture((text) => {
      if (text.includes('reading')) controller.abort(new Error('interrupted'));
    });
    const stdout = capture();
    const command = createSnapshotCommand({ stdout, stderr: Object.assign(stderr, { isTTY: true }), env: {} });
    const code = await command.run([...args, '--temp', temp], controller.signal);
    expect(await readdir(temp)).toEqual([]);
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  }

  it.each(['inspect', 'verify', 'dump', 'ls'])('%s cleans up', async (verb) => {
    const { code, stderr } = await interrupted([verb, fixture('hnsw.tar')]);
    expect(stderr).toMatch(/interrupted\n$/);
    expect(code).toBe(1);
    const aborted = await run([verb, fixture('hnsw.tar')], {}, AbortSignal.abort(new Error('at once')));
    expect(aborted).toMatchObject({ code: 1, stderr: expect.stringMatching(/at once/) as string });
  });

  it('slim leaves neither its file nor a part of it', async () => {
    const { code } = await interrupted(['slim', fixture('hnsw.tar'), '-o', join(directory, 'never.snapshot')]);
    expect(code).toBe(1);
    expect((await readdir(directory)).filter((name) => name.includes('never'))).toEqual([]);
  });
});

describe('what this version cannot read', () => {
  /** The shard of a fixture, its first segment as if another version had written it. */
  async function ofVersion(version: string | undefined): Promise<string> {
    const path = join(directory, `version-${version}`);
    await mkdir(path);
    await unpackSnapshot(createReadStream(fixture('real_1.19_hn_shard_stream.snapshot')), nodeVfs(), path);
    const [segment = ''] = await readdir(join(path, 'segments'));
    if (version === undefined) {
      await rm(join(path, 'segments', segment, 'version.info'));
      await writeFile(join(path, 'segments', segment, 'CURRENT'), 'MANIFEST-000001\n');
      await writeFile(join(path, 'segments', segment, 'MANIFEST-000001'), '');
    } else await writeFile(join(path, 'segments', segment, 'version.info'), version);
    return path;
  }

  it.each([
    ['a newer version', () => ofVersion('99.0.0'), /newer Qdrant/],
    ['RocksDB', () => ofVersion('0.3.0'), /RocksDB/],
  ])('ends with 6, whatever is asked of it: %s', async (_what, make, message) => {
    const source = await make();
    const output = ['-o', join(directory, 'never.snapshot')];
    for (const args of [
      ['inspect', source],
      ['verify', source],
      ['dump', source],
      ['diff', source, source],
      ['slim', source, ...output],
    ]) {
      const { code, stdout, stderr } = await run(args);
      expect([args[0], code]).toEqual([args[0], 6]);
      expect(stdout + stderr).toMatch(message);
    }
  });

  it('ends with 6 for a compressed archive, not with 4', async () => {
    const zipped = join(directory, 'zipped.snapshot');
    await writeFile(zipped, gzipSync(await readFile(fixture('hnsw.tar'))));
    for (const verb of ['inspect', 'verify', 'ls', 'dump']) {
      const { code, stdout, stderr } = await run([verb, zipped]);
      expect([verb, code]).toEqual([verb, 6]);
      expect(stdout + stderr).toMatch(/compressed with gzip.*decompress it first/);
    }
  });
});

describe('exit codes', () => {
  it('are told by every verb, and by README and command alike', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const told = readme.slice(readme.indexOf('## Exit codes'));
    for (const text of [
      told,
      ...(await Promise.all(
        ['help', 'inspect --help', 'slim --help', 'diff --help'].map(async (args) => (await run(args.split(' '))).stdout),
      )),
    ]) {
      for (const code of Object.values(exitCodes)) expect(text).toMatch(new RegExp(`\\b${code} [a-z\`]`));
    }
  });
});
