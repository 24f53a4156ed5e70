import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { operations } from './gen/operations.ts';
import type { AccessLevel, Operation } from './operation.ts';

// By operation: which credentials the real server lets pass.
const recorded: Record<string, Record<string, boolean>> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/recorded-access.json'), 'utf8'),
);

const passes: Record<string, readonly AccessLevel[]> = {
  none: ['none'],
  'wrong key': ['none'],
  'api-key rw': ['none', 'read', 'global-read', 'collection-write', 'manage'],
  'bearer ro': ['none', 'read', 'global-read'],
  'jwt global r': ['none', 'read', 'global-read'],
  'jwt collection rw': ['none', 'read', 'collection-write'],
  'jwt global m': ['none', 'read', 'global-read', 'collection-write', 'manage'],
};

it('lets through whom the real server lets through', () => {
  const wrong: string[] = [];
  for (const [id, answers] of Object.entries(recorded)) {
    const { access }: Operation = operations[id as keyof typeof operations];
    for (const [who, passed] of Object.entries(answers)) {
      if ((passes[who] ?? []).includes(access) !== passed)
        wrong.push(`${id} (${access}) for ${who}: ${passed ? 'passes' : 'is refused'} there`);
    }
  }
  expect(wrong).toEqual([]);
  expect(Object.keys(recorded).length).toBeGreaterThan(70);
});

it('keeps tokens for points away from indexes, vectors, snapshots and the places of shards', () => {
  const closed = Object.entries(operations).filter(([, operation]) => operation.wholeCollection);
  expect(new Set(closed.map(([, { tag }]) => tag))).toEqual(new Set(['cluster', 'collections', 'indexes', 'snapshots', 'shard-snapshots']));
  for (const id of ['create_field_index', 'create_vector_name', 'create_snapshot', 'list_snapshots', 'collection_cluster_info'] as const) {
    expect(operations[id].wholeCollection, id).toBe(true);
  }
});
