import type { Duplex, Readable } from 'node:stream';
import zlib from 'node:zlib';

export type Encoding = 'gzip' | 'deflate' | 'br' | 'zstd';

const preference: readonly Encoding[] = ['zstd', 'br', 'gzip', 'deflate'];
// Answers are small and short-lived: the fastest level that compresses at all.
const brotli = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } };
const deflate = { level: 1 };

/** The best encoding the client names, by its weights; undefined for none, `identity` and `*`. */
export function chooseEncoding(accept: string | undefined): Encoding | undefined {
  if (accept === undefined || accept === '') return undefined;
  let best: Encoding | undefined;
  let bestWeight = 0;
  for (const part of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    if (!(preference as readonly string[]).includes(name) || !(weight > 0)) continue;
    const better =
      best === undefined ||
      weight > bestWeight ||
      (weight === bestWeight && preference.indexOf(name as Encoding) < preference.indexOf(best));
    if (better) {
      best = name as Encoding;
      bestWeight = weight;
    }
  }
  return best;
}

/** Compresses a body that is at hand; large ones off the main thread. */
export function compress(body: Uint8Array, encoding: Encoding): Promise<Buffer> | Buffer {
  if (body.length < 16_384) return compressSync(body, encoding);
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, result: Buffer): void => (error === null ? resolve(result) : reject(error));
    if (encoding === 'gzip') zlib.gzip(body, deflate, done);
    else if (encoding === 'deflate') zlib.deflate(body, deflate, done);
    else if (encoding === 'br') zlib.brotliCompress(body, brotli, done);
    else zlib.zstdCompress(body, done);
  });
}

function compressSync(body: Uint8Array, encoding: Encoding): Buffer {
  if (encoding === 'gzip') return zlib.gzipSync(body, deflate);
  if (encoding === 'deflate') return zlib.deflateSync(body, deflate);
  return encoding === 'br' ? zlib.brotliCompressSync(body, brotli) : zlib.zstdCompressSync(body);
}

/** Compresses a stream as it flows. */
export function compressStream(source: Readable, encoding: Encoding): Readable {
  const encoder: Duplex =
    encoding === 'gzip'
      ? zlib.createGzip(deflate)
      : encoding === 'deflate'
        ? zlib.createDeflate(deflate)
        : encoding === 'br'
          ? zlib.createBrotliCompress(brotli)
          : zlib.createZstdCompress();
  source.once('error', (error) => encoder.destroy(error));
  encoder.once('close', () => source.destroy());
  return source.pipe(encoder);
}
