import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../error.ts';
import type { PointOperation } from '../operation/operation.ts';
import { type FailingVfs, failingVfs } from './failing-vfs.testing.ts';
import { openShard } from './open-shard.ts';
import type { Shard } from './shard.ts';
import { applyToModel, type Model, modelConfig, modelText, randomOperation, shardText } from './shard-model.ts';

const directory = '/0';
const options = { flushSync: true } as const;

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** A fixed history: operations, and flushes between them. */
const history: readonly ('flush' | 'checkpoint' | PointOperation)[] = (() => {
  const random = randomOf(2024);
  return Array.from({ length: 44 }, (_, i) => (i % 9 === 5 ? 'flush' : i % 16 === 12 ? 'checkpoint' : randomOperation(random)));
})();

interface Played {
  /** State after each acknowledged operation, the empty one first. */
  readonly states: string[][];
  /** Whether the last operation was refused or never answered. */
  readonly pending: PointOperation | undefined;
}

/** Plays the history until the file system is gone or it is over. Nothing fails that is not injected. */
async function play(vfs: FailingVfs): Promise<Played> {
  const model: Model = new Map();
  const states = [modelText(model)];
  let pending: PointOperation | undefined;
  try {
    const shard = await openShard(vfs, directory, modelConfig, options);
    for (const step of history) {
      if (step === 'flush') await shard.flush();
      else if (step === 'checkpoint') await (await shard.checkpoint()).release();
      else {
        pending = step;
        await write(shard, step);
        pending = undefined;
        applyToModel(model, step);
        states.push(modelText(model));
      }
    }
    await shard.close();
  } catch (error) {
    if (!vfs.isCrashed) throw error;
  }
  return { states, pending };
}

async function write(shard: Shard, operation: PointOperation): Promise<void> {
  try {
    await shard.write(operation, { wait: true });
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'not_found') throw error;
  }
}

async function filesBelow(vfs: Vfs, path: string): Promise<string[]> {
  const files: string[] = [];
  for (const { name, kind } of await vfs.readdir(path)) {
    if (kind === 'directory') files.push(...(await filesBelow(vfs, `${path}/${name}`)));
    else files.push(`${path}/${name}`);
  }
  return files;
}

const segment = String.raw`segments/[0-9a-f-]{36}`;
const storage = String.raw`${segment}/vector_storage(-[ms])?`;
const known = [
  String.raw`(shard_config|replica_state)\.json`,
  String.raw`wal/(open-\d+|closed-\d+|first-index)`,
  String.raw`${segment}/(segment\.json|version\.info|mutable_id_tracker\.(mappings|versions)|payload_index/config\.json)`,
  String.raw`${storage}/deleted/(status|flags_a)\.dat`,
  String.raw`${storage}/(vectors|offsets)/(config\.json|status\.dat|chunk_\d+\.mmap)`,
  String.raw`${segment}/(payload_storage|vector_storage-s/store)/(config\.json|tracker\.dat|bitmask\.dat|gaps\.dat|page_\d+\.dat)`,
].map((pattern) => new RegExp(`^${directory}/${pattern}$`));

async function expectNoStrayFiles(vfs: Vfs): Promise<void> {
  const stray = (await filesBelow(vfs, directory)).filter((path) => !known.some((pattern) => pattern.test(path)));
  expect(stray).toEqual([]);
}

/** Opens what is left and checks that it is one of the allowed states, takes writes, and is still right when opened again. */
async function expectRecovered(vfs: Vfs, { states, pending }: Played, where: string): Promise<void> {
  let shard = await openShard(vfs, directory, modelConfig, options);
  const found = shardText(shard);
  const acknowledged = states.at(-1) as string[];
  if (JSON.stringify(found) !== JSON.stringify(acknowledged)) {
    if (!pending) expect(found, where).toEqual(acknowledged);
    // An operation that was never answered may be there or not, but whole.
    const operations = history.filter((step) => typeof step !== 'string') as PointOperation[];
    const model: Model = new Map();
    for (const operation of operations.slice(0, states.length)) applyToModel(model, operation);
    expect(found, where).toEqual(modelText(model));
  }
  await shard.write({ kind: 'upsert_points', points: [{ id: 500, vectors: new Map(), payload: { after: 'crash' } }] }, { wait: true });
  const after = shardText(shard);
  await shard.close();
  await expectNoStrayFiles(vfs);
  shard = await openShard(vfs, directory, modelConfig, options);
  expect(shardText(shard), where).toEqual(after);
  await shard.close();
}

