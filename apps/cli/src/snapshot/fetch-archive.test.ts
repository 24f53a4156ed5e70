import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { fetchArchive } from './fetch-archive.ts';

const tenBytes = Buffer.from('0123456789');

async function fetchedFrom(answer: RequestListener, limits = { idleTimeoutMs: 60_000 }): Promise<{ error: string; url: string }> {
  const server = createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`;
  try {
    const { stream } = await fetchArchive(new URL(`${url}?token=secret`), undefined, new AbortController().signal, limits);
    for await (const _chunk of stream);
    return { error: 'none', url };
  } catch (error) {
    return { error: (error as Error).message, url };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function cutAfter(bytes: Uint8Array, headers: Record<string, number>): RequestListener {
  return (_request, response) => response.writeHead(200, headers).write(bytes, () => response.destroy());
}

/** Patience ends only after the server has begun, however slow the machine is. */
function stalledAfter(begin: (response: ServerResponse) => void): Promise<{ error: string; url: string }> {
  const limits = { idleTimeoutMs: 60_000 };
  return fetchedFrom((_request, response) => {
    begin(response);
    limits.idleTimeoutMs = 20;
  }, limits);
}

describe('what is told of a server', () => {
  it('that cuts the connection: how far it came', async () => {
    const announced = await fetchedFrom(cutAfter(tenBytes, { 'content-length': 1000 }));
    expect(announced.error).toBe(`${announced.url} was cut off after 10 of 1000 bytes (other side closed); trying again may help`);
    const unknown = await fetchedFrom(cutAfter(tenBytes, {}));
    expect(unknown.error).toBe(`${unknown.url} was cut off after 10 bytes (other side closed); trying again may help`);
  });

  it('that never answers, or stalls: for how long', async () => {
    const silent = await fetchedFrom(() => undefined, { idleTimeoutMs: 20 });
    expect(silent.error).toBe(`${silent.url} sent nothing for 0.02 s; trying again may help`);
    const stalled = await stalledAfter((response) => response.writeHead(200, { 'content-length': 1000 }).write(tenBytes));
    expect(stalled.error).toBe(`${stalled.url} sent nothing for 0.02 s after 10 of 1000 bytes; trying again may help`);
    const refusing = await stalledAfter((response) => response.writeHead(500).write('broken'));
    expect(refusing.error).toBe(`${refusing.url} answers 500 Internal Server Error: broken`);
  });

  it('that redirects to what is no URL, or holds a password: where to', async () => {
    const to = (location: string) => fetchedFrom((_request, response) => response.writeHead(302, { location }).end());
    const wrong = await to('http://[wrong/?token=secret');
    expect(wrong.error).toBe(`${wrong.url} redirects to http://[wrong/, which is no URL`);
    const password = await to('http://user:secret@host/x?token=secret');
    expect(password.error).toBe(`${password.url} redirects to http://host/x with a user name or password, which is not followed`);
  });

  it('that refuses at any length: the beginning', async () => {
    const { error, url } = await fetchedFrom((_request, response) => {
      response.writeHead(503);
      const more = () => void (response.destroyed || response.write('x'.repeat(1000), () => setImmediate(more)));
      more();
    });
    expect(error).toBe(`${url} answers 503 Service Unavailable: ${'x'.repeat(300)}`);
  });
});
