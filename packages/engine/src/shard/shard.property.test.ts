import { joinPath, memoryVfs, parentPath, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import type { ShardCheckpoint } from '../checkpoint/checkpoint.ts';
import { EngineError } from '../error.ts';
import { openShard } from './open-shard.ts';
import type { Shard } from './shard.ts';
import { applyToModel, type Model, modelConfig, modelText, randomOperation, shardText } from './shard-model.ts';

const directory = '/shards/0';

/** Reproducible numbers in [0, 1). */
function randomOf(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function writeBoth(shard: Shard, model: Model, random: () => number): Promise<void> {
  const operation = randomOperation(random);
  applyToModel(model, operation);
  try {
    await shard.write(operation, { wait: true });
  } catch (error) {
    // Of several ids one may be missing; what it concerns besides is applied.
    if (!(error instanceof EngineError) || error.code !== 'not_found') throw error;
  }
}

/** Writes the entries of a checkpoint out as files, as an archive would. */
export async function unpackCheckpoint(vfs: Vfs, checkpoint: ShardCheckpoint, target: string): Promise<void> {
  for (const entry of checkpoint.entries) {
    const path = joinPath(target, entry.path);
    await vfs.mkdir(parentPath(path), { recursive: true });
    const file = await vfs.open(path, 'wx+');
    try {
      await file.truncate(entry.sizeBytes);
      const extents = entry.extents ?? [{ offset: 0, length: entry.sizeBytes }];
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry.read()) chunks.push(chunk);
      const data = Buffer.concat(chunks);
      expect(data.length).toBe(extents.reduce((sum, extent) => sum + extent.length, 0));
      let at = 0;
      for (const { offset, length } of extents) {
        await file.write(data.subarray(at, at + length), offset);
        at += length;
      }
      expect((await file.stat()).sizeBytes).toBe(entry.sizeBytes);
    } finally {
      await file.close();
    }
  }
}

describe('a shard', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'holds what a simple model holds, through flushes, kills, reopenings and checkpoints (seed %i)',
    async (seed) => {
      const random = randomOf(seed);
      const vfs = memoryVfs();
      const model: Model = new Map();
      let shard = await openShard(vfs, directory, modelConfig, { flushSync: false });
      const frozen: { checkpoint: ShardCheckpoint; text: string[] }[] = [];
      let unpacked = 0;
      const examine = async (): Promise<void> => {
        for (const { checkpoint, text } of frozen.splice(0)) {
          const target = `/unpacked/${unpacked++}`;
          await unpackCheckpoint(vfs, checkpoint, target);
          await checkpoint.release();
          const copy = await openShard(vfs, target, modelConfig, { flushSync: false });
          expect(shardText(copy)).toEqual(text);
          await copy.close();
        }
      };
      for (let step = 0; step < 220; step++) {
        const action = random();
        if (action < 0.85) await writeBoth(shard, model, random);
        else if (action < 0.92) await shard.flush();
        else if (action < 0.95) frozen.push({ checkpoint: await shard.checkpoint(), text: modelText(model) });
        else {
          await examine();
          // Without a close: what a killed process leaves.
          if (action < 0.98) await shard.close();
          shard = await openShard(vfs, directory, modelConfig, { flushSync: false });
        }
        expect(shardText(shard)).toEqual(modelText(model));
        expect(shard.pointCount).toBe(model.size);
        for (const name of ['', 'm', 's'])
          expect(shard.vectorCount(name)).toBe([...model.values()].filter((point) => point.vectors.has(name)).length);
      }
      await examine();
      await shard.close();
    },
  );

  it('keeps what a pinned read sees, however much is written meanwhile', async () => {
    const random = randomOf(77);
    const vfs = memoryVfs();
    const model: Model = new Map();
    const shard = await openShard(vfs, directory, modelConfig, { flushSync: false });
    for (let i = 0; i < 40; i++) await writeBoth(shard, model, random);
    await shard.flush();
    const expected = modelText(model);
    const release = shard.pin();
    const live = shard.segments().map((view) => view.live.slice());
    for (let i = 0; i < 60; i++) {
      await writeBoth(shard, model, random);
      if (i % 7 === 0) await shard.flush();
    }
    const then = {
      segments: () =>
        shard
          .segments()
          .map((view, i) =>
            Object.create(view, { live: { value: live[i] }, frozenLive: { value: () => live[i] }, rowCount: { value: live[i]?.length } }),
          ),
    };
    expect(shardText(then as Pick<Shard, 'segments'>)).toEqual(expected);
    release();
    await shard.close();
  });

  it('reuses rows and space of points that are written again and again', async () => {
    const vfs = memoryVfs();
    const shard = await openShard(vfs, directory, modelConfig, { flushSync: false });
    for (let round = 0; round < 30; round++) {
      const points = Array.from({ length: 100 }, (_, id) => ({
        id,
        vectors: new Map([['', Float32Array.of(round, id, 0)]]),
        payload: { text: 'y'.repeat(500), round },
      }));
      await shard.write({ kind: 'upsert_points', points }, { wait: true });
      await shard.flush();
    }
    const [view] = shard.segments();
    expect(view?.rowCount).toBeLessThanOrEqual(200);
    await shard.close();
  });
});
