import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import type { Server } from '../server-options.ts';
import { listenRest } from './koa-server.ts';

const log = pino({ level: 'silent' });
const target = (server: { url: string }): { host: string; port: number } => {
  const { hostname, port } = new URL(server.url);
  return { host: hostname, port: Number(port) };
};

describe('a client that stops sending', () => {
  let server: Server;
  beforeEach(async () => {
    const limits = { upload_idle_sec: 0.05 };
    server = await createServer({ config: { storage: { snapshots_config: { limits } } } });
  });
  afterEach(() => server.close());

  /** Sends this and no more; answers what came back before anything was closed. */
  async function sendOnly(content: string): Promise<string> {
    const socket: Socket = connect(target(server));
    socket.write(content);
    try {
      for await (const chunk of socket) return String(chunk);
      return '';
    } finally {
      socket.destroy();
    }
  }

  it.each([
    ['a JSON body', 'PUT /collections/c HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"vect'],
    [
      'a multipart body before its file',
      'POST /collections/c/snapshots/upload HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 1000\r\n\r\n--b\r\ncontent-dis',
    ],
    [
      'a multipart body within its file',
      'POST /collections/c/snapshots/upload HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 1000\r\n\r\n--b\r\ncontent-disposition: form-data; name="snapshot"; filename="x"\r\n\r\nabc',
    ],
  ])('in %s is told so', async (_name, content) => {
    const answer = await sendOnly(content);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('Timeout: ');
    expect((await fetch(`${server.url}/collections`)).status).toBe(200);
  });
});

describe('a client that stops reading', () => {
  it('loses its connection, and what was sent to it is let go', async () => {
    const closed = Promise.withResolvers<void>();
    const endless = (): Readable => {
      const body = new Readable({ read: () => void body.push(Buffer.alloc(1 << 20)) });
      body.once('close', closed.resolve);
      return body;
    };
    const app = { handle: async () => ({ kind: 'raw', status: 200, headers: {}, body: endless() }) as const };
    const server = await listenRest(app, { host: '127.0.0.1', port: 0, log, downloadIdleMs: 50 });
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await closed.promise;
    socket.destroy();
    await server.close(0);
  });
});

describe('an upload of 100 MB by someone who may not', () => {
  const total = 100 << 20;
  let server: Server;
  beforeEach(async () => {
    server = await createServer({ apiKey: 'key', readOnlyApiKey: 'reader' });
  });
  afterEach(() => server.close());

  /** Sends zeros whatever is answered, until the server has had enough; tells the answer and how much the connection took. */
  async function uploadAll(headers: Record<string, string>): Promise<{ answer: string; takenBytes: number }> {
    const socket = connect(target(server));
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
    });
    const lines = Object.entries({
      host: 'x',
      'content-type': 'multipart/form-data; boundary=b',
      'content-length': String(total),
      ...headers,
    });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.write(`POST /collections/c/snapshots/upload HTTP/1.1\r\n${head}\r\n`);
    const chunk = Buffer.alloc(1 << 20);
    let takenBytes = 0;
    const send = (): void => {
      if (socket.destroyed || takenBytes >= total) return void socket.end();
      socket.write(chunk, (error) => {
        if (error) return;
        takenBytes += chunk.length;
        send();
      });
    };
    send();
    await closed;
    return { answer, takenBytes };
  }

  /** Asks whether the body is wanted, and sends it then. */
  async function uploadIfWanted(apiKey: string): Promise<{ status: number | undefined; sentBytes: number }> {
    const { host, port } = target(server);
    const headers = {
      'content-type': 'multipart/form-data; boundary=b',
      'content-length': 1 << 20,
      expect: '100-continue',
      'api-key': apiKey,
    };
    const asked = httpRequest({ host, port, method: 'POST', path: '/collections/c/snapshots/upload', headers, agent: false });
    asked.on('error', () => undefined);
    let sentBytes = 0;
    asked.once('continue', () => {
      sentBytes = 1 << 20;
      asked.end(Buffer.alloc(sentBytes));
    });
    asked.flushHeaders();
    const response = await new Promise<IncomingMessage>((resolve) => {
      asked.once('response', resolve);
    });
    await text(response);
    asked.destroy();
    return { status: response.statusCode, sentBytes };
  }

  it.each([
    ['no key', {}, '401'],
    ['a wrong key', { 'api-key': 'wrong' }, '401'],
    ['a key for reading', { 'api-key': 'reader' }, '403'],
  ])('is answered at once and never taken whole: %s', async (_name, headers, status) => {
    const { answer, takenBytes } = await uploadAll(headers);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(takenBytes).toBeLessThan(total);
  });

  it('is not even sent by a client that asks first', async () => {
    expect(await uploadIfWanted('reader')).toEqual({ status: 403, sentBytes: 0 });
  });

  it('is asked for where it is wanted', async () => {
    expect(await uploadIfWanted('key')).toEqual({ status: 400, sentBytes: 1 << 20 });
  });

  it.each([
    ['no key', {}, '16'],
    ['a key for reading', { 'api-key': 'reader' }, '7'],
  ])('over gRPC stays within the window of the connection: %s', async (_name, headers, status) => {
    const session = connectHttp2(server.grpcUrl);
    const stream = session.request({
      ':method': 'POST',
      ':path': '/qdrant.Points/Upsert',
      'content-type': 'application/grpc',
      te: 'trailers',
      ...headers,
    });
    stream.on('error', () => undefined);
    const told = new Promise<string | undefined>((resolve) => {
      stream.once('response', (head) => head['grpc-status'] !== undefined && resolve(String(head['grpc-status'])));
      stream.once('trailers', (trailers) => resolve(String(trailers['grpc-status'])));
      stream.once('close', () => resolve(undefined));
    });
    const head = Buffer.alloc(5);
    head.writeUInt32BE(total, 1);
    stream.write(head);
    stream.resume();
    let sentBytes = 0;
    const chunk = Buffer.alloc(1 << 20);
    const send = (): void => {
      while (sentBytes < total && !stream.destroyed) {
        sentBytes += chunk.length;
        if (!stream.write(chunk)) return void stream.once('drain', send);
      }
    };
    send();
    expect(await told).toBe(status);
    expect(sentBytes).toBeLessThan(total / 4);
    session.destroy();
  });
});
