import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get as httpGet } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { type RequestOptions, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { Qdrant } from '@sextant/contract/grpc';
import { createAuthority } from '@sextant/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import type { Server } from '../server-options.ts';

const authority = createAuthority('Authority of a test');
const stranger = createAuthority('Authority of nobody');
const own = authority.issue('server', ['localhost', '127.0.0.1']);
const client = authority.issue('client');

let directory: string;
const path = (name: string): string => join(directory, name);
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-tls-'));
  await write({ 'cert.pem': own.cert, 'key.pem': own.key, 'ca.pem': authority.cert, 'empty.pem': '', 'other-key.pem': client.key });
});
afterAll(() => rm(directory, { recursive: true }));

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(path(name), content);
}

interface Settings {
  readonly cert?: string;
  readonly key?: string;
  readonly ca_cert?: string;
  readonly cert_ttl?: number;
}

function start(tls: Settings = {}, demandsClient = false, log?: { write(line: string): void }): Promise<Server> {
  return createServer({
    config: {
      service: { enable_tls: true, verify_https_client_certificate: demandsClient },
      tls: { cert: path('cert.pem'), key: path('key.pem'), ca_cert: path('ca.pem'), ...tls },
    },
    ...(log === undefined ? {} : { log }),
  });
}

/** Status and body of GET over REST. */
function get(url: string, options: RequestOptions): Promise<[number | undefined, string]> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: false, ...options }, (response) => {
      text(response).then((body) => resolve([response.statusCode, body]), reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function health(server: Server, options: { ca: string; cert?: string; key?: string }): Promise<string> {
  const baseUrl = server.grpcUrl.replace('127.0.0.1', 'localhost');
  const transport = createGrpcTransport({ baseUrl, nodeOptions: options });
  return (await createClient(Qdrant, transport).healthCheck({})).title;
}

describe('TLS', () => {
  it('serves both ports, to those who trust its authority', async () => {
    await using server = await start();
    expect(server.url).toMatch(/^https:/);
    expect(server.grpcUrl).toMatch(/^https:/);
    expect(await get(`${server.url}/healthz`, { ca: authority.cert })).toEqual([200, 'healthz check passed']);
    expect(await health(server, { ca: authority.cert })).toContain('qdrant');
    await expect(get(`${server.url}/healthz`, { ca: stranger.cert })).rejects.toThrow(
      /unable to verify|certificate signature failure|self.signed/,
    );
    await expect(health(server, { ca: stranger.cert })).rejects.toThrow();
  });

  it('speaks HTTP/2 and HTTP/1 on the gRPC port', async () => {
    await using server = await start();
    const session = connectHttp2(server.grpcUrl, { ca: authority.cert });
    const stream = session.request({ ':path': '/no/such' });
    expect(await new Promise((resolve) => stream.once('response', (headers) => resolve(headers[':status'])))).toBe(404);
    session.destroy();
    expect((await get(`${server.grpcUrl}/no/such`, { ca: authority.cert }))[0]).toBe(404);
  });

  it('demands a certificate of the client where it is told to', async () => {
    await using server = await start({}, true);
    const known = { ca: authority.cert, cert: client.cert, key: client.key };
    expect(await get(`${server.url}/healthz`, known)).toEqual([200, 'healthz check passed']);
    expect(await health(server, known)).toContain('qdrant');
    const unknown = { ca: authority.cert, ...stranger.issue('client') };
    for (const refused of [{ ca: authority.cert }, unknown]) {
      await expect(get(`${server.url}/healthz`, refused)).rejects.toThrow();
      await expect(health(server, refused)).rejects.toThrow();
    }
    expect(await get(`${server.url}/healthz`, known)).toEqual([200, 'healthz check passed']);
  });

  it('closes the connection of a client that does not speak TLS, on both ports, and goes on', async () => {
    await using server = await start();
    for (const url of [server.url, server.grpcUrl]) {
      const ended = new Promise((resolve) => {
        httpGet(url.replace('https:', 'http:'), { agent: false }, (response) => resolve(response.statusCode)).on('error', (error) =>
          resolve((error as NodeJS.ErrnoException).code),
        );
      });
      expect(['ECONNRESET', 400]).toContain(await ended);
    }
    expect((await get(`${server.url}/healthz`, { ca: authority.cert }))[0]).toBe(200);
    expect(await health(server, { ca: authority.cert })).toContain('qdrant');
  });

  it('takes new certificates while it runs, and keeps the old ones when the new are wrong', async () => {
    const lines: string[] = [];
    const told: { pattern: RegExp; resolve: () => void }[] = [];
    const log = {
      write: (line: string) => {
        lines.push(line);
        for (const { pattern, resolve } of told) if (pattern.test(line)) resolve();
      },
    };
    const line = (pattern: RegExp): Promise<void> => new Promise((resolve) => told.push({ pattern, resolve }));
    await write({ 'renewed.pem': own.cert, 'renewed-key.pem': own.key });
    await using server = await start({ cert: path('renewed.pem'), key: path('renewed-key.pem'), cert_ttl: 1 }, false, log);
    const failed = line(/could not be renewed.*renewed\.pem|renewed\.pem.*could not be renewed/);
    await write({ 'renewed.pem': 'broken' });
    await failed;
    expect((await get(`${server.url}/healthz`, { ca: authority.cert }))[0]).toBe(200);
    const renewed = line(/were renewed/);
    const next = stranger.issue('server', ['localhost', '127.0.0.1']);
    await write({ 'renewed-key.pem': next.key });
    await write({ 'renewed.pem': next.cert });
    await renewed;
    expect((await get(`${server.url}/healthz`, { ca: stranger.cert }))[0]).toBe(200);
    expect(await health(server, { ca: stranger.cert })).toContain('qdrant');
    await expect(get(`${server.url}/healthz`, { ca: authority.cert })).rejects.toThrow();
  });
});

describe('files for TLS that are wrong', () => {
  it.each([
    ['no certificate named', { cert: '' }, /service\.enable_tls is on: tls\.cert must name a PEM file/],
    ['a missing certificate', { cert: 'none.pem' }, /tls\.cert: .*none\.pem cannot be read: .*ENOENT/],
    ['an empty certificate', { cert: 'empty.pem' }, /tls\.cert: .*empty\.pem holds no certificate in PEM/],
    ['a key where the certificate belongs', { cert: 'key.pem' }, /tls\.cert: .*key\.pem holds no certificate in PEM/],
    ['a missing key', { key: 'none.pem' }, /tls\.key: .*none\.pem cannot be read/],
    ['a certificate where the key belongs', { key: 'cert.pem' }, /tls\.key: .*cert\.pem holds no private key/],
    [
      'the key of another certificate',
      { key: 'other-key.pem' },
      /tls\.key: .*other-key\.pem is not the key of the certificate in tls\.cert/,
    ],
    ['a missing authority', { ca_cert: 'none.pem' }, /tls\.ca_cert: .*none\.pem cannot be read/],
    ['an authority that is none', { ca_cert: 'empty.pem' }, /tls\.ca_cert: .*empty\.pem holds no certificate/],
    ['no authority named', { ca_cert: '' }, /service\.verify_https_client_certificate is on: tls\.ca_cert must name a PEM file/],
  ])('%s', async (_name, names, message) => {
    const settings = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, name === '' ? '' : path(name)]));
    const failure = start(settings, true);
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toMatchObject({ name: 'ConfigError' });
  });
});
