import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { memoryVfs, nodeVfs, type Vfs } from '@sextant/vfs';
import * as tarStream from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isFormatError } from '../format/format-error.ts';
import { hashStream, isSameChecksum } from './hash-stream.ts';
import { nestedTarEntry, type PackEntry, packedTarBytes, packTar } from './pack-tar.ts';
import { readTar } from './read-tar.ts';
import { collect, cutAt, fillHoles, inChunks, packEntry, readAll } from './tar.test.data.ts';
import { encodeTarHeader, tarBlockBytes } from './tar-header.ts';
import { ratioFreeBytes, type TarLimits } from './tar-limits.ts';
import { type PlaceEntry, type UnpackResult, unpackTar } from './unpack-tar.ts';

const run = promisify(execFile);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const pattern = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 31 + 7) & 255 || 1);

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sextant-tar-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** Three files as snapshots have them: small, long-named, mostly hole. */
async function writeSamples(target: string): Promise<Map<string, Uint8Array>> {
  const samples = new Map([
    ['config.json', bytes('{"a":1}')],
    ['empty', new Uint8Array(0)],
    [`0/segments/${'x'.repeat(60)}/vector_storage/${'y'.repeat(60)}.dat`, pattern(1500)],
    ['0/grüße-日本', pattern(512)],
  ]);
  const holey = new Uint8Array(3 << 20);
  holey.set(pattern(4096), 0);
  for (let at = 1 << 19; at < 3 << 20; at += 1 << 16) holey.set(pattern(4096), at);
  samples.set('0/holey.dat', holey);
  for (const [path, content] of samples) {
    await mkdir(join(target, path, '..'), { recursive: true });
    if (path !== '0/holey.dat') await writeFile(join(target, path), content);
  }
  const handle = await open(join(target, '0/holey.dat'), 'w');
  await handle.truncate(holey.length);
  for (let at = 0; at < holey.length; at += 4096) if (holey[at] !== 0) await handle.write(holey, at, 4096, at);
  await handle.close();
  return samples;
}

describe('reading archives of GNU tar', () => {
  it.each([
    ['gnu', []],
    ['gnu', ['--sparse']],
    ['pax', []],
    ['pax', ['--sparse', '--sparse-version=0.0']],
    ['pax', ['--sparse', '--sparse-version=0.1']],
    ['pax', ['--sparse', '--sparse-version=1.0']],
    ['oldgnu', ['--sparse']],
  ])('in format %s %j', async (format, flags) => {
    const source = await mkdtemp(join(dir, 'source-'));
    const samples = await writeSamples(source);
    const archive = join(dir, `${format}${flags.join('')}.tar`);
    await run('tar', ['-cf', archive, `--format=${format}`, ...flags, '-C', source, '.']);
    const entries = await readAll(createReadStream(archive, { highWaterMark: 10_000 }));
    const files = entries.filter((entry) => entry.kind === 'file');
    expect(new Set(files.map((file) => file.path))).toEqual(new Set(samples.keys()));
    for (const file of files) expect(Buffer.from(fillHoles(file)).equals(samples.get(file.path) ?? new Uint8Array(1))).toBe(true);
    const holey = files.find((file) => file.path === '0/holey.dat');
    expect((holey?.data.length ?? 0) < 1 << 20).toBe(flags.includes('--sparse'));
  });

  it('in plain ustar, with a prefix', async () => {
    const source = await mkdtemp(join(dir, 'ustar-'));
    const path = `${'d'.repeat(90)}/${'f'.repeat(80)}`;
    await mkdir(join(source, 'd'.repeat(90)));
    await writeFile(join(source, path), 'x');
    const { stdout } = await run('tar', ['-cf', '-', '--format=ustar', '-C', source, path], { encoding: 'buffer' });
    expect((await readAll(inChunks(stdout, 512))).map((entry) => entry.path)).toEqual([path]);
  });
});

