import { versitygw } from '@sextant/testkit/s3';
import { afterEach, expect, test } from 'vitest';
import { exitCodeOf } from './bench-error.ts';
import { type FakeFaults, type FakeServer, startFakeServer } from './fake-server.ts';
import { parseOptions } from './options.ts';
import { type BenchResult, runBench } from './run-bench.ts';

const started: FakeServer[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

async function fake(faults: FakeFaults = {}): Promise<FakeServer> {
  const server = await startFakeServer(faults);
  started.push(server);
  return server;
}

async function run(args: readonly string[], said: string[] = []): Promise<BenchResult> {
  const options = parseOptions(['--points', '1200', '--dim', '8', '--rounds', '2', ...args]);
  return runBench({ ...options!, pace: { queryMs: 100, settleMs: 0, clientQueries: 40 } }, { say: (text) => said.push(text) });
}

test('measures two servers side by side and removes its collections', async () => {
  const [one, two] = [await fake(), await fake()];
  const { measurements, failures } = await run([
    '--target',
    `ours=${one.url}`,
    '--target',
    `other=${two.url}`,
    '--only',
    'upsert,scroll,snapshot,resident,snapshot-memory',
    '--sizes-mb',
    '2',
  ]);
  expect(failures).toEqual([]);
  expect([...new Set(measurements.map(({ section }) => section))]).toEqual(['upsert', 'scroll', 'snapshot', 'resident', 'snapshot-memory']);
  for (const { values, section } of measurements) {
    expect(Object.keys(values)).toEqual(['ours', 'other']);
    expect(values['ours']!.count).toBe(section === 'resident' || section === 'snapshot-memory' ? 1 : 2);
  }
  expect(measurements.find(({ measure }) => measure === 'size')).toMatchObject({ ratio: 1, values: { ours: { median: 0.3 } } });
  expect([...one.collections.keys(), ...two.collections.keys()]).toEqual([]);
});

const spawned = ['--spawn', `ours=${process.execPath} --conditions=source apps/server/src/main.ts`, '--points', '500', '--rounds', '1'];

test('snapshots of a real server are measured beside tar and cp, local and in S3', { timeout: 120_000 }, async () => {
  const { measurements, failures } = await run([...spawned, '--only', 'snapshot-speed', '--sizes-mb', '2']);
  expect(failures).toEqual([]);
  const measures = measurements.map(({ measure }) => measure);
  const local = ['create', 'stream of the shard, nothing stored', 'download', 'upload and recover', 'partial snapshot of a change of 1 %'];
  for (const work of local)
    expect(measures).toEqual(expect.arrayContaining([`2 MB local: ${work}`, `2 MB local: ${work}, time to that of`]));
  if (versitygw !== undefined) expect(measures).toContain('2 MB S3: recover from s3://');
  const [files] = measurements;
  expect(Object.keys(files!.values)).toEqual(['tar | sha256sum', 'tar, synced', 'cp -r, synced']);
  const create = measurements.find(({ measure }) => measure === '2 MB local: create')!;
  const ratio = measurements.find(({ measure }) => measure === '2 MB local: create, time to that of')!;
  const quotient = create.values['ours']!.median / files!.values['cp -r, synced']!.median;
  expect(ratio.values['ours / cp -r, synced']!.median).toBeCloseTo(quotient);
});

test('queries are timed without and during snapshots, in turn', async () => {
  const { url, collections } = await fake();
  const { measurements, failures } = await run([
    '--target',
    `only=${url}`,
    '--only',
    'snapshot-latency',
    '--sizes-mb',
    '1',
    '--rounds',
    '1',
  ]);
  expect(failures).toEqual([]);
  expect(measurements).toHaveLength(24);
  const bounded = measurements.filter(({ limit }) => limit !== undefined);
  expect(bounded.map(({ limit }) => limit!.text)).toEqual(Array.from({ length: 6 }, () => '<= 1.5 x'));
  const unbounded = measurements.filter(({ unit, limit }) => unit === 'x' && limit === undefined);
  expect(unbounded.map(({ measure }) => measure)).toEqual(
    [8, 1].map((inFlight) => `download from another process, ${inFlight} in flight: p99 during / without`),
  );
  const [p50, p99, quotient] = measurements;
  expect(Object.keys(p50!.values)).toEqual(['only during', 'only without']);
  expect(quotient!.values['only']!.median).toBeCloseTo(p99!.values['only during']!.median / p99!.values['only without']!.median);
  expect([...collections.keys()]).toEqual([]);
});

test('one server is measured without ratios', async () => {
  const { url } = await fake();
  const { measurements, failures } = await run(['--target', `only=${url}`, '--only', 'exact', '--rounds', '1', '--connections', '2']);
  expect(failures).toEqual([]);
  expect(measurements.map(({ unit }) => unit)).toEqual(['queries/s', 'ms', 'ms']);
  expect(measurements.every(({ ratio }) => ratio === undefined)).toBe(true);
});

test('every client is measured in a process of its own', async () => {
  const { url, collections } = await fake();
  const { measurements, failures } = await run(['--target', `only=${url}`, '--only', 'client', '--rounds', '1']);
  expect(failures).toEqual([]);
  expect(measurements.map(({ values }) => Object.keys(values))).toEqual([['ours', 'official', 'fetch', 'node:http']]);
  expect([...collections.keys()]).toEqual([]);
});

test('a section that fails is named, the others run', async () => {
  const { url, collections } = await fake({ losesPoint: true, refusesQueries: true });
  const { measurements, failures } = await run(['--target', `only=${url}`, '--only', 'upsert,exact,snapshot']);
  expect(measurements.map(({ section }) => section)).toEqual(['upsert']);
  expect(failures).toEqual([expect.stringContaining('exact: '), 'snapshot: only: 1199 points recovered of 1200']);
  expect(failures[0]).toContain('answered 500');
  expect([...collections.keys()]).toEqual([]);
});

test('a server that does not answer ends the run with exit code 3', async () => {
  const server = await fake();
  await server.close();
  await expect(run(['--target', `gone=${server.url}`, '--only', 'upsert'])).rejects.toSatisfy((error) => exitCodeOf(error) === 3);
});

test('a command that ends at once is reported with what it printed', async () => {
  const failing = run(['--spawn', 'broken=sh -c "echo no such luck >&2; exit 7"', '--only', 'upsert']);
  await expect(failing).rejects.toThrow(/ended with 7\s+no such luck/);
});
