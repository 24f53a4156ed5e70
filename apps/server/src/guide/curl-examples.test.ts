import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type S3Server, startVersitygw, versitygw } from '@sextant/testkit/s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GuideMachine, sha256OfFile, startGuideMachine } from './guide-machine.ts';

// Each command is one of the guide, character for character; docs/snapshot-guide.md says which of its sentences it proves.

const collection = '/collections/my_collection';
const ids = [1, 2, 3, 4, 5];
const sh = String.raw;

describe('the commands of the guide, as they are written', () => {
  let machine: GuideMachine;
  let s3: S3Server | undefined;

  beforeAll(async () => {
    const keys = { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
    s3 = versitygw === undefined ? undefined : await startVersitygw(keys);
    await s3?.newBucket('my-qdrant-snapshots');
    machine = await startGuideMachine({
      QDRANT__STORAGE__SNAPSHOTS_CONFIG__S3_CONFIG__BUCKET: 'my-qdrant-snapshots',
      QDRANT__STORAGE__SNAPSHOTS_CONFIG__S3_CONFIG__ENDPOINT_URL: s3?.endpoint ?? 'http://127.0.0.1:9',
    });
  });
  afterAll(async () => {
    await machine?.[Symbol.asyncDispose]();
    await s3?.[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    for (const host of ['localhost', 'peer-node'] as const) {
      const { body } = await machine.call('GET', '/collections', undefined, host);
      for (const { name } of body.result.collections) await machine.call('DELETE', `/collections/${name}`, undefined, host);
    }
    await fill('my_collection', ids);
    for (const { name } of await stored(`${collection}/snapshots`)) await machine.call('DELETE', `${collection}/snapshots/${name}`);
  });

  async function fill(name: string, points: readonly number[], host: 'localhost' | 'peer-node' = 'localhost'): Promise<void> {
    await machine.call('PUT', `/collections/${name}`, { vectors: { size: 2, distance: 'Dot' } }, host);
    const body = { points: points.map((id) => ({ id, vector: [id, 0.5], payload: { id } })) };
    expect(await machine.call('PUT', `/collections/${name}/points?wait=true`, body, host)).toMatchObject({ status: 200 });
  }

  async function points(): Promise<unknown[]> {
    const { body } = await machine.call('POST', `${collection}/points/scroll`, { with_vector: true });
    for (const { id, vector, payload } of body.result.points) expect({ vector, payload }).toEqual({ vector: [id, 0.5], payload: { id } });
    return body.result.points.map(({ id }: { id: number }) => id);
  }

  /** Changes the collection, so that a restore shows. */
  async function loseSome(): Promise<void> {
    await machine.call('POST', `${collection}/points/delete?wait=true`, { points: [2, 3] });
    expect(await points()).toEqual([1, 4, 5]);
  }

  const stored = async (path: string) => (await machine.call('GET', path)).body.result as { name: string; checksum: string }[];

  /** Makes a snapshot through the API and saves it as a file of the working directory; answers its checksum. */
  async function snapshotFile(file: string, path = `${collection}/snapshots`): Promise<string> {
    const { body } = await machine.call('POST', path);
    await machine.run(`curl -fs http://localhost:6333${path}/${body.result.name} --output ${file}`);
    await machine.call('DELETE', `${path}/${body.result.name}`);
    return body.result.checksum;
  }

  /** Stores a snapshot under a name of the guide's. */
  async function storeAs(name: string, under = 'my_collection'): Promise<void> {
    await snapshotFile(name);
    const form = new FormData();
    form.append('snapshot', new Blob([await readFile(join(machine.directory, name))]), name);
    expect(await machine.call('POST', `/collections/${under}/snapshots/upload`, form)).toMatchObject({ status: 200 });
  }

  it('creates a collection snapshot', async () => {
    const answer = await machine.runJson(sh`curl -X POST http://localhost:6333/collections/my_collection/snapshots`);
    expect(answer).toMatchObject({ status: 'ok', time: expect.any(Number) });
    expect(answer.result.name).toMatch(/^my_collection-(\d+-)?\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d(-\d+)?\.snapshot$/);
    expect(await stored(`${collection}/snapshots`)).toEqual([answer.result]);
  });

  it('creates one without waiting', async () => {
    const answer = await machine.runJson(sh`curl -X POST "http://localhost:6333/collections/my_collection/snapshots?wait=false"`);
    expect(answer).toMatchObject({ status: 'accepted' });
    await expect.poll(async () => (await stored(`${collection}/snapshots`)).length).toBe(1);
  });

  it('lists snapshots', async () => {
    const { body } = await machine.call('POST', `${collection}/snapshots`);
    const answer = await machine.runJson(sh`curl http://localhost:6333/collections/my_collection/snapshots`);
    expect(answer).toEqual({ result: [body.result], status: 'ok', time: expect.any(Number) });
    expect(body.result).toMatchObject({
      creation_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/),
      size: expect.any(Number),
    });
  });

  it('downloads one', async () => {
    await storeAs('snapshot-2024.snapshot');
    await machine.run(sh`curl http://localhost:6333/collections/my_collection/snapshots/snapshot-2024.snapshot \
--output my_collection_backup.snapshot`);
    const [sent, received] = ['snapshot-2024.snapshot', 'my_collection_backup.snapshot'].map((file) => join(machine.directory, file));
    expect(await sha256OfFile(received as string)).toBe(await sha256OfFile(sent as string));
  });

  it('deletes one', async () => {
    await storeAs('snapshot-2024.snapshot');
    const answer = await machine.runJson(sh`curl -X DELETE \
http://localhost:6333/collections/my_collection/snapshots/snapshot-2024.snapshot`);
    expect(answer).toMatchObject({ result: true, status: 'ok' });
    expect(await stored(`${collection}/snapshots`)).toEqual([]);
  });

  it.each(['changed', 'missing'])('uploads one and recovers a collection that is %s', async (state) => {
    await snapshotFile('my_collection_backup.snapshot');
    if (state === 'changed') await loseSome();
    else await machine.call('DELETE', collection);
    const answer = await machine.runJson(sh`curl -X POST \
-F "snapshot=@my_collection_backup.snapshot" \
http://localhost:6333/collections/my_collection/snapshots/upload`);
    expect(answer).toMatchObject({ result: true, status: 'ok' });
    expect(await points()).toEqual(ids);
  });

  it('verifies a checksum', async () => {
    const checksum = await snapshotFile('backup.snapshot');
    await loseSome();
    const command = sh`curl -X POST \
-F "snapshot=@backup.snapshot" \
"http://localhost:6333/collections/my_collection/snapshots/upload?checksum=b3a8..."`;
    // The guide shortens the digest, which is no digest then.
    expect((await machine.runJson(command)).error).toMatch(/Validation error in query parameters: \[checksum: /);
    const other = `b3a8${checksum.slice(4)}`;
    expect((await machine.runJson(command.replace('b3a8...', other))).error).toMatch(`Checksum mismatch: expected ${other}`);
    expect(await points()).toEqual([1, 4, 5]);
    expect(await machine.runJson(command.replace('b3a8...', checksum))).toMatchObject({ result: true });
    expect(await points()).toEqual(ids);
  });

  it('recovers from a URL', async () => {
    await snapshotFile('backup.snapshot');
    await loseSome();
    const answer = await machine.runJson(sh`curl -X PUT http://localhost:6333/collections/my_collection/snapshots/recover \
-H 'Content-Type: application/json' \
-d '{
"location": "http://example.com/backup.snapshot"
}'`);
    expect(answer).toMatchObject({ result: true, status: 'ok' });
    expect(await points()).toEqual(ids);
  });

  it('recovers from a file', async () => {
    await storeAs('snapshot.snapshot', 'backup');
    await loseSome();
    const answer = await machine.runJson(sh`curl -X PUT http://localhost:6333/collections/my_collection/snapshots/recover \
-H 'Content-Type: application/json' \
-d '{
"location": "file:///backup/snapshot.snapshot"
}'`);
    expect(answer).toMatchObject({ result: true, status: 'ok' });
    expect(await points()).toEqual(ids);
  });

  it.each(['snapshot', 'replica', 'no_sync'])('recovers with priority %s', async (priority) => {
    const checksum = await snapshotFile('backup.snapshot');
    await loseSome();
    const body = JSON.parse(sh`{
"location": "http://example.com/backup.snapshot",
"priority": "snapshot"
}`);
    expect(await machine.call('PUT', `${collection}/snapshots/recover`, { ...body, priority, checksum })).toMatchObject({ status: 200 });
    expect(await points()).toEqual(ids);
  });

  it('creates a shard snapshot', async () => {
    const answer = await machine.runJson(sh`curl -X POST \
http://localhost:6333/collections/my_collection/shards/0/snapshots`);
    expect(answer.result.name).toMatch(/^my_collection-shard-0-[-\d]+\.snapshot$/);
    expect(await stored(`${collection}/shards/0/snapshots`)).toEqual([answer.result]);
    const file = await machine.run(`curl -s http://localhost:6333/collections/my_collection/shards/0/snapshots/${answer.result.name}`);
    expect(file.byteLength).toBe(answer.result.size);
    await machine.call('DELETE', `${collection}/shards/0/snapshots/${answer.result.name}`);
    expect(await stored(`${collection}/shards/0/snapshots`)).toEqual([]);
  });

  it('uploads a shard snapshot that was streamed', async () => {
    await machine.run('curl -fs http://localhost:6333/collections/my_collection/shards/0/snapshot --output shard-backup.snapshot');
    expect(await stored(`${collection}/shards/0/snapshots`)).toEqual([]);
    await loseSome();
    const answer = await machine.runJson(sh`curl -X POST \
-F "snapshot=@shard-backup.snapshot" \
"http://localhost:6333/collections/my_collection/shards/0/snapshots/upload"`);
    expect(answer).toMatchObject({ status: 'ok' });
    expect(await points()).toEqual(ids);
  });

  it('recovers a shard from a URL', async () => {
    await snapshotFile('shard-backup.snapshot', `${collection}/shards/0/snapshots`);
    await loseSome();
    const answer = await machine.runJson(sh`curl -X PUT \
http://localhost:6333/collections/my_collection/shards/0/snapshots/recover \
-H 'Content-Type: application/json' \
-d '{
"location": "http://example.com/shard-backup.snapshot",
"priority": "snapshot"
}'`);
    expect(answer).toMatchObject({ result: true, status: 'ok' });
    expect(await points()).toEqual(ids);
  });

  it('creates a partial snapshot against a manifest of files', async () => {
    const command = sh`curl -X POST \
http://localhost:6333/collections/my_collection/shards/0/snapshot/partial/create \
-H 'Content-Type: application/json' \
-d '{
"files": [
{"path": "segment_1.dat", "hash": "abc123"},
{"path": "segment_2.dat", "hash": "def456"}
]
}'`;
    const everything = await machine.run(`${command} -f`);
    expect(everything.subarray(257, 262).toString()).toBe('ustar');
    // Against what the shard has now: nothing changed.
    const { body } = await machine.call('GET', `${collection}/shards/0/snapshot/partial/manifest?format=files`);
    await writeFile(join(machine.directory, 'manifest.json'), JSON.stringify(body.result));
    const again = `${command.slice(0, command.indexOf('-d'))} -d @manifest.json -s -o /dev/null -w "%{http_code} %{size_download}"`;
    expect((await machine.run(again)).toString()).toBe('304 0');
  });

  it('recovers from a partial snapshot', async () => {
    const before = (await machine.call('GET', `${collection}/shards/0/snapshot/partial/manifest`)).body.result;
    await machine.run('curl -fs http://localhost:6333/collections/my_collection/shards/0/snapshot --output before.snapshot');
    await machine.call('PUT', `${collection}/points?wait=true`, { points: [{ id: 6, vector: [6, 0.5], payload: { id: 6 } }] });
    await writeFile(join(machine.directory, 'manifest.json'), JSON.stringify(before));
    const shard = 'http://localhost:6333/collections/my_collection/shards/0';
    await machine.run(
      `curl -fs -X POST ${shard}/snapshot/partial/create -H 'Content-Type: application/json' -d @manifest.json --output partial-backup.snapshot`,
    );
    await machine.runJson(`curl -s -X POST -F "snapshot=@before.snapshot" ${shard}/snapshots/upload`);
    expect(await points()).toEqual(ids);
    const answer = await machine.runJson(sh`curl -X POST \
-F "snapshot=@partial-backup.snapshot" \
http://localhost:6333/collections/my_collection/shards/0/snapshot/partial/recover`);
    expect(answer).toMatchObject({ status: 'ok' });
    expect(await points()).toEqual([...ids, 6]);
  });

  it('recovers from a peer, and finds it up to date then', async () => {
    await fill('my_collection', [...ids, 7, 8], 'peer-node');
    const command = sh`curl -X POST \
http://localhost:6333/collections/my_collection/shards/0/snapshot/partial/recover_from \
-H 'Content-Type: application/json' \
-d '{
"peer_url": "http://peer-node:6333",
"api_key": "your-api-key"
}'`;
    expect(await machine.runJson(command)).toMatchObject({ result: true, status: 'ok' });
    expect(await points()).toEqual([...ids, 7, 8]);
    expect(await machine.runJson(command)).toMatchObject({ result: false, status: 'ok' });
  });

  it.skipIf(versitygw === undefined)('recovers from S3', async () => {
    await snapshotFile('backup.snapshot');
    await loseSome();
    await s3?.put('my-qdrant-snapshots', 'backup.snapshot', await readFile(join(machine.directory, 'backup.snapshot')));
    const answer = await machine.runJson(sh`curl -X PUT http://localhost:6333/collections/my_collection/snapshots/recover \
-H 'Content-Type: application/json' \
-d '{
"location": "s3://my-qdrant-snapshots/backup.snapshot",
"api_key": "AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
}'`);
    expect(answer).toMatchObject({ result: true, status: 'ok' });
    expect(await points()).toEqual(ids);
  });

  it('creates a full snapshot', async () => {
    const answer = await machine.runJson(sh`curl -X POST http://localhost:6333/snapshots`);
    expect(answer.result.name).toMatch(/^full-snapshot-[-\d]+\.snapshot$/);
    expect(await stored('/snapshots')).toContainEqual(answer.result);
    expect((await machine.run(`curl -fs http://localhost:6333/snapshots/${answer.result.name}`)).byteLength).toBe(answer.result.size);
    expect(await machine.call('DELETE', `/snapshots/${answer.result.name}`)).toMatchObject({ status: 200, body: { result: true } });
    expect(await stored('/snapshots')).toEqual([]);
  });

  it('tells what goes on in its metrics', async () => {
    await machine.call('POST', `${collection}/snapshots`);
    const told = (await machine.run(sh`curl http://localhost:6333/metrics | grep snapshot`)).toString();
    for (const name of ['snapshot_creation_running', 'snapshot_recovery_running', 'snapshot_created_total'])
      expect(told).toMatch(new RegExp(`^${name}\\{.*id="my_collection".*\\} \\d+$`, 'm'));
  });
});
