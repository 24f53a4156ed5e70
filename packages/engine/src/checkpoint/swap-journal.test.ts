import { faultVfs } from '@sextant/testkit';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { endSwap, finishSwaps, noteSwap, type SwapPlaces, swapIn, undoSwap } from './swap-journal.ts';

const swap = { target: 'c', staged: 'staged', replaced: 'replaced' };

function places(vfs: Vfs): SwapPlaces {
  return { vfs, collectionsPath: '/s/collections', stagingPath: '/s/tmp' };
}

async function directoryWith(vfs: Vfs, path: string, text: string): Promise<void> {
  await vfs.mkdir(path, { recursive: true });
  const file = await vfs.open(`${path}/who`, 'w+');
  await file.write(new TextEncoder().encode(text), 0);
  await file.sync();
  await file.close();
  await vfs.syncDir(path);
}

async function prepared(withOld: boolean): Promise<Vfs> {
  const vfs = memoryVfs();
  await vfs.mkdir('/s/collections', { recursive: true });
  await vfs.mkdir('/s/tmp', { recursive: true });
  if (withOld) await directoryWith(vfs, '/s/collections/c', 'old');
  await directoryWith(vfs, '/s/tmp/staged', 'new');
  return vfs;
}

async function noteAndSwap(vfs: Vfs): Promise<string> {
  const journal = await noteSwap(places(vfs), swap);
  await swapIn(places(vfs), swap, journal);
  return journal;
}

async function whoIsThere(vfs: Vfs): Promise<string> {
  try {
    return new TextDecoder().decode(await vfs.readFile('/s/collections/c/who'));
  } catch {
    return 'nobody';
  }
}

describe('swapping a directory in', () => {
  it('replaces the old one and leaves nothing but what was replaced', async () => {
    const vfs = await prepared(true);
    await endSwap(places(vfs), await noteAndSwap(vfs));
    expect(await whoIsThere(vfs)).toBe('new');
    expect((await vfs.readdir('/s/tmp')).map((entry) => entry.name)).toEqual(['replaced']);
  });

  it('takes a new directory out again when it is undone', async () => {
    const vfs = await prepared(true);
    await undoSwap(places(vfs), swap, await noteAndSwap(vfs));
    expect(await whoIsThere(vfs)).toBe('old');
    expect(await vfs.readdir('/s/tmp')).toEqual([]);
  });

  it.each([true, false])('puts the old one back when a rename fails (old one there: %s)', async (withOld) => {
    for (const nth of withOld ? [2, 3] : [2]) {
      const inner = await prepared(withOld);
      const vfs = faultVfs(inner, { rules: [{ on: 'rename', nth, fault: { kind: 'error', code: 'EIO' } }] });
      await expect(noteAndSwap(vfs)).rejects.toThrow(/EIO/);
      expect(await whoIsThere(inner)).toBe(withOld ? 'old' : 'nobody');
      expect((await inner.readdir('/s/tmp')).filter(({ name }) => name !== 'staged')).toEqual([]);
    }
  });

  it.each([
    [true, 'none'],
    [true, 'unsynced'],
    [false, 'none'],
    [false, 'unsynced'],
  ] as const)(
    'after a kill at any step the next start has the old or the new one, whole (old one there: %s, loss: %s)',
    async (withOld, loss) => {
      const seen = new Set<string>();
      for (let step = 1; ; step++) {
        const crashing = faultVfs(await prepared(withOld), { crashAtStep: step });
        await crashing.adopt('/s');
        const outcome = await noteAndSwap(crashing)
          .then((journal) => endSwap(places(crashing), journal))
          .then(
            () => 'done',
            () => 'killed',
          );
        const vfs = await crashing.afterCrash(loss);
        for (const path of ['/s/collections', '/s/tmp']) await vfs.mkdir(path, { recursive: true });
        await finishSwaps(places(vfs));
        const who = await whoIsThere(vfs);
        expect(['old', 'new', 'nobody']).toContain(who);
        expect(who === 'nobody', `step ${step}`).toBe(!withOld && who !== 'new');
        expect((await vfs.readdir('/s/tmp')).filter(({ name }) => name.endsWith('.swap.json'))).toEqual([]);
        seen.add(who);
        if (outcome === 'done') break;
      }
      expect([...seen].sort()).toEqual(withOld ? ['new', 'old'] : ['new', 'nobody']);
    },
  );
});
