import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type EdgePoint, python, runPython } from '@sextant/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSnapshotCommand } from './snapshot-command.ts';

// What slim writes, Qdrant's own engine recovers, point by point, and goes on writing to.

const fixture = (name: string): string => fileURLToPath(new URL(`../../../../packages/snapshot/fixtures/${name}`, import.meta.url));

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-slim-'));
  await mkdir(join(directory, 'temp'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function run(args: readonly string[]): Promise<string> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const output = text(stdout);
  const errors = text(stderr);
  const code = await createSnapshotCommand({ stdout, stderr, env: {} }).run(
    [...args, '--temp', join(directory, 'temp')],
    new AbortController().signal,
  );
  stdout.end();
  stderr.end();
  expect([code, code === 0 ? '' : await errors]).toEqual([0, '']);
  expect(await readdir(join(directory, 'temp'))).toEqual([]);
  return output;
}

async function recover(snapshot: string, task: Record<string, unknown> = {}): Promise<{ before: EdgePoint[]; after: EdgePoint[] }> {
  const input = { snapshot, directory: `${snapshot}.shard`, ...task };
  return (await runPython(new URL('edge_points.py', import.meta.url), input)) as { before: EdgePoint[]; after: EdgePoint[] };
}

function expectSame(edge: readonly EdgePoint[], dumped: readonly EdgePoint[]): void {
  const byId = new Map(edge.map((point) => [point.id, point]));
  expect([...byId.keys()].sort()).toEqual(dumped.map(({ id }) => String(id)).sort());
  for (const { id, vector, payload } of dumped) {
    const other = byId.get(String(id));
    expect(other?.payload, `payload of ${id}`).toEqual(payload);
    const [left, right] = [numbers(other?.vector), numbers(vector)];
    expect(left.length, `vector of ${id}`).toBe(right.length);
    for (const [at, value] of left.entries())
      expect(Math.abs(value - (right[at] ?? Number.NaN)), `vector of ${id}`).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(value)));
  }
}

/** All numbers of a vector in one list, names in order. */
function numbers(vector: unknown): number[] {
  if (typeof vector === 'number') return [vector];
  if (Array.isArray(vector)) return vector.flatMap(numbers);
  const entries = Object.entries(vector ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  return entries.flatMap(([, value]) => numbers(value));
}

const dumpOf = async (name: string): Promise<EdgePoint[]> =>
  (await run(['dump', name]))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as EdgePoint);

describe.skipIf(python === undefined)("Qdrant's engine recovers what slim writes", () => {
  it.each([
    'added_vector.tar',
    'dense_cosine.tar',
    'handmade_tiny_pages.tar',
    'hnsw.tar',
    'hnsw_disk_id.tar',
    'named_mixed.tar',
    'quant_bq_appendable.tar',
    'quant_sq.tar',
    'turbo4.tar',
    'real_1.19_hn_shard_stream.snapshot',
    'wal_pending.tar',
  ])('%s: the same points, before and after it optimized and wrote', { timeout: 60_000 }, async (name) => {
    const output = join(directory, name.replaceAll('/', '-'));
    await run(['slim', fixture(name), '-o', output]);
    const points = await dumpOf(fixture(name));
    const [first] = points;
    const { before, after } = await recover(output, { delete: [first?.id], optimize: true });
    expectSame(before, points);
    expectSame(after, points.slice(1));
  });

  it('a sample of 25 points, redacted', { timeout: 60_000 }, async () => {
    const output = join(directory, 'sample.snapshot');
    await run(['slim', fixture('real_1.19_hn_shard_stream.snapshot'), '-o', output, '--sample', '25', '--redact', '*']);
    const { before } = await recover(output);
    expect(before).toHaveLength(25);
    for (const { payload } of before)
      for (const value of Object.values(payload)) expect([0, '[redacted]', false, null]).toContainEqual(value);
    expectSame(before, await dumpOf(output));
  });

  it('a partial snapshot with its base', { timeout: 60_000 }, async () => {
    const output = join(directory, 'merged.snapshot');
    const base = ['--base', fixture('partial_base.tar')];
    await run(['slim', fixture('partial_update.tar'), ...base, '-o', output]);
    const { before } = await recover(output);
    expectSame(
      before,
      (await run(['dump', fixture('partial_update.tar'), ...base]))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as EdgePoint),
    );
  });
});
