import { once } from 'node:events';
import { get, type IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { beginQuery, isQuerying, memoryVfs, pieceBytes } from '@sextant/vfs';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { readFileChunks } from '../snapshot-store/read-file-chunks.ts';
import { listenRest } from './koa-server.ts';

const fileBytes = 12 * 1_048_576 + 17;

test('a download goes out in small pieces while queries are under way, and whole chunks otherwise', async () => {
  const content = contentOf('a');
  const server = await listenRest(
    {
      handle: async () => ({ kind: 'raw', status: 200, headers: {}, body: Readable.from([content], { objectMode: false }) }),
    },
    { host: '127.0.0.1', port: 0, downloadIdleMs: 60_000, log: pino({ level: 'silent' }) },
  );
  const write = vi.spyOn(ServerResponse.prototype, 'write');
  const written = async (): Promise<number[]> => {
    write.mockClear();
    expect(Buffer.compare(await read(await open(`http://127.0.0.1:${server.port}`)), content)).toBe(0);
    return write.mock.calls.map(([piece]) => (piece as Uint8Array).length);
  };
  const endQuery = beginQuery();
  try {
    expect(Math.max(...(await written()))).toBe(pieceBytes);
    endQuery();
    await vi.waitUntil(() => !isQuerying());
    expect(await written()).toEqual([fileBytes]);
  } finally {
    write.mockRestore();
    await server.close(0);
  }
});

test('downloads at once each get their own bytes, however slowly one is read', async () => {
  const vfs = memoryVfs();
  for (const name of ['a', 'b']) {
    const file = await vfs.open(`/${name}`, 'wx+');
    await file.write(contentOf(name), 0);
    await file.close();
  }
  const server = await listenRest(
    {
      async handle({ target }) {
        const file = await vfs.open(target, 'r');
        return {
          kind: 'raw',
          status: 200,
          headers: {},
          body: Readable.from(readFileChunks(file, { start: 0, end: fileBytes }), { objectMode: false }),
        };
      },
    },
    { host: '127.0.0.1', port: 0, downloadIdleMs: 60_000, log: pino({ level: 'silent' }) },
  );
  try {
    const url = `http://127.0.0.1:${server.port}`;
    // The first answer fills what the network holds and then waits, while the memory of others goes round.
    const slow = await open(`${url}/a`);
    slow.pause();
    for (let i = 0; i < 3; i++) expect(Buffer.compare(await read(await open(`${url}/b`)), contentOf('b'))).toBe(0);
    expect(Buffer.compare(await read(slow), contentOf('a'))).toBe(0);
  } finally {
    await server.close(0);
  }
});

function contentOf(name: string): Buffer {
  return Buffer.alloc(fileBytes, `${name} is the file whose bytes these are, `);
}

async function open(url: string): Promise<IncomingMessage> {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
  return response;
}

async function read(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
