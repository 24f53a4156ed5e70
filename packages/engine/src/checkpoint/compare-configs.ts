import type { StoredConfig } from '../collection/config-defaults.ts';
import { namedVectors } from '../collection/config-defaults.ts';
import { EngineError } from '../error.ts';

/** Fails with `wrong_input`, naming every field that differs with both values, unless a snapshot of `snapshot` can replace a collection of `existing`. */
export function requireCompatible(existing: StoredConfig, snapshot: StoredConfig): void {
  const differences = [
    ...vectorDifferences(existing, snapshot),
    ...sparseDifferences(existing, snapshot),
    ...shardDifferences(existing, snapshot),
  ];
  const [first] = differences;
  if (first === undefined) return;
  const remedy = remedyFor(differences, snapshot);
  throw new EngineError(
    'wrong_input',
    `Snapshot is not compatible with existing collection: ${differences.map(({ text }) => text).join('; ')}. Nothing was changed: ${remedy}`,
    {
      details: {
        file: 'config.json',
        field: differences.map(({ field }) => field).join(', '),
        expected: first.expected,
        found: first.found,
        remedy,
      },
    },
  );
}

interface Difference {
  readonly text: string;
  readonly field: string;
  readonly expected: unknown;
  readonly found: unknown;
}

const otherName = 'recover into another collection, or delete this one first';

/** A snapshot keeps its shards: their number is changed by copying points, and there is more than one way to. */
function remedyFor(differences: readonly Difference[], snapshot: StoredConfig): string {
  if (!differences.some(({ field }) => field === 'shard_number' || field === 'sharding_method')) return otherName;
  const shards = snapshot.params.shard_number ?? 1;
  return `${otherName}; that collection then has the ${shards} shards of the snapshot. For another number of shards, copy the points from there into a collection that has it, by scroll and upsert, or from the lines of \`sextant snapshot dump\` without a server`;
}

function vectorDifferences(existing: StoredConfig, snapshot: StoredConfig): Difference[] {
  const ours = namedVectors(existing.params.vectors);
  const theirs = namedVectors(snapshot.params.vectors);
  const found: Difference[] = [];
  for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const field = name === '' ? 'vectors' : `vectors.${name}`;
    const a = Object.hasOwn(ours, name) ? ours[name] : undefined;
    const b = Object.hasOwn(theirs, name) ? theirs[name] : undefined;
    if (a === undefined || b === undefined) {
      found.push(difference(`Collection ${field}`, `Snapshot ${field}`, field, a ?? null, b ?? null));
      continue;
    }
    for (const key of ['size', 'distance', 'datatype', 'multivector_config'] as const) {
      if (JSON.stringify(a[key] ?? null) === JSON.stringify(b[key] ?? null) || bothFloat32(key, a[key], b[key])) continue;
      found.push(difference(`Collection ${field}.${key}`, `Snapshot ${field}.${key}`, `${field}.${key}`, a[key] ?? null, b[key] ?? null));
    }
  }
  return found;
}

function bothFloat32(key: string, a: unknown, b: unknown): boolean {
  return key === 'datatype' && (a ?? 'float32') === (b ?? 'float32');
}

function sparseDifferences(existing: StoredConfig, snapshot: StoredConfig): Difference[] {
  const ours = Object.keys(existing.params.sparse_vectors ?? {})
    .sort()
    .join(', ');
  const theirs = Object.keys(snapshot.params.sparse_vectors ?? {})
    .sort()
    .join(', ');
  return ours === theirs ? [] : [difference('Collection sparse vectors', 'Snapshot sparse vectors', 'sparse_vectors', ours, theirs)];
}

function shardDifferences(existing: StoredConfig, snapshot: StoredConfig): Difference[] {
  const found: Difference[] = [];
  const ours = existing.params.shard_number;
  const theirs = snapshot.params.shard_number;
  if (ours !== theirs) found.push(difference('Collection shard number', 'Snapshot shard number', 'shard_number', ours, theirs));
  const method = existing.params.sharding_method ?? 'auto';
  const other = snapshot.params.sharding_method ?? 'auto';
  if (method !== other) found.push(difference('Collection sharding method', 'Snapshot sharding method', 'sharding_method', method, other));
  return found;
}

function difference(ourLabel: string, theirLabel: string, field: string, expected: unknown, found: unknown): Difference {
  return { text: `${ourLabel}: ${show(expected)} ${theirLabel}: ${show(found)}`, field, expected, found };
}

function show(value: unknown): string {
  return typeof value === 'string' ? value || 'none' : value === null ? 'none' : JSON.stringify(value);
}