describe('writing archives', () => {
  it('that GNU tar unpacks to the same bytes, holes included', async () => {
    const source = await mkdtemp(join(dir, 'pack-'));
    const samples = await writeSamples(source);
    const extents = [{ offset: 0, length: 4096 }];
    for (let at = 1 << 19; at < 3 << 20; at += 1 << 16) extents.push({ offset: at, length: 4096 });
    const entries = [...samples].map(([path, content]) => packEntry(path, content, path === '0/holey.dat' ? extents : undefined));
    entries.push({ path: 'empty-dir/', sizeBytes: 0, read: () => inChunks(new Uint8Array(0), 1) });
    const archive = join(dir, 'ours.tar');
    const data = await collect(packTar(entries));
    expect(data.length).toBe(packedTarBytes(entries));
    await writeFile(archive, data);
    const target = await mkdtemp(join(dir, 'unpacked-'));
    const { stderr } = await run('tar', ['-xf', archive, '-C', target]);
    expect(stderr).toBe('');
    for (const [path, content] of samples) expect((await readFile(join(target, path))).equals(content)).toBe(true);
    expect((await stat(join(target, 'empty-dir'))).isDirectory()).toBe(true);
    expect((await stat(join(target, '0/holey.dat'))).blocks * 512).toBeLessThan(1 << 20);
    expect((await run('tar', ['-tvf', archive])).stdout).toMatch(/-rw-r--r-- 0\/0 +3145728 1970-01-01 .* 0\/holey\.dat/);
    expect((await run('tar', ['-df', archive, '-C', target])).stderr).toBe('');
  });

  it('that tar-stream reads, and reads what tar-stream writes', async () => {
    const long = `${'a/'.repeat(80)}file`;
    const ours = await collect(packTar([packEntry(long, pattern(700)), packEntry('b', bytes('two'))]));
    const extract = tarStream.extract();
    extract.end(ours);
    const seen: Record<string, number> = {};
    for await (const entry of extract) seen[entry.header.name] = (await collect(entry as AsyncIterable<Uint8Array>)).length;
    expect(seen).toEqual({ [long]: 700, b: 3 });
    const pack = tarStream.pack();
    pack.entry({ name: long }, 'x'.repeat(600));
    pack.entry({ name: 'dir', type: 'directory' });
    pack.finalize();
    const read = await readAll(pack as AsyncIterable<Uint8Array>);
    expect(read.map(({ path, kind, sizeBytes }) => [path, kind, sizeBytes])).toEqual([
      [long, 'file', 600],
      ['dir', 'directory', 0],
    ]);
  });

  it('that are the same for the same entries, however these arrive', async () => {
    const make = (chunkBytes: number): Promise<Uint8Array> =>
      collect(packTar([packEntry('a', pattern(200_000), undefined, chunkBytes), packEntry('b', bytes('x'))]));
    expect(await make(100_000)).toEqual(await make(999));
  });

  it('with sizes and offsets beyond 8 GiB', async () => {
    const sizeBytes = 20 * 2 ** 30;
    const extents = [
      { offset: 0, length: 512 },
      { offset: 10 * 2 ** 30, length: 512 },
    ];
    const entry = { path: 'huge', sizeBytes, extents, read: () => inChunks(pattern(1024), 600) };
    const [read] = await readAll(packTar([entry]));
    expect(read).toMatchObject({ sizeBytes, extents });
    const archive = join(dir, 'huge.tar');
    await writeFile(archive, await collect(packTar([entry])));
    expect((await run('tar', ['-tvf', archive])).stdout).toContain(` ${sizeBytes} `);
  });

  it('and fails when a file is not as long as announced', async () => {
    const short = { path: 'f', sizeBytes: 10, read: () => inChunks(pattern(9), 4) };
    const long = { path: 'f', sizeBytes: 10, read: () => inChunks(pattern(11), 4) };
    await expect(collect(packTar([short]))).rejects.toThrow(/f changed while it was packed \(expected 10 bytes, found 9\)/);
    await expect(collect(packTar([long]))).rejects.toThrow(/changed while it was packed/);
    const wrong = { path: 'f', sizeBytes: 10, extents: [{ offset: 8, length: 4 }], read: () => inChunks(pattern(4), 4) };
    expect(() => packedTarBytes([wrong])).toThrow(/beyond its end/);
  });

  it('hashes in the same pass', async () => {
    const hashed = hashStream(packTar([packEntry('a', pattern(5))]));
    expect(() => hashed.digest()).toThrow(/not read to its end/);
    const data = await collect(hashed.stream);
    const { stdout } = await run('sh', ['-c', `printf '%s' '${Buffer.from(data).toString('base64')}' | base64 -d | sha256sum`]);
    expect(hashed.digest()).toEqual({ sha256: stdout.slice(0, 64), sizeBytes: data.length });
    expect(isSameChecksum(` ${hashed.digest().sha256.toUpperCase()}\n`, hashed.digest().sha256)).toBe(true);
  });
});

