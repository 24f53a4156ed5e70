import type { Vfs } from '@sextant/vfs';
import { ConfigError } from '../config/load-config.ts';
import type { ServerConfig } from '../config/schema.ts';
import type { TlsFiles } from './koa-server.ts';

/** Certificate and key when TLS is on; undefined when it is off. Fails with a `ConfigError` that names what is missing. */
export async function readTlsFiles({ service, tls }: ServerConfig, vfs: Vfs): Promise<TlsFiles | undefined> {
  if (!service.enable_tls) return undefined;
  const read = async (key: string, path: string | null): Promise<Uint8Array> => {
    if (path === null || path === '') throw new ConfigError(`service.enable_tls is on: tls.${key} must name a PEM file`);
    return vfs.readFile(path).catch((error: Error) => {
      throw new ConfigError(`tls.${key}: ${error.message}`);
    });
  };
  const [cert, key] = await Promise.all([read('cert', tls.cert), read('key', tls.key)]);
  return service.verify_https_client_certificate ? { cert, key, ca: await read('ca_cert', tls.ca_cert) } : { cert, key };
}
