import { memoryVfs } from '@sextant/vfs';
import { expect, test } from 'vitest';
import { nestedTarEntry, type PackEntry, packTar } from './pack-tar.ts';
import { unpackTar } from './unpack-tar.ts';

function entry(path: string, sizeBytes: number, extents?: PackEntry['extents']): PackEntry {
  const stored = extents?.reduce((sum, { length }) => sum + length, 0) ?? sizeBytes;
  const bytes = Uint8Array.from({ length: stored }, (_, i) => (i * 31 + path.length) % 251);
  return {
    path,
    sizeBytes,
    ...(extents === undefined ? {} : { extents }),
    read: async function* () {
      yield bytes;
    },
  };
}

const entries = [
  entry('small', 700),
  entry(`long/${'name'.repeat(40)}`, 5000),
  entry(
    'sparse',
    3_000_000,
    Array.from({ length: 30 }, (_, i) => ({ offset: i * 100_352, length: 1024 })),
  ),
  nestedTarEntry('nested.tar', [entry('inside', 90_000), entry(`${'deep/'.repeat(30)}file`, 1234)]),
  entry('large', 2_500_000),
];

async function* inPieces(archive: Uint8Array, pieceBytes: number, isBorrowed: boolean): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(pieceBytes);
  for (let at = 0; at < archive.length; at += pieceBytes) {
    const part = archive.subarray(at, at + pieceBytes);
    buffer.set(part);
    yield isBorrowed ? buffer.subarray(0, part.length) : part;
    // Whoever still looks at a piece after asking for the next sees this.
    buffer.fill(0xee);
  }
}

async function unpack(source: AsyncIterable<Uint8Array>): Promise<Map<string, string>> {
  const vfs = memoryVfs();
  await vfs.mkdir('/to');
  await unpackTar(source, vfs, '/to', {
    place: ({ path }) =>
      path === 'nested.tar'
        ? { kind: 'nested', directory: 'nested', place: (inner) => ({ kind: 'here', path: inner.path }) }
        : { kind: 'here', path },
  });
  const found = new Map<string, string>();
  const walk = async (directory: string): Promise<void> => {
    for (const { name, kind } of await vfs.readdir(directory)) {
      const path = `${directory}/${name}`;
      if (kind === 'directory') await walk(path);
      else found.set(path, Buffer.from(await vfs.readFile(path)).toString('base64'));
    }
  };
  await walk('/to');
  return found;
}

test.each([512, 1000, 65_536, 1_048_576])('pieces of %i bytes may be overwritten once the next is asked for', async (pieceBytes) => {
  const parts: Uint8Array[] = [];
  for await (const part of packTar(entries)) parts.push(part);
  const archive = Buffer.concat(parts);
  const expected = await unpack(inPieces(archive, archive.length, false));
  expect(expected.size).toBe(6);
  expect(await unpack(inPieces(archive, pieceBytes, true))).toEqual(expected);
});
