import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { EngineError } from '@sextant/engine';

/** `service.snapshot_url_recovery_private_addresses`: whether recovery may fetch from the own machine and the networks around it. */
export type PrivateAddresses = 'allow' | 'deny';

/** Asks for all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
  name: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

// Everything that the registries of special addresses (RFC 6890 and its successors) do not call globally reachable.
const private4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
// Within 2000::/3: IETF protocols with Teredo, documentation, SRv6. 6to4 holds an IPv4 address, which would have to be looked at: nobody needs it.
const special6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blocked4 = new BlockList();
for (const [net, bits] of private4) blocked4.addSubnet(net, bits, 'ipv4');
const blocked6 = new BlockList();
for (const [net, bits] of special6) blocked6.addSubnet(net, bits, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const mapped6 = new BlockList();
mapped6.addSubnet('::ffff:0:0', 96, 'ipv6');
// RFC 6052: how a host with IPv6 only reaches IPv4.
const translated6 = new BlockList();
translated6.addSubnet('64:ff9b::', 96, 'ipv6');

/** Whether an address is not one of the public internet: loopback, private, link-local, unique local, reserved, multicast, or one of those inside IPv6. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  if (isIP(bare) === 4) return blocked4.check(bare, 'ipv4');
  if (isIP(bare) !== 6) return true;
  if (mapped6.check(bare, 'ipv6') || translated6.check(bare, 'ipv6')) return blocked4.check(lastFourBytes(bare), 'ipv4');
  return !global6.check(bare, 'ipv6') || blocked6.check(bare, 'ipv6');
}

/** The IPv4 address at the end of an IPv6 one. */
function lastFourBytes(address: string): string {
  const dotted = /[\d.]+$/.exec(address)?.[0] ?? '';
  if (dotted.includes('.')) return dotted;
  // The parser of URLs brings every notation into one: no dots, shortest form.
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1).split(':');
  const [high, low] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16)) as [number, number];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Refuses a URL whose host says itself that it is private; the addresses of other names are looked at when they are known. */
export function requirePublicHost(url: URL, rule: PrivateAddresses): void {
  if (rule === 'allow') return;
  // A URL has brought decimal, octal and hexadecimal forms of an address into the usual one.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isPrivate = isIP(host) === 0 ? /^(?:.+\.)?localhost$/i.test(host) : isPrivateAddress(host);
  if (isPrivate) throw denied(url.hostname);
}

/** A lookup that knows no private addresses. It resolves once: what it lets through is what is connected to. */
export function publicLookup(resolve: Resolve = lookup): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const open = addresses.filter(({ address }) => !isPrivateAddress(address));
      const [first] = open;
      if (first === undefined) return callback(denied(name), '', 0);
      if (options.all === true) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };
}

/** Does not tell the address: it may come from a name server that the caller cannot ask. */
function denied(host: string): EngineError {
  return new EngineError(
    'forbidden',
    `Snapshot recovery from private addresses is denied by service.snapshot_url_recovery_private_addresses, and ${host} is one or has no other`,
    { details: { host } },
  );
}