describe('refusals', () => {
  const header = (changes: Partial<Parameters<typeof encodeTarHeader>[0]> & { rawType?: string }): Uint8Array => {
    const block = encodeTarHeader({ name: 'f', type: '0', storedBytes: 0, modifiedSeconds: 0, ...changes });
    if (changes.rawType !== undefined) {
      const old = block[156] ?? 0;
      block[156] = changes.rawType.charCodeAt(0);
      const sum = Number.parseInt(new TextDecoder().decode(block.subarray(148, 154)), 8) - old + block[156];
      block.set(bytes(sum.toString(8).padStart(6, '0')), 148);
    }
    return block;
  };
  const archive = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat([...parts, new Uint8Array(1024)]));
  const refused = async (data: Uint8Array, message: RegExp, options?: Parameters<typeof readAll>[1]): Promise<void> => {
    await expect(readAll(inChunks(data, 700), options)).rejects.toThrow(message);
    await expect(readAll(inChunks(data, 700), options)).rejects.toSatisfy(isFormatError);
  };

  it('of links, devices and unknown types', async () => {
    await refused(archive(header({ rawType: '2' })), /byte 0: forbidden entry in the archive: symbolic link/);
    for (const rawType of ['1', '3', '4', '6', 'V', 'M', 'D', '\u007f']) await refused(archive(header({ rawType })), /forbidden entry/);
    const source = await mkdtemp(join(dir, 'link-'));
    await symlink('/etc/passwd', join(source, 'link'));
    const { stdout } = await run('tar', ['-cf', '-', '-C', source, '.'], { encoding: 'buffer' });
    await refused(stdout, /symbolic link/);
  });

  it('of compressed and foreign files, with the byte', async () => {
    await refused(Uint8Array.of(0x1f, 0x8b, 8, 0), /byte 0: the archive is compressed with gzip .*decompress it first/);
    await refused(pattern(2000), /byte 0: not a tar header, its checksum is wrong/);
    await refused(new Uint8Array(0), /the archive is empty/);
    await refused(bytes('{"status":"ok"}'), /truncated inside a header/);
  });

  it('of an archive that names a path twice, or a file inside of a file', async () => {
    await refused(archive(header({}), header({})), /byte 512: the archive names a path twice \(found f\)/);
    await refused(archive(header({}), header({ name: './f' })), /twice/);
    await refused(archive(header({}), header({ name: 'f/g' })), /twice/);
    await refused(archive(header({ name: 'f/g' }), header({})), /twice/);
    expect(await readAll(inChunks(archive(header({ name: 'd/', type: '5' }), header({ name: 'd/', type: '5' })), 99))).toHaveLength(2);
  });

  it('of numbers that are none, or absurd', async () => {
    const broken = header({ storedBytes: 5 });
    broken.set(bytes('9999'), 124);
    await refused(archive(broken), /checksum/);
    const absurd = header({ storedBytes: 0 });
    absurd.set([0x80, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255], 124);
    let sum = 0;
    for (let at = 0; at < 512; at++) sum += at >= 148 && at < 156 ? 32 : (absurd[at] ?? 0);
    absurd.set(bytes(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    await refused(archive(absurd), /absurd/);
    await refused(archive(header({ storedBytes: 2 ** 50 })), /f is too large/);
  });

  it('of whatever passes a limit', async () => {
    const many = archive(...Array.from({ length: 5 }, (_, at) => header({ name: `${at}` })));
    await refused(many, /too many entries \(expected at most 4\)/, { limits: { maxEntries: 4 } });
    await refused(await collect(packTar([packEntry('a', pattern(3000))])), /too much data/, { limits: { maxStoredBytes: 2000 } });
    await refused(await collect(packTar([packEntry('a'.repeat(200), pattern(3))])), /path in the archive is too long/, {
      limits: { maxPathBytes: 150 },
    });
    await refused(archive(header({ name: '././@LongLink', type: 'L', storedBytes: 2 ** 30 })), /record is too large/);
    await refused(archive(...Array.from({ length: 20 }, () => header({ rawType: 'x' }))), /too many extra headers/);
    await refused(archive(header({ name: 'a/b/c/d/e' })), /too many entries \(expected at most 4\)/, { limits: { maxEntries: 4 } });
    const globals = Array.from({ length: 300 }, (_, at) => `9 k${100 + at}=v\n`).join('');
    await refused(
      archive(
        header({ name: 'g', rawType: 'g', storedBytes: globals.length }),
        new Uint8Array(Buffer.concat([bytes(globals)], Math.ceil(globals.length / 512) * 512)),
        header({ name: 'f' }),
      ),
      /too many global PAX records/,
    );
    const padded = (text: string): Uint8Array => new Uint8Array(Buffer.concat([bytes(text)], Math.ceil(text.length / 512) * 512));
    const described = (text: string): Uint8Array[] => [header({ name: 'x', rawType: 'x', storedBytes: text.length }), padded(text)];
    await refused(archive(...described('5 k=\n'.repeat(16_385)), header({})), /too many PAX records/);
    await refused(
      archive(...described('5 k=\n'.repeat(10_000)), ...described('5 k=\n'.repeat(10_000)), header({})),
      /too many PAX records/,
    );
    const long = described(`1000008 c=${'x'.repeat(999_997)}\n`);
    expect(await readAll(inChunks(archive(...long, header({})), 5000))).toHaveLength(1);
    await refused(archive(...long, ...long, header({})), /long name or PAX record is too large/);
    const map = `GNU.sparse.map=${'0,0,'.repeat(10_000)}0,0\n`;
    await refused(archive(...described(`21 GNU.sparse.size=0\n${map.length + 6} ${map}`), header({})), /sparse map is too long/);
    await refused(many, /too long together/, { limits: { maxAllPathBytes: 4 } });
    const extents = Array.from({ length: 40 }, (_, at) => ({ offset: at * 2048, length: 512 }));
    await refused(await collect(packTar([packEntry('a', pattern(90_000), extents)])), /sparse map is too long/, {
      limits: { maxExtents: 20 },
    });
  });

  it('of broken sparse maps', async () => {
    const sparse = (map: { offset: number; length: number }[], realBytes: number, storedBytes: number): Uint8Array =>
      archive(header({ type: 'S', storedBytes, sparse: { realBytes, map } }), new Uint8Array(Math.ceil(storedBytes / 512) * 512));
    await refused(
      sparse(
        [
          { offset: 512, length: 512 },
          { offset: 0, length: 512 },
        ],
        4096,
        1024,
      ),
      /out of order/,
    );
    await refused(sparse([{ offset: 4000, length: 512 }], 4096, 512), /over the end/);
    await refused(sparse([{ offset: 0, length: 512 }], 4096, 1024), /does not match the stored data/);
    await refused(
      sparse(
        [
          { offset: 0, length: 100 },
          { offset: 1024, length: 412 },
        ],
        4096,
        512,
      ),
      /does not start on a block/,
    );
  });

  it('skips paths that lead out, or refuses them', async () => {
    const data = archive(header({ name: '../evil' }), header({ name: 'a/../../evil' }), header({ name: '/abs' }), header({ name: './ok' }));
    expect((await readAll(inChunks(data, 512))).map((entry) => entry.path)).toEqual(['abs', 'ok']);
    await refused(data, /leads out of it \(found \.\.\/evil\)/, { parentPaths: 'refuse' });
  });

  it('of an archive cut anywhere before its end marker', async () => {
    const data = await collect(
      packTar([
        packEntry('x'.repeat(120), pattern(700)),
        packEntry('h', new Uint8Array(9000).fill(1, 0, 512), [{ offset: 0, length: 512 }]),
      ]),
    );
    for (let cut = 0; cut <= data.length - 1024; cut += cut % 128 === 0 ? 1 : 127) {
      await expect(readAll(inChunks(data.subarray(0, cut), 4096))).rejects.toSatisfy(isFormatError);
    }
    await refused(data.subarray(0, data.length - 1024), /truncated: its end marker is missing/);
  });

  it('of endless padding', async () => {
    async function* endless(): AsyncGenerator<Uint8Array, void, void> {
      for (;;) yield new Uint8Array(1 << 20);
    }
    await expect(readAll(endless())).rejects.toThrow(/goes on after its end marker/);
  });
});

describe('chunk boundaries', () => {
  it('do not matter, wherever one lies', async () => {
    const holey = new Uint8Array(6000);
    holey.set(pattern(300), 1024);
    const extents = Array.from({ length: 6 }, (_, at) => ({ offset: at * 1000, length: 10 })).with(1, { offset: 1024, length: 300 });
    const entries = [packEntry('n'.repeat(110), pattern(600)), packEntry('h', holey, extents), packEntry('z', new Uint8Array(0))];
    const data = await collect(packTar(entries));
    const whole = await readAll(cutAt(data));
    for (let cut = 0; cut < data.length; cut++) {
      const read = await readAll(cutAt(data, cut));
      if (read.some((entry, at) => !Buffer.from(entry.data).equals(whole[at]?.data ?? new Uint8Array(1))))
        expect.unreachable(`cut at ${cut}`);
    }
    for (const size of [1, 2, 3, 511, 513]) expect(await readAll(inChunks(data, size))).toEqual(whole);
  });

  describe('that come without a wait', () => {
    /** How many bytes a reader had taken when other work first got its turn. The clock goes on by a millisecond whenever somebody looks. */
    const firstPause = async (data: Uint8Array, read: (source: AsyncIterable<Uint8Array>) => Promise<unknown>): Promise<number> => {
      let ms = 0;
      let taken = 0;
      let atPause = Number.POSITIVE_INFINITY;
      const clock = vi.spyOn(performance, 'now').mockImplementation(() => ms++);
      async function* counted(): AsyncGenerator<Uint8Array, void, void> {
        for (let at = 0; at < data.length; at += 5120) {
          taken = at;
          yield data.subarray(at, at + 5120);
        }
      }
      setImmediate(() => (atPause = taken));
      try {
        await read(counted());
      } finally {
        clock.mockRestore();
      }
      return atPause;
    };

    it('hold up nothing else: entries that nobody reads', async () => {
      const data = await collect(packTar(Array.from({ length: 200 }, (_, at) => packEntry(`${at}`, new Uint8Array(0)))));
      const pause = await firstPause(data, async (source) => {
        for await (const _ of readTar(source));
      });
      expect(pause).toBeLessThan(data.length / 4);
    });

    it('hold up nothing else: the map of a sparse file', async () => {
      const extents = Array.from({ length: 4000 }, (_, at) => ({ offset: at * 1024, length: 512 }));
      const data = await collect(packTar([packEntry('a', new Uint8Array(4000 * 1024), extents)]));
      const pause = await firstPause(data, (source) => readTar(source).next());
      expect(pause).toBeLessThan((4000 / 21) * 512);
    });
  });

  it('lets entries go unread, and a reader stop early', async () => {
    const data = await collect(packTar([packEntry('a', pattern(5000)), packEntry('b', bytes('two'))]));
    const paths: string[] = [];
    for await (const entry of readTar(inChunks(data, 100))) paths.push(entry.path);
    expect(paths).toEqual(['a', 'b']);
    let isClosed = false;
    async function* source(): AsyncGenerator<Uint8Array, void, void> {
      try {
        yield* inChunks(data, 100);
      } finally {
        isClosed = true;
      }
    }
    for await (const entry of readTar(source())) if (entry.path === 'a') break;
    expect(isClosed).toBe(true);
  });
});

describe('unpackTar', () => {
  it.each(['node', 'memory'] as const)('unpacks files, holes and nested archives (%s)', async (kind) => {
    const vfs = kind === 'node' ? nodeVfs() : memoryVfs();
    const target = kind === 'node' ? await mkdtemp(join(dir, 'vfs-')) : '/target';
    if (kind === 'memory') await vfs.mkdir(target);
    const zeros = new Uint8Array(2 << 20).fill(3, 1 << 20, (1 << 20) + 10);
    const inner = nestedTarEntry('segments/s.tar', [
      packEntry('snapshot/files/data', pattern(3000)),
      packEntry('snapshot/files/zeros', zeros),
    ]);
    const holey = {
      ...packEntry('wal/open-1', new Uint8Array(0)),
      sizeBytes: 32 << 20,
      extents: [{ offset: 0, length: 4 }],
      read: () => inChunks(bytes('wal!'), 3),
    };
    const result = await unpackTar(
      packTar([packEntry('config.json', bytes('{}')), inner, holey, packEntry('skipped', bytes('x'))]),
      vfs,
      target,
      {
        place: ({ path }) => {
          if (path === 'skipped') return { kind: 'skip' };
          if (path !== 'segments/s.tar') return { kind: 'here', path };
          return {
            kind: 'nested',
            directory: 'segments/s',
            place: (entry) => ({ kind: 'here', path: entry.path.slice('snapshot/files/'.length) }),
          };
        },
      },
    );
    expect(result).toEqual({ files: 4, sizeBytes: 2 + 3000 + zeros.length + (32 << 20) });
    expect(await vfs.readFile(`${target}/segments/s/data`)).toEqual(pattern(3000));
    expect(Buffer.from(await vfs.readFile(`${target}/segments/s/zeros`)).equals(zeros)).toBe(true);
    expect((await vfs.stat(`${target}/wal/open-1`)).sizeBytes).toBe(32 << 20);
    expect((await vfs.readdir(target)).map((entry) => entry.name).sort((left, right) => left.localeCompare(right))).toEqual([
      'config.json',
      'segments',
      'wal',
    ]);
    if (kind === 'node') {
      expect((await stat(`${target}/wal/open-1`)).blocks).toBeLessThan(100);
      expect((await stat(`${target}/segments/s/zeros`)).blocks).toBeLessThan(1000);
    }
  });

  it('never overwrites and never writes outside', async () => {
    const target = await mkdtemp(join(dir, 'safe-'));
    await writeFile(join(target, 'f'), 'mine');
    const vfs = nodeVfs();
    await expect(unpackTar(packTar([packEntry('f', bytes('x'))]), vfs, target)).rejects.toThrow(/cannot unpack f: EEXIST/);
    await expect(unpackTar(packTar([packEntry('f/g', bytes('x'))]), vfs, target)).rejects.toThrow(/EEXIST|ENOTDIR/);
    await unpackTar(packTar([packEntry('../escaped', bytes('x'))]), vfs, target);
    expect(await readdir(target)).toEqual(['f']);
    expect(await readFile(join(target, 'f'), 'utf8')).toBe('mine');
    expect(await readdir(dir)).not.toContain('escaped');
  });

  it('holds all archives together to its limits', async () => {
    const nested = (name: string): AsyncIterable<Uint8Array> =>
      packTar([
        nestedTarEntry(`${name}1.tar`, [packEntry('a', pattern(600)), packEntry('b', pattern(600))]),
        nestedTarEntry(`${name}2.tar`, [packEntry('a', pattern(600)), packEntry('b', pattern(600))]),
      ]);
    const place: PlaceEntry = ({ path }) => ({
      kind: 'nested',
      directory: path.slice(0, -4),
      place: (entry) => ({ kind: 'here', path: entry.path }),
    });
    const unpack = async (limits: Partial<TarLimits>): Promise<UnpackResult> => {
      const vfs = memoryVfs();
      await vfs.mkdir('/t');
      return unpackTar(nested('n'), vfs, '/t', { place, limits });
    };
    expect(await unpack({ maxEntries: 6, maxUnpackedBytes: 2400 })).toEqual({ files: 4, sizeBytes: 2400 });
    await expect(unpack({ maxEntries: 5 })).rejects.toThrow(/too many entries .*expected at most 5/);
    await expect(unpack({ maxUnpackedBytes: 2399 })).rejects.toThrow(/unpacks to too much .*expected at most 2399 bytes/);
  });

  it('refuses what is almost nothing but holes, once that is a lot', async () => {
    const holes = (sizeBytes: number): PackEntry => ({ ...packEntry('x', new Uint8Array(0)), sizeBytes, extents: [] });
    const unpack = async (sizeBytes: number): Promise<UnpackResult> => {
      const vfs = memoryVfs();
      await vfs.mkdir('/t');
      return unpackTar(
        packTar([holes(sizeBytes)]),
        { ...vfs, open: async (path, flags) => ({ ...(await vfs.open(path, flags)), truncate: async () => undefined }) },
        '/t',
        { limits: { maxUnpackRatio: 100 } },
      );
    };
    expect(await unpack(ratioFreeBytes)).toEqual({ files: 1, sizeBytes: ratioFreeBytes });
    await expect(unpack(ratioFreeBytes + 512)).rejects.toThrow(/nothing but holes .*at most 100 times/);
  });

  /** A file whose data lies in the hole of the archive around it. */
  const fileInHole = (sizeBytes: number): PackEntry => {
    const header = encodeTarHeader({ name: 'f', type: '0', storedBytes: sizeBytes, modifiedSeconds: 0 });
    return {
      path: 'n.tar',
      sizeBytes: sizeBytes + 3 * tarBlockBytes,
      extents: [{ offset: 0, length: tarBlockBytes }],
      read: () => inChunks(header, tarBlockBytes),
    };
  };
  const placeInHole: PlaceEntry = () => ({ kind: 'nested', directory: 'n', place: ({ path }) => ({ kind: 'here', path }) });
  /** Calls when a file is made; keeps no holes. */
  const watchedVfs = async (opened: () => void): Promise<Vfs> => {
    const vfs = memoryVfs();
    await vfs.mkdir('/t');
    return {
      ...vfs,
      open: async (path, flags) => {
        opened();
        return { ...(await vfs.open(path, flags)), truncate: async () => undefined };
      },
    };
  };

  it('takes the hole around a nested archive for no data of the files in it', async () => {
    const unpack = async (sizeBytes: number): Promise<UnpackResult> =>
      unpackTar(packTar([fileInHole(sizeBytes)]), await watchedVfs(() => undefined), '/t', {
        place: placeInHole,
        limits: { maxUnpackRatio: 100 },
      });
    expect(await unpack(ratioFreeBytes)).toEqual({ files: 1, sizeBytes: ratioFreeBytes });
    await expect(unpack(ratioFreeBytes + 512)).rejects.toThrow(/nothing but holes .*at most 100 times/);
  });

  it('stops inside of a file, also where its bytes are a hole', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const vfs = await watchedVfs(() => stop.abort(reason));
    await expect(unpackTar(packTar([fileInHole(1 << 20)]), vfs, '/t', { place: placeInHole, signal: stop.signal })).rejects.toBe(reason);
  });

  it('keeps memory flat', async () => {
    const chunk = pattern(1 << 20);
    async function* data(): AsyncGenerator<Uint8Array, void, void> {
      for (let sent = 0; sent < 200; sent++) yield chunk;
    }
    const target = await mkdtemp(join(dir, 'flat-'));
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    const watched = packTar([{ path: 'big', sizeBytes: 200 << 20, read: data }]);
    async function* observed(): AsyncGenerator<Uint8Array, void, void> {
      for await (const part of watched) {
        peak = Math.max(peak, process.memoryUsage().arrayBuffers);
        yield part;
      }
    }
    await unpackTar(observed(), nodeVfs(), target, { isDurable: false });
    expect(peak - before).toBeLessThan(48 << 20);
    await rm(target, { recursive: true });
  });
});
