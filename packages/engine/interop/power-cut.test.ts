import { createRandom, faultVfs, type Loss } from '@sextant/testkit';
import { memoryVfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../src/error.ts';
import type { PointOperation } from '../src/operation/operation.ts';
import { openShard } from '../src/shard/open-shard.ts';
import type { Shard } from '../src/shard/shard.ts';
import { applyToModel, type Model, modelConfig, modelText, randomOperation, shardText } from '../src/shard/shard-model.ts';

const stride = process.env['SEXTANT_CRASH_EVERY_STEP'] === '1' ? 1 : 19;
const patienceMs = 600_000;

const history: readonly ('flush' | PointOperation)[] = (() => {
  const random = createRandom(99);
  return Array.from({ length: 50 }, (_, i): 'flush' | PointOperation => {
    if (i % 7 === 5) return 'flush';
    if (i === 20) return { kind: 'create_vector_name', name: 'v2', dense: { size: 2, distance: 'Dot' } };
    if (i === 33) return { kind: 'delete_vector_name', name: 'v2' };
    return randomOperation(random);
  });
})();

async function write(shard: Shard, operation: PointOperation): Promise<void> {
  try {
    await shard.write(operation, { wait: true });
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'not_found') throw error;
  }
}

/** Plays the history on a machine that goes dark at a step, then opens what its disk kept. */
async function playUntil(
  at: number,
  loss: Loss,
  walFsync: 'always' | 'never',
): Promise<{ states: string[][]; acknowledged: number; found: string[]; isOver: boolean }> {
  const inner = memoryVfs();
  await inner.mkdir('/storage', { recursive: true });
  const vfs = faultVfs(inner, { crashAtStep: at });
  await vfs.adopt('/storage');
  const model: Model = new Map();
  const states = [modelText(model)];
  let acknowledged = 0;
  try {
    const shard = await openShard(vfs, '/storage/0', modelConfig, { walFsync });
    for (const step of history) {
      if (step === 'flush') {
        await shard.flush();
        continue;
      }
      if (!step.kind.endsWith('_vector_name')) applyToModel(model, step);
      states.push(modelText(model));
      await write(shard, step);
      acknowledged = states.length - 1;
    }
    await shard.close();
  } catch (error) {
    if (!vfs.isCrashed()) throw error;
  }
  const shard = await openShard(await vfs.afterCrash(loss), '/storage/0', modelConfig, { walFsync });
  const found = shardText(shard);
  await shard.close();
  return { states, acknowledged, found, isOver: !vfs.isCrashed() };
}

describe('a power cut', () => {
  it.each([['unsynced'], [{ seed: 1 }], [{ seed: 2 }]] as [Loss][])(
    'with fsync takes nothing that was acknowledged (lost: %o)',
    async (loss) => {
      for (let at = 25; ; at += stride) {
        const { states, acknowledged, found, isOver } = await playUntil(at, loss, 'always');
        if (JSON.stringify(found) !== JSON.stringify(states[acknowledged])) expect(found, `step ${at}`).toEqual(states.at(-1));
        if (isOver) break;
      }
    },
    patienceMs,
  );

  it.each([['unsynced'], [{ seed: 3 }], [{ seed: 4 }]] as [Loss][])(
    'without fsync takes at most the last operations, never a part of one (lost: %o)',
    async (loss) => {
      for (let at = 31; ; at += stride) {
        const { states, found, isOver } = await playUntil(at, loss, 'never');
        const known = new Set(states.map((state) => JSON.stringify(state)));
        expect(known.has(JSON.stringify(found)), `step ${at}: ${JSON.stringify(found).slice(0, 300)}`).toBe(true);
        if (isOver) break;
      }
    },
    patienceMs,
  );
});
