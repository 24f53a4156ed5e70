import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/*
 * Certificates for tests, made in the process: no tool to install, no key in the repository, nothing that expires.
 *
 * | field of a certificate (RFC 5280, DER) | value |
 * |---|---|
 * | version, serial | 3, random |
 * | signature | ECDSA over P-256 with SHA-256 |
 * | issuer, subject | one common name each |
 * | validity | 2020 to 2049 |
 * | extensions | basicConstraints; subjectAltName for hosts and addresses |
 */

/** A certificate with its key, PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** Someone who signs certificates. */
export interface CertificateAuthority {
  readonly cert: string;
  /** A certificate for these host names and addresses; without any, for a client. */
  issue(name: string, hosts?: readonly string[]): KeyPair;
}

export function createAuthority(name: string): CertificateAuthority {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    cert: certificate({ subject: name, issuer: name, key: privateKey, signer: privateKey, hosts: [], isAuthority: true }),
    issue(subject, hosts = []) {
      const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return {
        cert: certificate({ subject, issuer: name, key, signer: privateKey, hosts, isAuthority: false }),
        key: key.export({ type: 'pkcs8', format: 'pem' }) as string,
      };
    },
  };
}

interface CertificateFields {
  readonly subject: string;
  readonly issuer: string;
  readonly key: KeyObject;
  readonly signer: KeyObject;
  readonly hosts: readonly string[];
  readonly isAuthority: boolean;
}

const ecdsaWithSha256 = '2a8648ce3d040302';
const commonName = '550403';
const subjectAltName = '551d11';
const basicConstraints = '551d13';

function certificate({ subject, issuer, key, signer, hosts, isAuthority }: CertificateFields): string {
  const algorithm = sequence(oid(ecdsaWithSha256));
  const extensions = [extension(basicConstraints, true, isAuthority ? sequence(der(0x01, Buffer.of(0xff))) : sequence())];
  if (hosts.length > 0) extensions.push(extension(subjectAltName, false, sequence(...hosts.map(generalName))));
  const content = sequence(
    der(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    algorithm,
    distinguishedName(issuer),
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    distinguishedName(subject),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', content, signer);
  return pem(sequence(content, algorithm, bitString(signature)));
}

function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts);
const integer = (bytes: Uint8Array): Buffer => der(0x02, bytes);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text));
const bitString = (bytes: Uint8Array): Buffer => der(0x03, Buffer.of(0), bytes);
const distinguishedName = (name: string): Buffer => sequence(der(0x31, sequence(oid(commonName), der(0x0c, Buffer.from(name)))));

function extension(id: string, isCritical: boolean, value: Uint8Array): Buffer {
  return sequence(oid(id), ...(isCritical ? [der(0x01, Buffer.of(0xff))] : []), der(0x04, value));
}

function generalName(host: string): Buffer {
  if (isIP(host) === 4) return der(0x87, Buffer.from(host.split('.').map(Number)));
  return der(0x82, Buffer.from(host));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
