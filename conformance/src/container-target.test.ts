import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContainerTarget, startContainer } from './container-target.ts';
import { runSuites } from './run-suites.ts';

const run = promisify(execFile);
const buildImage = fileURLToPath(new URL('../../tools/src/build-image.ts', import.meta.url));
const main = fileURLToPath(new URL('main.ts', import.meta.url));
// The test command removes what bears its run's name, should this process be killed.
const testRun = process.env['SEXTANT_TEST_RUN'] ?? randomUUID();
const image = `sextant:${testRun}`;
const labels = { 'sextant.test-run': testRun };

describe.skipIf(process.env['DOCKER_HOST'] === undefined || process.platform !== 'linux')('our server in a container', () => {
  let target: ContainerTarget | undefined;

  beforeAll(async () => {
    await run(process.execPath, [buildImage, '--tag', image]);
    target = await startContainer({ image, labels, environment: { QDRANT__SERVICE__API_KEY: '', QDRANT__LOG_LEVEL: 'WARN' } });
  }, 240_000);

  afterAll(async () => {
    await target?.stop();
    await run('docker', ['image', 'rm', '--force', image]);
  });

  const started = (): ContainerTarget => target as ContainerTarget;
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(new URL(path, started().url), init);
    return { status: response.status, body: (await response.json()) as { result: unknown } };
  };
  const send = (method: string, body: unknown) => ({ method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

  it('passes the whole suite', { timeout: 240_000 }, async () => {
    const verdicts = await runSuites({ url: started().url, send: fetch });
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.filter(({ outcome }) => outcome !== 'pass').map((verdict) => `${verdict.case.id}: ${verdict.message}`)).toEqual([]);
    expect((await ask('/collections')).body.result).toEqual({ collections: [] });
  });

  it('answers on the gRPC port', async () => {
    const response = await fetch(`${started().grpcUrl}/qdrant.Qdrant/HealthCheck`, send('POST', {}));
    expect([response.status, await response.json()]).toMatchObject([200, { title: 'qdrant - vector search engine' }]);
  });

  it("has its points and snapshots again after a restart, on the paths of Qdrant's image", { timeout: 120_000 }, async () => {
    const point = { id: 7, vector: [1, 2], payload: { word: 'kept' } };
    expect((await ask('/collections/kept', send('PUT', { vectors: { size: 2, distance: 'Dot' } }))).status).toBe(200);
    expect((await ask('/collections/kept/points?wait=true', send('PUT', { points: [point] }))).status).toBe(200);
    const { name } = (await ask('/collections/kept/snapshots', { method: 'POST' })).body.result as { name: string };
    await started().restart();
    expect((await ask('/collections/kept/points/7')).body.result).toEqual(point);
    expect((await ask('/collections/kept/snapshots')).body.result).toMatchObject([{ name }]);
    const location = `file:///qdrant/snapshots/kept/${name}`;
    expect((await ask('/collections/again/snapshots/recover?wait=true', send('PUT', { location }))).body.result).toBe(true);
    expect((await ask('/collections/again/points/7')).body.result).toEqual(point);
  });

  it('is judged by the command', { timeout: 120_000 }, async () => {
    const environment = { ...process.env, TESTCONTAINERS_RYUK_DISABLED: 'true' };
    const conformance = (...args: string[]) => run(process.execPath, ['--conditions=source', main, ...args], { env: environment });
    expect((await conformance('--image', image, '--only', 'collections')).stdout).toMatch(/^collections +(\d+) of \1\n$/);
    await expect(conformance('--image', image, '--env', 'QDRANT__SERVICE__HTTP_PORT=x')).rejects.toMatchObject({
      code: 3,
      stderr: expect.stringContaining('http_port'),
    });
    // Neither the run that passed nor the one that never became ready has left a container beside ours.
    const { stdout } = await run('docker', ['ps', '--all', '--quiet', '--filter', `ancestor=${image}`]);
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('stops when told to, within the grace period', async () => {
    // 137 would mean that it had to be killed.
    expect(await started().stop()).toBe(0);
    await expect(fetch(started().url)).rejects.toThrow();
  });
});
