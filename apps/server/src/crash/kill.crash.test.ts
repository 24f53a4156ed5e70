import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type QdrantClient } from '@sextant/client';
import { createRandom } from '@sextant/testkit';
import { expect, it } from 'vitest';
import { createPointModel, type PointModel, type PointState } from './point-model.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

// A server is killed with SIGKILL again and again under mixed writes and snapshots, always on the same files. After each start every point
// must be in its acknowledged state, or in that of the one write its writer had in flight.

const kills = Number(process.env.SEXTANT_KILLS ?? (process.env.CI === 'true' ? 200 : 40));
const seed = Number(process.env.SEXTANT_SEED ?? 20_261_122);
const writers = 4;
const pointsPerWriter = 40;
const collection = 'killed';

it(`loses no acknowledged write over ${kills} kills (seed ${seed})`, { timeout: 1_200_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sextant-kill-'));
  const paths = { storagePath: join(directory, 'storage'), snapshotsPath: join(directory, 'snapshots') };
  const random = createRandom(seed);
  const model = createPointModel();
  let server: ServerProcess | undefined;
  try {
    for (let round = 0; round <= kills; round += 1) {
      server = await startServerProcess(paths);
      const client = createClient({ url: server.url, retry: false });
      if (round === 0) {
        await client.createCollection(collection, {
          vectors: { size: 4, distance: 'Dot' },
          sparse_vectors: { words: {} },
          optimizers_config: { flush_interval_sec: 1 },
        });
      }
      await checkPoints(client, model, round);
      await checkSnapshots(client, paths.snapshotsPath, round);
      expect(await debris(paths), `round ${round}: left over`).toEqual([]);
      if (round === kills) break;
      const traffic = startTraffic(client, model, random);
      await after(Math.floor(random() * 250));
      await server.kill();
      await traffic.ended;
      await client.close();
    }
    expect(await server?.stop()).toBe(0);
    server = undefined;
  } finally {
    await server?.kill();
    await rm(directory, { recursive: true, force: true });
  }
});

/** The kill comes at a moment nobody chose: this wait is the randomness of the test, not a synchronisation. */
function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function startTraffic(client: QdrantClient, model: PointModel, random: () => number): { ended: Promise<unknown> } {
  let alive = true;
  let version = Math.floor(random() * 1e9);
  const write = async (writer: number) => {
    while (alive) {
      const id = writer * pointsPerWriter + Math.floor(random() * pointsPerWriter);
      version += 1;
      await writeOnce(client, model, id, version, random);
    }
  };
  const snapshot = async () => {
    while (alive) {
      const made = await client.createSnapshot(collection);
      if (made !== null && random() < 0.7) await client.deleteSnapshot(collection, made.name);
    }
  };
  const workers = [...Array.from({ length: writers }, (_, i) => write(i)), snapshot()];
  const ended = Promise.allSettled(
    workers.map((worker) =>
      worker.finally(() => {
        alive = false;
      }),
    ),
  );
  return { ended };
}

async function writeOnce(client: QdrantClient, model: PointModel, id: number, version: number, random: () => number): Promise<void> {
  const wait = random() < 0.3;
  const dice = random();
  const exists = model.acknowledged(id) !== 'absent';
  if (dice < 0.15 && exists) {
    model.begin(id, 'absent');
    await client.delete(collection, { points: [id], wait });
  } else if (dice < 0.4 && exists) {
    model.begin(id, version);
    await client.overwritePayload(collection, { payload: payloadOf(version), points: [id], wait });
  } else if (dice < 0.5 && exists) {
    model.begin(id, version);
    await client.setPayload(collection, { payload: payloadOf(version), filter: { must: [{ has_id: [id] }] }, wait });
  } else {
    model.begin(id, version);
    const vector = { '': vectorOf(version), words: { indices: [version % 1000], values: [1] } };
    await client.upsert(collection, { points: [{ id, vector, payload: payloadOf(version) }], wait });
  }
  model.acknowledge(id);
}

const payloadOf = (version: number) => ({ version, text: 'x'.repeat(version % 500) });
const vectorOf = (version: number) => [version % 97, version % 89, version % 83, 1];

async function checkPoints(client: QdrantClient, model: PointModel, round: number): Promise<void> {
  const found = new Map<number, PointState>();
  for await (const point of client.scrollAll(collection, { pageSize: 100, with_payload: true, with_vector: true })) {
    const payload = point.payload as { version: number; text: string };
    expect(payload.text.length, `round ${round}: payload of ${point.id} is whole`).toBe(payload.version % 500);
    found.set(Number(point.id), payload.version);
  }
  for (const id of model.ids()) {
    const state = found.get(id) ?? 'absent';
    expect(model.allows(id, state), `round ${round}: point ${id} is ${state}, acknowledged was ${model.acknowledged(id)}`).toBe(true);
    model.settle(id, state);
    found.delete(id);
  }
  expect([...found.keys()], `round ${round}: points nobody wrote`).toEqual([]);
}

async function checkSnapshots(client: QdrantClient, snapshotsPath: string, round: number): Promise<void> {
  for (const { name, checksum } of await client.listSnapshots(collection)) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(snapshotsPath, collection, name))) hash.update(chunk as Buffer);
    const actual = hash.digest('hex');
    expect(checksum, `round ${round}: digest of ${name}`).toBe(actual);
    expect(await readFile(join(snapshotsPath, collection, `${name}.checksum`), 'utf8')).toBe(actual);
    await client.deleteSnapshot(collection, name);
  }
}

/** Everything on disk that no running server needs: whatever is neither a snapshot, its checksum, nor in the layout of the storage. */
async function debris(paths: { storagePath: string; snapshotsPath: string }): Promise<string[]> {
  const left: string[] = [];
  for (const root of [join(paths.storagePath, 'tmp'), join(paths.snapshotsPath, 'tmp'), join(paths.snapshotsPath, collection)]) {
    for (const name of await readdir(root).catch(() => [])) left.push(join(root, name));
  }
  const storage = await readdir(paths.storagePath, { recursive: true });
  left.push(...storage.filter((name) => /\.(tmp|part)$|initializing|\.deleted$/.test(name)));
  return left;
}
