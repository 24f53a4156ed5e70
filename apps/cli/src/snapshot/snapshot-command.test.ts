import { createReadStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createClient, type QdrantClient } from '@sextant/client';
import { parseJson } from '@sextant/contract/json';
import { createServer, type Server } from '@sextant/server';
import { unpackSnapshot } from '@sextant/snapshot';
import { nodeVfs } from '@sextant/vfs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSnapshotCommand } from './snapshot-command.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../../../../packages/snapshot/fixtures/${name}`, import.meta.url));

let directory: string;
let temp: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-cli-test-'));
  temp = join(directory, 'temp');
  await mkdir(temp);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function capture(onChunk: (text: string) => void = () => undefined): Writable & { text(): string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      onChunk(chunk.toString());
      done();
    },
  });
  return Object.assign(stream, { text: () => chunks.join('') });
}

/** Runs a verb in this process; whatever it does, it must leave nothing in its temporary directory. */
async function run(args: readonly string[], env: Record<string, string> = {}, signal = new AbortController().signal): Promise<Ran> {
  const stdout = capture();
  const stderr = capture();
  const [verb = '', ...rest] = args;
  const code = await createSnapshotCommand({ stdout, stderr, env }).run([verb, ...rest, '--temp', temp], signal);
  expect(await readdir(temp)).toEqual([]);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

async function lines(args: readonly string[], env?: Record<string, string>): Promise<{ code: number; lines: Record<string, never>[] }> {
  const { code, stdout } = await run([...args, '--json'], env);
  return {
    code,
    lines: stdout
      .trimEnd()
      .split('\n')
      .map((line) => parseJson(line) as Record<string, never>),
  };
}

describe('usage', () => {
  it.each([
    [['nonsense'], /there is no verb "nonsense"/],
    [['inspect'], /name a file, a directory or a URL/],
    [['inspect', 'a', 'b'], /one source at a time/],
    [['inspect', 's3://bucket/key'], /s3:\/\/ is not supported yet by this command; download/],
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

describe('with a server', () => {
  let server: Server;
  let client: QdrantClient;
  let snapshotUrl: string;
  const apiKey = 'the-key';

  beforeAll(async () => {
    server = await createServer({ storage: join(directory, 'storage'), snapshotsPath: join(directory, 'snapshots'), apiKey });
    client = createClient({ url: server.url, apiKey });
    await client.createCollection('live', {
      vectors: { a: { size: 4, distance: 'Cosine' }, m: { size: 2, distance: 'Dot', multivector_config: { comparator: 'max_sim' } } },
      sparse_vectors: { s: {} },
    });
    const points = Array.from({ length: 300 }, (_, id) => ({
      id: id % 2 === 0 ? id : `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
      vector: {
        a: [id, 1, 0.25, -3],
        m: [
          [id, 0.5],
          [1, 2],
          [3, 4],
        ],
        s: { indices: [id + 1, 3000], values: [0.5, 1] },
      },
      payload: {
        n: id,
        city: id % 3 === 0 ? 'Rome' : 'Lima',
        big: 2n ** 63n,
        email: `person${id}@example.org`,
        at: { street: `Road ${id}`, no: id },
      },
    }));
    await client.upsertMany('live', points as Parameters<QdrantClient['upsertMany']>[1]);
    const snapshot = await client.createSnapshot('live');
    snapshotUrl = `${server.url}/collections/live/snapshots/${snapshot?.name}`;
  });
  afterAll(async () => {
    await client.close();
    await server.close();
  });

  let env: Record<string, string>;
  beforeEach(() => {
    env = { QDRANT_API_KEY: apiKey };
  });

  it('reads a snapshot from its URL', async () => {
    expect((await run(['verify', snapshotUrl], env)).stdout).toMatch(/^whole: 300 points/);
    expect((await run(['inspect', snapshotUrl, '--api-key', apiKey])).code).toBe(0);
    const refused = await run(['inspect', snapshotUrl]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/answers 40[13]/) as string });
  });

  it('compares a snapshot with the collection it came from', async () => {
    const args = ['diff', snapshotUrl, '--url', server.url, '--collection', 'live'];
    expect(await run(args, env)).toMatchObject({ code: 0, stdout: 'equal: 300 points left, 300 right\n' });
    await client.setPayload('live', { points: [4], payload: { city: 'Oslo' }, wait: true });
    await client.delete('live', { points: [6], wait: true });
    await client.upsert('live', { points: [{ id: 9999, vector: {}, payload: {} }], wait: true });
    const { code, lines: told } = await lines(args, env);
    expect(code).toBe(5);
    expect(told).toEqual([
      { type: 'difference', change: 'changed', id: 4, parts: ['payload'] },
      { type: 'difference', change: 'added', id: 9999 },
      { type: 'difference', change: 'removed', id: 6 },
      { type: 'diff', equal: false, left: 300, right: 300, added: 1, removed: 1, changed: 1 },
    ]);
  });

  it.each([
    'collection_2shards.snapshot',
    'real_1.19_custom_sharding.snapshot',
    'real_1.19_mix_collection.snapshot',
    'full-snapshot-2026-01-02-03-04-05.snapshot',
  ])('our server recovers what slim makes of %s', async (name) => {
    const output = join(directory, `slim-${name}`);
    const part = name.startsWith('full') ? ['--collection', 'col2'] : [];
    expect((await run(['slim', fixture(name), '-o', output, ...part])).code).toBe(0);
    await client.uploadSnapshot('recovered', pathToFileURL(output), { priority: 'snapshot' });
    expect(await run(['diff', output, '--url', server.url, '--collection', 'recovered'], env)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^equal/) as string,
    });
    expect((await run(['diff', fixture(name), output, ...part])).code).toBe(0);
    await client.deleteCollection('recovered');
  });

  it('reads the storage directory of a server, and compares it whole', async () => {
    const storage = join(directory, 'storage');
    expect((await run(['inspect', storage])).stdout).toMatch(/storage: storage directory\n[^]*collection live/);
    const output = join(directory, 'slim-storage.snapshot');
    expect((await run(['slim', storage, '-o', output])).code).toBe(0);
    expect((await lines(['inspect', output])).lines[0]).toMatchObject({ kind: 'full' });
    expect((await run(['diff', storage, output])).code).toBe(0);
  });

  it('what slim writes is recovered by our server, redacted and sampled', async () => {
    const output = join(directory, 'slim.snapshot');
    const args = [
      'slim',
      snapshotUrl,
      '-o',
      output,
      '--sample',
      '100',
      '--redact',
      'email',
      '--redact',
      'at.street',
      '--remove',
      'n',
      '--seed',
      's',
    ];
    const { code, lines: told } = await lines(args, env);
    expect(code).toBe(0);
    expect(told).toEqual([expect.objectContaining({ type: 'slim', kind: 'collection', points: 100, redactedPoints: 100 })]);
    expect((await run(['verify', output])).stdout).toMatch(/^whole: 100 points.*\nSHA-256 [0-9a-f]+, compared/);
    expect((await run(['slim', snapshotUrl, '-o', output], env)).stderr).toMatch(/exists; --force replaces it/);
    expect((await readFile(output)).includes('example.org')).toBe(false);
    await client.uploadSnapshot('slim', pathToFileURL(output), { priority: 'snapshot' });
    expect(await client.count('slim', { exact: true })).toEqual({ count: 100 });
    expect((await run(['diff', output, '--url', server.url, '--collection', 'slim'], env)).code).toBe(0);
    const { points } = (await client.scroll('slim', { limit: 1, with_payload: true })) ?? {};
    expect(points?.[0]?.payload).toMatchObject({ email: '[redacted]', at: { street: '[redacted]', no: expect.any(Number) as number } });
    expect(points?.[0]?.payload).not.toHaveProperty('n');
  });
});

describe('an unreliable sender', () => {
  let http: HttpServer;
  let url: string;
  beforeAll(async () => {
    const bytes = await readFile(fixture('hnsw.tar'));
    http = createHttpServer((request, response) => {
      if (request.url === '/redirect') response.writeHead(302, { location: '/whole' }).end();
      else if (request.url === '/whole') response.end(bytes);
      else if (request.url === '/cut')
        response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 100_000), () => response.destroy());
      else response.writeHead(404).end('nothing here');
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    http.closeAllConnections();
    http.close();
  });

  it('is followed, and named when it fails', async () => {
    expect((await run(['verify', `${url}/redirect`])).code).toBe(0);
    expect(await run(['verify', `${url}/none?token=secret`])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^sextant snapshot verify: http:\/\/127\.0\.0\.1:\d+\/none answers 404 Not Found: nothing here\n$/,
      ) as string,
    });
    expect((await run(['dump', `${url}/cut`])).code).toBe(1);
  });
});
