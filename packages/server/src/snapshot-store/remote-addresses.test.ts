import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPrivateAddress, publicLookup, type Resolve, requirePublicHost } from './remote-addresses.ts';
import { openPeer, openRemote, type RemoteOptions } from './remote-source.ts';

describe('isPrivateAddress', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '198.18.0.1',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fdff::1',
    'ff02::1',
    'fec0::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '::127.0.0.1',
    '64:ff9b::10.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001:0:1::1',
    '2001:db8::1',
    'no address',
  ])('%s is', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '100.128.0.1',
    '169.253.1.1',
    '93.184.216.34',
    '2606:4700:4700::1111',
    '::ffff:1.1.1.1',
    '::ffff:101:101',
    '64:ff9b::8.8.8.8',
  ])('%s is not', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

describe('requirePublicHost', () => {
  it.each([
    'http://localhost/',
    'http://LOCALHOST./',
    'http://db.localhost/',
    'http://127.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://0x7f.0.0.1/',
    'http://0x7f000001/',
    'http://0/',
    'http://127.0.0.1./',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:10.0.0.1]/',
    'http://[fe80::1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://①②⑦.0.0.1/',
  ])('refuses %s', (url) => {
    expect(() => requirePublicHost(new URL(url), 'deny')).toThrow(
      /Snapshot recovery from private addresses is denied by service\.snapshot_url_recovery_private_addresses/,
    );
    expect(() => requirePublicHost(new URL(url), 'allow')).not.toThrow();
  });

  it.each(['http://example.com/', 'https://1.1.1.1/', 'http://[2606:4700:4700::1111]/', 'http://localhost.example.com/'])(
    'lets %s pass',
    (url) => {
      expect(() => requirePublicHost(new URL(url), 'deny')).not.toThrow();
    },
  );
});

/** Answers these addresses, one list after the other. */
function resolver(...answers: string[][]): Resolve & { asked(): number } {
  let asked = 0;
  const resolve: Resolve = (_name, _options, callback) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return Object.assign(resolve, { asked: () => asked });
}

describe('publicLookup', () => {
  const look = (addresses: string[], all: boolean): Promise<unknown> =>
    new Promise((resolve, reject) => {
      publicLookup(resolver(addresses))('name.test', { all }, (error, found, family) => (error ? reject(error) : resolve([found, family])));
    });

  it('leaves out private addresses, and fails when no other is left', async () => {
    expect(await look(['10.0.0.1', '1.1.1.1', '::1'], true)).toEqual([[{ address: '1.1.1.1', family: 4 }], undefined]);
    expect(await look(['10.0.0.1', '1.1.1.1'], false)).toEqual(['1.1.1.1', 4]);
    await expect(look(['10.0.0.1', '::1'], true)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('name.test'),
    });
    await expect(look(['10.0.0.1'], false)).rejects.not.toThrow(/10\.0\.0\.1/);
  });
});

describe('a recovery that may not fetch from private addresses', () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    if (request.url?.startsWith('/to/') === true) response.writeHead(302, { location: decodeURIComponent(request.url.slice(4)) }).end();
    else response.end('archive');
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const options = (extra: Partial<RemoteOptions> = {}): RemoteOptions => ({
    signal: new AbortController().signal,
    idleTimeoutMs: 60_000,
    minBytesPerSec: 0,
    maxBytes: 1000,
    privateAddresses: 'deny',
    ...extra,
  });
  const forbidden = { code: 'forbidden' };

  it('connects to none, whether the URL or a name server names it', async () => {
    await expect(openRemote(new URL(`http://127.0.0.1:${port}/x`), options())).rejects.toMatchObject(forbidden);
    await expect(openPeer(new URL(`http://[::ffff:127.0.0.1]:${port}/x`), { ...options(), json: '{}' })).rejects.toMatchObject(forbidden);
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '169.254.169.254']) {
      const resolve = resolver([address]);
      await expect(openRemote(new URL(`http://name.test:${port}/x`), options({ resolve }))).rejects.toMatchObject(forbidden);
      await expect(openPeer(new URL(`http://name.test:${port}/x`), { ...options({ resolve }), json: '{}' })).rejects.toMatchObject(
        forbidden,
      );
    }
    expect(seen).toEqual([]);
  });

  it('asks for a name once and connects to what it was told: a second answer changes nothing', async () => {
    const controller = new AbortController();
    const resolve = resolver(['93.184.216.34'], ['127.0.0.1']);
    const watched: Resolve = (name, how, callback) => {
      resolve(name, how, callback);
      setImmediate(() => controller.abort());
    };
    await expect(
      openRemote(new URL(`http://rebound.test:${port}/x`), options({ resolve: watched, signal: controller.signal })),
    ).rejects.toThrow();
    expect(resolve.asked()).toBe(1);
    expect(seen).toEqual([]);
  });

  it('follows no redirect to one', async () => {
    // The first address is let through by its name, as that of a public server would be.
    const allowedOnce = (location: string): Promise<unknown> =>
      openRemote(new URL(`http://127.0.0.1:${port}/to/${encodeURIComponent(location)}`), {
        ...options(),
        get privateAddresses() {
          hops += 1;
          return hops === 1 ? ('allow' as const) : ('deny' as const);
        },
      });
    let hops = 0;
    for (const location of [`http://127.0.0.1:${port}/x`, `http://2130706433:${port}/x`, `http://localhost:${port}/x`, '/x']) {
      hops = 0;
      await expect(allowedOnce(location), location).rejects.toMatchObject(forbidden);
    }
    expect(seen.filter((url) => url === '/x')).toEqual([]);
  });

  it('still fetches from them where they are allowed', async () => {
    const source = await openRemote(new URL(`http://127.0.0.1:${port}/x`), options({ privateAddresses: 'allow' }));
    const chunks: Uint8Array[] = [];
    for await (const chunk of source.bytes) chunks.push(Buffer.from(chunk));
    await source.close();
    expect(Buffer.concat(chunks).toString()).toBe('archive');
  });
});