async function stepsOfHistory(): Promise<number> {
  const vfs = failingVfs(memoryVfs());
  await play(vfs);
  return vfs.steps;
}

/** All steps in a full run; otherwise every few, shifted by the kind of fault, so that a run takes seconds. */
const stride = process.env['SEXTANT_CRASH_EVERY_STEP'] === '1' ? 1 : 5;
const patienceMs = 600_000;

describe('a process that dies', () => {
  it.each(['crash', 'torn'] as const)(
    'at any step of a history (%s) loses nothing that was acknowledged and invents nothing',
    async (kind) => {
      const steps = await stepsOfHistory();
      expect(steps).toBeGreaterThan(300);
      for (let at = kind === 'torn' ? 1 : 3; at <= steps; at += stride) {
        const inner = memoryVfs();
        const vfs = failingVfs(inner);
        vfs.decide = (step) => (step === at ? kind : undefined);
        const played = await play(vfs);
        await expectRecovered(inner, played, `${kind} at step ${at} of ${steps}`);
      }
    },
    patienceMs,
  );

  it(
    'while it recovers from a crash can recover again',
    async () => {
      const steps = await stepsOfHistory();
      for (let at = 30; at <= steps; at += 11 * stride) {
        for (let second = 1; second < 60; second += 1 + stride) {
          const inner = memoryVfs();
          const first = failingVfs(inner);
          first.decide = (step) => (step === at ? 'crash' : undefined);
          const played = await play(first);
          const again = failingVfs(inner);
          again.decide = (step) => (step === second ? 'crash' : undefined);
          try {
            const shard = await openShard(again, directory, modelConfig, options);
            await shard.flush();
            await shard.close();
          } catch (error) {
            if (!again.isCrashed) throw error;
          }
          await expectRecovered(inner, played, `crash at step ${at}, then at ${second} of the recovery`);
        }
      }
    },
    patienceMs,
  );
});

describe('a disk that is full', () => {
  it.each(['ENOSPC', 'short'] as const)(
    'for a while (%s) refuses operations whole and goes on when there is space',
    async (kind) => {
      const steps = await stepsOfHistory();
      for (let at = kind === 'short' ? 40 : 42; at <= steps; at += 2 * stride) {
        const inner = memoryVfs();
        const vfs = failingVfs(inner);
        const model: Model = new Map();
        const shard = await openShard(vfs, directory, modelConfig, options);
        let refused = 0;
        const from = vfs.steps + at;
        vfs.decide = (step, call) =>
          step >= from && step < from + 12 && call !== 'rm' && call !== 'sync' && call !== 'truncate' ? kind : undefined;
        for (const step of history) {
          try {
            if (step === 'flush') await shard.flush();
            else if (step === 'checkpoint') await (await shard.checkpoint()).release();
            else {
              await write(shard, step);
              applyToModel(model, step);
            }
          } catch (error) {
            refused++;
            if (typeof step !== 'string') expect((error as EngineError).code).toBe('insufficient_storage');
          }
          expect(shardText(shard), `step ${at}`).toEqual(modelText(model));
        }
        vfs.decide = () => undefined;
        expect(refused).toBeLessThan(20);
        await shard.flush();
        await shard.close();
        expect(vfs.openFiles).toBe(0);
        await expectNoStrayFiles(inner);
        const reopened = await openShard(inner, directory, modelConfig, options);
        expect(shardText(reopened), `step ${at}`).toEqual(modelText(model));
        await reopened.close();
      }
    },
    patienceMs,
  );
});
