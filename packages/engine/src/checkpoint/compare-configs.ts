import type { StoredConfig } from '../collection/config-defaults.ts';
import { namedVectors } from '../collection/config-defaults.ts';
import { EngineError } from '../error.ts';

/** Fails with `wrong_input`, naming the first field that differs, unless a snapshot of `snapshot` can replace a collection of `existing`. */
export function requireCompatible(existing: StoredConfig, snapshot: StoredConfig): void {
  const difference = vectorDifference(existing, snapshot) ?? shardDifference(existing, snapshot);
  if (difference === undefined) return;
  throw new EngineError(
    'wrong_input',
    `Snapshot is not compatible with existing collection: ${difference.text}. Recover into another collection, or delete this one first`,
    { details: difference },
  );
}

interface Difference extends Record<string, unknown> {
  readonly text: string;
  readonly field: string;
  readonly expected: unknown;
  readonly found: unknown;
}

function vectorDifference(existing: StoredConfig, snapshot: StoredConfig): Difference | undefined {
  const ours = namedVectors(existing.params.vectors);
  const theirs = namedVectors(snapshot.params.vectors);
  for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const field = name === '' ? 'vectors' : `vectors.${name}`;
    const a = Object.hasOwn(ours, name) ? ours[name] : undefined;
    const b = Object.hasOwn(theirs, name) ? theirs[name] : undefined;
    if (a === undefined || b === undefined) return difference(`Collection ${field}`, `Snapshot ${field}`, field, a ?? null, b ?? null);
    for (const key of ['size', 'distance', 'datatype', 'multivector_config'] as const) {
      if (JSON.stringify(a[key] ?? null) !== JSON.stringify(b[key] ?? null) && !bothFloat32(key, a[key], b[key])) {
        return difference(`Collection ${field}.${key}`, `Snapshot ${field}.${key}`, `${field}.${key}`, a[key] ?? null, b[key] ?? null);
      }
    }
  }
  const sparseOurs = Object.keys(existing.params.sparse_vectors ?? {}).join(', ');
  const sparseTheirs = Object.keys(snapshot.params.sparse_vectors ?? {}).join(', ');
  return sparseOurs === sparseTheirs
    ? undefined
    : difference('Collection sparse vectors', 'Snapshot sparse vectors', 'sparse_vectors', sparseOurs, sparseTheirs);
}

function bothFloat32(key: string, a: unknown, b: unknown): boolean {
  return key === 'datatype' && (a ?? 'float32') === (b ?? 'float32');
}

function shardDifference(existing: StoredConfig, snapshot: StoredConfig): Difference | undefined {
  const ours = existing.params.shard_number;
  const theirs = snapshot.params.shard_number;
  if (ours !== theirs) return difference('Collection shard number', 'Snapshot shard number', 'shard_number', ours, theirs);
  const method = existing.params.sharding_method ?? 'auto';
  const other = snapshot.params.sharding_method ?? 'auto';
  return method === other
    ? undefined
    : difference('Collection sharding method', 'Snapshot sharding method', 'sharding_method', method, other);
}

function difference(ourLabel: string, theirLabel: string, field: string, expected: unknown, found: unknown): Difference {
  return { text: `${ourLabel}: ${show(expected)} ${theirLabel}: ${show(found)}`, field, expected, found };
}

function show(value: unknown): string {
  return typeof value === 'string' ? value || 'none' : value === null ? 'none' : JSON.stringify(value);
}
