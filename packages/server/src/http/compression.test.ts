import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chooseEncoding, compress, compressStream, type Encoding } from './compression.ts';

const decoders: Record<Encoding, (data: Buffer) => Buffer> = {
  gzip: zlib.gunzipSync,
  deflate: zlib.inflateSync,
  br: zlib.brotliDecompressSync,
  zstd: zlib.zstdDecompressSync,
};
const encodings = Object.keys(decoders) as Encoding[];

describe('compression', () => {
  it.each([
    [undefined, undefined],
    ['identity', undefined],
    ['*', undefined],
    ['gzip', 'gzip'],
    ['GZIP, deflate', 'gzip'],
    ['gzip, deflate, br, zstd', 'zstd'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['gzip;q=0', undefined],
    ['x-other', undefined],
  ])('answers %s with %s', (accept, encoding) => {
    expect(chooseEncoding(accept)).toBe(encoding);
  });

  it.each(encodings)('%s can be read again, small and large, at once and as a stream', async (encoding) => {
    for (const size of [0, 10, 200_000]) {
      const body = Buffer.alloc(size, 'words and numbers ');
      expect(decoders[encoding](await compress(body, encoding))).toEqual(body);
      expect(decoders[encoding](await buffer(compressStream(Readable.from([body]), encoding)))).toEqual(body);
    }
  });

  it('passes on a failure of the source', async () => {
    const source = new Readable({
      read() {
        this.destroy(new Error('the disk is gone'));
      },
    });
    await expect(buffer(compressStream(source, 'gzip'))).rejects.toThrow('the disk is gone');
  });
});
