import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { EngineError } from '@sextant/engine';
import { type PrivateAddresses, publicLookup, type Resolve, requirePublicHost } from './remote-addresses.ts';

export interface RemoteRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly privateAddresses: PrivateAddresses;
  /** How names become addresses where private ones are denied; the resolver of the system. */
  readonly resolve?: Resolve;
  readonly signal: AbortSignal;
}

/** One HTTP request, redirects not followed. Resolves with the head of the answer; its body must be read or destroyed. */
export async function requestRemote(url: URL, options: RemoteRequest): Promise<IncomingMessage> {
  const { method = 'GET', headers, body, privateAddresses, resolve, signal } = options;
  requirePublicHost(url, privateAddresses);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const connection = privateAddresses === 'allow' ? { agent: agentFor(url) } : { agent: false, lookup: publicLookup(resolve) };
  return new Promise((answered, failed) => {
    const outgoing = send(url, { method, headers, signal, ...connection });
    outgoing.once('response', answered);
    outgoing.on('error', failed);
    outgoing.end(body);
  });
}

/**
 * A connection of its own: one that is kept might lead to an address that was looked at under another rule. With `NODE_USE_ENV_PROXY`, Node's switch
 * for it, through the proxy that the environment names; never where private addresses are denied, since a proxy would look up what was not looked at.
 */
function agentFor({ protocol }: URL): HttpAgent | false {
  if (process.env['NODE_USE_ENV_PROXY'] !== '1') return false;
  return protocol === 'https:' ? new HttpsAgent({ proxyEnv: process.env }) : new HttpAgent({ proxyEnv: process.env });
}

/** The body of an answer as it was before it was compressed. Fails with `bad_gateway` for an encoding that nobody asked for and nobody knows. */
export function decodedBody(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return response;
  const decoder = decoders[encoding]?.();
  if (decoder === undefined)
    throw new EngineError('bad_gateway', `the answer is encoded as ${JSON.stringify(encoding)}; expected the archive as it is`);
  return pipeline(response, decoder, () => undefined);
}

const decoders: Readonly<Record<string, () => ReturnType<typeof createGunzip>>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};
