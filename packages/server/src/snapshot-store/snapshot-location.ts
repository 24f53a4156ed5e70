import { EngineError } from '@sextant/engine';
import { joinPath, pathExists, type Vfs } from '@sextant/vfs';
import { type PrivateAddresses, requirePublicHost } from './remote-addresses.ts';
import { parseS3Location, type S3Location } from './s3-source.ts';

/** Where a recovery takes its archive from. `path` is absolute and below the snapshots directory. */
export type SnapshotLocation =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'http'; readonly url: URL }
  | ({ readonly kind: 's3' } & S3Location)
  | { readonly kind: 'name'; readonly name: string };

/** A file that may not be read, because it lies elsewhere. */
export interface OutsideLocation {
  readonly kind: 'outside';
  readonly path: string;
  readonly snapshotsPath: string;
}

export interface LocationRules {
  readonly snapshotsPath: string;
  readonly urlRecovery: boolean;
  /** Absent, all addresses are. */
  readonly privateAddresses?: PrivateAddresses;
  /** Whether the bare name of a stored snapshot is taken. */
  readonly bareNames: boolean;
  /** Whether `file://` is taken; absent, it is where names are not. */
  readonly files?: boolean;
}

/** Reads a location and refuses what may not be fetched; files elsewhere are refused by `requireInside`. Whether there is a file is found out later. */
export function parseLocation(location: string, rules: LocationRules): SnapshotLocation | OutsideLocation {
  const s3 = parseS3Location(location);
  if (s3 !== undefined) {
    if (rules.urlRecovery) return { kind: 's3', ...s3 };
    throw urlsDisabled();
  }
  const url = URL.canParse(location) ? new URL(location) : undefined;
  if (url === undefined) {
    if (rules.bareNames) return { kind: 'name', name: location };
    throw new EngineError('json_format', `relative URL without a base: ${JSON.stringify(location)}`);
  }
  if (url.protocol === 'http:' || url.protocol === 'https:') {
    if (!rules.urlRecovery) throw urlsDisabled();
    requirePublicHost(url, rules.privateAddresses ?? 'allow');
    return { kind: 'http', url };
  }
  if (url.protocol === 'file:' && (rules.files ?? !rules.bareNames)) return fileLocation(url, rules.snapshotsPath);
  throw new EngineError('bad_request', `URL ${location} with scheme ${url.protocol.slice(0, -1)} is not supported`, {
    details: { scheme: url.protocol },
  });
}

function urlsDisabled(): EngineError {
  return new EngineError('forbidden', 'Snapshot recovery from remote URLs is disabled in the configuration');
}

function fileLocation(url: URL, snapshotsPath: string): SnapshotLocation | OutsideLocation {
  if (url.host !== '' && url.host !== 'localhost')
    throw new EngineError('bad_request', 'Invalid snapshot URI, file path must be absolute or on localhost');
  // URL has resolved `.` and `..` already, also those written as %2e; a separator that was escaped is refused below.
  const path = decode(url.pathname);
  const root = joinPath(snapshotsPath, '/');
  const isInside = path.startsWith(root) && !path.split('/').includes('..') && !path.includes('\0');
  return isInside ? { kind: 'file', path } : { kind: 'outside', path, snapshotsPath };
}

/** Refuses a file outside of the snapshots directory: as missing where it is missing, which is all that is ever looked at. */
export async function requireInside(location: SnapshotLocation | OutsideLocation, vfs: Vfs): Promise<SnapshotLocation> {
  if (location.kind !== 'outside') return location;
  const { path, snapshotsPath } = location;
  const isThere = path.includes('\0') || (await pathExists(vfs, path).catch(() => true));
  if (!isThere) throw missingFile(path);
  throw new EngineError('forbidden', `Snapshot file path must be inside the snapshots directory ${JSON.stringify(snapshotsPath)}`, {
    details: { expected: snapshotsPath },
  });
}

/** What is answered for a path where there is no file. */
export function missingFile(path: string): EngineError {
  return new EngineError('bad_request', `Snapshot file ${JSON.stringify(path)} does not exist`, { details: { file: path } });
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
