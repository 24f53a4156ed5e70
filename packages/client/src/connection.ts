import { QdrantError } from './error.ts';

export interface ConnectionOptions {
  /** `http://host`, `https://host:port/prefix`. A port written in the URL wins, also `:80` and `:443`; a path is kept as prefix of every call. */
  readonly url?: string;
  /** Host name when there is no `url`; default `localhost`. */
  readonly host?: string;
  /** Port when the URL names none: a number, or `null` for the scheme's own. Default 6333 (REST), 6334 (gRPC). */
  readonly port?: number | null;
  readonly grpcPort?: number | null;
  /** Use TLS when the URL has no scheme. Default: true when an API key is set and the host is not local. */
  readonly https?: boolean;
  /** Path before every call, when the URL has none. */
  readonly prefix?: string;
}

export interface Connection {
  readonly protocol: 'http:' | 'https:';
  readonly hostname: string;
  readonly port: number;
  readonly grpcPort: number;
  /** `''` or `/path` without a slash at its end. */
  readonly prefix: string;
  /** `protocol//host:port` + prefix. */
  readonly baseUrl: string;
  readonly grpcUrl: string;
  /** Which rule chose the port, for error messages. */
  readonly portRule: string;
}

const defaultRestPort = 6333;
const defaultGrpcPort = 6334;

/** Where calls go; the table in the README shows every case. Throws a `usage` error on a URL that names no host. */
export function resolveConnection(options: ConnectionOptions): Connection {
  const raw = options.url ?? options.host ?? 'localhost';
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(raw) ? raw : `${options.https === true ? 'https' : 'http'}://${raw}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch (cause) {
    throw new QdrantError(`"${raw}" is not a URL: expected something like http://localhost:6333`, { code: 'usage', cause });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new QdrantError(`"${raw}" has the scheme ${url.protocol}//: expected http:// or https://`, { code: 'usage' });
  }
  if (url.username !== '' || url.password !== '') {
    throw new QdrantError('a URL must not carry credentials: pass apiKey', { code: 'usage' });
  }
  const schemePort = url.protocol === 'https:' ? 443 : 80;
  const written = writtenPort(withScheme);
  const [port, portRule] = choosePort(written, options.port, defaultRestPort, schemePort);
  const [grpcPort] = choosePort(undefined, options.grpcPort, defaultGrpcPort, schemePort);
  const path = url.pathname === '/' || url.pathname === '' ? (options.prefix ?? '') : url.pathname;
  const prefix = path.replace(/\/+$/, '').replace(/^(?!\/|$)/, '/');
  return {
    protocol: url.protocol,
    hostname: url.hostname,
    port,
    grpcPort,
    prefix,
    baseUrl: `${url.protocol}//${url.hostname}:${port}${prefix}`,
    grpcUrl: `${url.protocol}//${url.hostname}:${grpcPort}`,
    portRule,
  };
}

/** The port as the user wrote it; WHATWG URL hides `:80` and `:443`. */
function writtenPort(url: string): number | undefined {
  const authority = /^[^:]+:\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
  const port = /:(\d+)$/.exec(authority)?.[1];
  return port === undefined ? undefined : Number(port);
}

function choosePort(
  written: number | undefined,
  option: number | null | undefined,
  fallback: number,
  schemePort: number,
): [number, string] {
  if (written !== undefined) return [written, 'written in the URL'];
  if (option === null) return [schemePort, "the scheme's own (port: null)"];
  if (option !== undefined) return [option, 'the option port'];
  return [fallback, "Qdrant's default"];
}
