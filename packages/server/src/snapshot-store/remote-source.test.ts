import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openRemote, type RemoteOptions } from './remote-source.ts';

async function serving<T>(listener: RequestListener, use: (url: URL) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    return await use(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x?token=secret`));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  }
}

function options(extra: Partial<RemoteOptions> = {}): RemoteOptions {
  return {
    signal: new AbortController().signal,
    idleTimeoutMs: 60_000,
    minBytesPerSec: 0,
    maxBytes: 1000,
    privateAddresses: 'allow',
    ...extra,
  };
}

async function fetched(url: URL, extra: Partial<RemoteOptions> = {}): Promise<string> {
  const source = await openRemote(url, options(extra));
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source.bytes) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString();
  } finally {
    await source.close();
  }
}

describe('openRemote', () => {
  it('sends the api key and follows redirects', async () => {
    const seen: unknown[] = [];
    const text = await serving(
      (request, response) => {
        seen.push(request.headers['api-key']);
        if (request.url?.startsWith('/x')) response.writeHead(302, { location: '/y' }).end();
        else response.end('archive');
      },
      (url) => fetched(url, { apiKey: 'sesame' }),
    );
    expect(text).toBe('archive');
    expect(seen).toEqual(['sesame', 'sesame']);
  });

  it('keeps the api key from another host', async () => {
    const seen: unknown[] = [];
    await serving(
      (request, response) => {
        seen.push(request.headers['api-key']);
        response.end('archive');
      },
      (other) =>
        serving(
          (_request, response) => response.writeHead(307, { location: other.href }).end(),
          (url) => fetched(url, { apiKey: 'sesame' }),
        ),
    );
    expect(seen).toEqual([undefined]);
  });

  it('sends the name and password of the URL, to that host only, and tells neither', async () => {
    const seen: unknown[] = [];
    const failure = serving(
      (request, response) => {
        seen.push(request.headers.authorization);
        response.writeHead(500).end();
      },
      (other) =>
        serving(
          (request, response) => {
            seen.push(request.headers.authorization);
            response.writeHead(307, { location: other.href }).end();
          },
          (url) => fetched(Object.assign(url, { username: 'me', password: 'sesame' })),
        ),
    );
    await expect(failure).rejects.toMatchObject({ code: 'wrong_input', message: expect.not.stringMatching(/sesame/) });
    expect(seen).toEqual([`Basic ${Buffer.from('me:sesame').toString('base64')}`, undefined]);
  });

  it('takes an archive that was compressed on its way all the same, and tells an encoding that nobody knows', async () => {
    for (const [encoding, body] of [
      ['gzip', gzipSync('archive')],
      ['br', brotliCompressSync('archive')],
      ['identity', Buffer.from('archive')],
    ] as const) {
      const text = serving(
        (_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body),
        (url) => fetched(url),
      );
      expect(await text).toBe('archive');
    }
    const odd = serving(
      (_request, response) => response.writeHead(200, { 'content-encoding': 'lzma' }).end('x'),
      (url) => fetched(url),
    );
    await expect(odd).rejects.toMatchObject({ code: 'bad_gateway', message: expect.stringContaining('lzma') });
    const bomb = serving(
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1 << 20))),
      (url) => fetched(url),
    );
    await expect(bomb).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('says what the remote answered, without the query', async () => {
    const failure = serving(
      (_request, response) => response.writeHead(404).end('no'),
      (url) => fetched(url),
    );
    await expect(failure).rejects.toMatchObject({
      code: 'wrong_input',
      message: expect.stringMatching(/^Failed to download tar from http:\/\/127\.0\.0\.1:\d+\/x: status - 404 Not Found$/),
    });
  });

  it.each([
    ['a length that is too much', (length: number) => ({ 'content-length': String(length) })],
    ['too much without a length', () => ({})],
  ])('stops at %s', async (_name, headers) => {
    const body = 'x'.repeat(2000);
    const failure = serving(
      (_request, response) => response.writeHead(200, headers(body.length)).end(body),
      (url) => fetched(url),
    );
    await expect(failure).rejects.toMatchObject({ code: 'bad_request', message: expect.stringContaining('1000 bytes') });
  });

  it('tells a body that was cut', async () => {
    const failure = serving(
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('only this', () => response.destroy());
      },
      (url) => fetched(url),
    );
    await expect(failure).rejects.toMatchObject({ code: 'bad_gateway' });
  });

  it('gives up on a sender that is silent, and when it is told to', async () => {
    const silent: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('start');
    };
    await expect(serving(silent, (url) => fetched(url, { idleTimeoutMs: 20 }))).rejects.toMatchObject({ code: 'bad_gateway' });
    const controller = new AbortController();
    await expect(
      serving(
        (request, response) => {
          silent(request, response);
          controller.abort();
        },
        (url) => fetched(url, { signal: controller.signal }),
      ),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('tells a port nobody listens on', async () => {
    const url = await serving(
      (_request, response) => response.end(),
      (used) => Promise.resolve(used),
    );
    await expect(openRemote(url, options())).rejects.toMatchObject({ code: 'bad_gateway' });
  });
});
