import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isJsonNumber, type JsonObject, parseJson, stringifyJson } from '@sextant/contract/json';
import { nodeVfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { openShard } from '../src/shard/open-shard.ts';

// Shards that Qdrant wrote, opened in place: every point exactly as recorded. GNU tar unpacks, so that no code of ours is trusted twice.
const fixtures = fileURLToPath(new URL('../../snapshot/fixtures/', import.meta.url));
const names = [
  'dense_cosine.tar',
  'dense_euclid_regular.tar',
  'dense_dot_direct.tar',
  'named_mixed.tar',
  'hnsw.tar',
  'hnsw_disk_id.tar',
  'added_vector.tar',
  'quant_sq.tar',
  'quant_bq_appendable.tar',
  'turbo4.tar',
  'wal_pending.tar',
  'partial_base.tar',
  'handmade_minimal.tar',
  'handmade_tiny_pages.tar',
  'collection_2shards.snapshot',
  'real_1.19_mix_collection.snapshot',
  'real_1.19_hn_shard_stream.snapshot',
  'real_1.19_custom_sharding.snapshot',
];
const untar = (file: string, into: string): Promise<unknown> => promisify(execFile)('tar', ['xf', file, '-C', into]);
const isDirectory = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

/** Unpacks nested segments beside their archives; answers the shard directories. */
async function unpack(archive: string, into: string): Promise<string[]> {
  await untar(archive, into);
  const shards = (await isDirectory(join(into, 'wal')))
    ? [into]
    : (await readdir(into)).filter((name) => /^\d+$/.test(name)).map((name) => join(into, name));
  for (const shard of shards) {
    for (const name of await readdir(join(shard, 'segments'))) {
      if (!name.endsWith('.tar')) continue;
      const target = join(shard, 'segments', name.slice(0, -4));
      await mkdir(`${target}.unpacked`);
      await untar(join(shard, 'segments', name), `${target}.unpacked`);
      const inner = join(`${target}.unpacked`, 'snapshot/files');
      await rename((await isDirectory(inner)) ? inner : `${target}.unpacked`, target);
      await rm(`${target}.unpacked`, { recursive: true, force: true });
      await rm(join(shard, 'segments', name));
    }
  }
  return shards;
}

const numbers = (value: unknown): number[] =>
  (Array.isArray(value)
    ? (value as unknown[]).flat()
    : [...((value as JsonObject)['indices'] as unknown[]), ...((value as JsonObject)['values'] as unknown[])]
  ).map((n) => (isJsonNumber(n) ? n.valueOf() : (n as number)));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || isJsonNumber(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

interface RecordedPoint {
  readonly id: unknown;
  readonly version: unknown;
  readonly payload?: JsonObject;
  readonly vectors: Record<string, unknown>;
}

interface Recorded {
  readonly points?: RecordedPoint[];
  readonly shards?: Record<string, RecordedPoint[]>;
}

describe.skipIf(process.platform !== 'linux')('a shard of Qdrant, opened in place (skipped where GNU tar is not at hand)', () => {
  it.each(names)('%s', async (name) => {
    const work = await mkdtemp(join(tmpdir(), 'sextant-fixture-'));
    try {
      const recorded = parseJson(await readFile(join(fixtures, name.replace(/\.\w+$/, '.json')), 'utf8')) as unknown as Recorded;
      const points = recorded.points ?? Object.values(recorded.shards ?? {}).flat();
      const found = new Map<string, { version: number; payload: string; vector: (of: string) => number[] | undefined }>();
      for (const directory of await unpack(join(fixtures, name), work)) {
        const shard = await openShard(nodeVfs(), directory, {
          id: 0,
          vectors: new Map(),
          sparseVectors: new Map(),
          payloadSchema: new Map(),
        });
        for (const view of shard.segments()) {
          for (let row = 0; row < view.rowCount; row++) {
            if (view.live[row] !== 1) continue;
            const vector = (of: string): number[] | undefined => {
              const read = view.vectorOf(row, of);
              if (!read) return undefined;
              if (!('kind' in read)) return [...read];
              return read.kind === 'multi' ? [...read.data] : [...read.indices, ...read.values];
            };
            found.set(String(view.idOf(row)), {
              version: view.versionOf(row),
              payload: stringifyJson(sorted(view.payloadOf(row) ?? {}) as JsonObject),
              vector,
            });
          }
        }
        await shard.close();
      }
      expect(found.size).toBe(points.length);
      for (const point of points) {
        const one = found.get(String(point.id));
        if (point.version !== null && point.version !== undefined) expect(one?.version, String(point.id)).toBe(Number(point.version));
        expect(one?.payload, String(point.id)).toBe(stringifyJson(sorted(point.payload ?? {}) as JsonObject));
        for (const [of, values] of Object.entries(point.vectors)) {
          const read = one?.vector(of) ?? [];
          const wanted = numbers(values);
          expect(read.length, `${point.id} ${of}`).toBe(wanted.length);
          for (const [at, value] of wanted.entries())
            expect(Math.abs((read[at] as number) - value), `${point.id} ${of}[${at}]`).toBeLessThanOrEqual(
              2e-6 * Math.max(1, Math.abs(value)),
            );
        }
      }
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
});
