import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Vfs } from '@sextant/vfs';
import { ConfigError } from '../config/load-config.ts';
import type { ServerConfig } from '../config/schema.ts';

/** PEM, checked: the key belongs to the certificate. */
export interface TlsFiles {
  readonly cert: Uint8Array;
  readonly key: Uint8Array;
  /** Set when client certificates are demanded; who must have signed them. */
  readonly ca?: Uint8Array;
}

/** What both ports are given for TLS, for as long as these files are the same. */
export interface TlsOptions {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly ca?: Buffer;
  readonly requestCert?: true;
  readonly rejectUnauthorized?: true;
}

export function tlsOptions({ cert, key, ca }: TlsFiles): TlsOptions {
  const own = { cert: Buffer.from(cert), key: Buffer.from(key) };
  return ca === undefined ? own : { ...own, ca: Buffer.from(ca), requestCert: true, rejectUnauthorized: true };
}

/** Certificate and key when TLS is on; undefined when it is off. Fails with a `ConfigError` that names the key and the file that is wrong. */
export async function readTlsFiles({ service, tls }: ServerConfig, vfs: Vfs): Promise<TlsFiles | undefined> {
  if (!service.enable_tls) return undefined;
  const read = async (key: string, path: string | null): Promise<Uint8Array> => {
    if (path === null || path === '') throw new ConfigError(`${askedBy(key)}: tls.${key} must name a PEM file`);
    return vfs.readFile(path).catch((error: Error) => {
      throw new ConfigError(`tls.${key}: ${path} cannot be read: ${error.message}`);
    });
  };
  const [cert, key] = await Promise.all([read('cert', tls.cert), read('key', tls.key)]);
  checkPair(cert, key, tls);
  if (!service.verify_https_client_certificate) return { cert, key };
  const ca = await read('ca_cert', tls.ca_cert);
  certificateIn(ca, `tls.ca_cert: ${tls.ca_cert}`);
  return { cert, key, ca };
}

export function isSameTls(left: TlsFiles, right: TlsFiles): boolean {
  const isSame = (a: Uint8Array = empty, b: Uint8Array = empty): boolean => Buffer.compare(a, b) === 0;
  return isSame(left.cert, right.cert) && isSame(left.key, right.key) && isSame(left.ca, right.ca);
}

const empty = new Uint8Array(0);

function askedBy(key: string): string {
  return key === 'ca_cert' ? 'service.verify_https_client_certificate is on' : 'service.enable_tls is on';
}

function checkPair(cert: Uint8Array, key: Uint8Array, paths: { cert: string | null; key: string | null }): void {
  const certificate = certificateIn(cert, `tls.cert: ${paths.cert}`);
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(Buffer.from(key));
  } catch (error) {
    throw new ConfigError(`tls.key: ${paths.key} holds no private key in PEM that can be read without a password: ${reasonOf(error)}`);
  }
  if (!certificate.checkPrivateKey(privateKey))
    throw new ConfigError(`tls.key: ${paths.key} is not the key of the certificate in tls.cert, ${paths.cert}`);
}

/** The first certificate of a chain. */
function certificateIn(pem: Uint8Array, place: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(pem));
  } catch (error) {
    throw new ConfigError(`${place} holds no certificate in PEM: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
