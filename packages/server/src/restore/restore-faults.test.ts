import { openEngine } from '@sextant/engine';
import { type FaultOptions, type FaultVfs, faultVfs } from '@sextant/testkit';
import { memoryVfs, nodeVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { contentOf, fillCollection, fullArchive, ownSnapshot, scratch } from './archives.test.data.ts';
import { restoreAtStart } from './restore-at-start.ts';
import type { RestoreOptions } from './restore-options.ts';

// A storage with collections `one` and `kept` gets, from a full snapshot, another `one`, a new `two` and an alias.

const storagePath = '/s';
const before = 'one: 2 of old, two: nothing, kept: 4 of kept, aliases: ';
const after = 'one: 3 of new, two: 5 of new, kept: 4 of kept, aliases: alias=two';

const snapshot = ownSnapshot(async (engine) => {
  await fillCollection(engine, 'one', 3, 'new');
  await fillCollection(engine, 'two', 5, 'new');
  await engine.updateAliases([{ create_alias: { alias_name: 'alias', collection_name: 'two' } }]);
});

const engineOptions = (vfs: Vfs) => ({
  vfs,
  storagePath,
  walFsync: 'always' as const,
  collectionDefaults: { wal_config: { wal_capacity_mb: 1 } },
});

async function storage(): Promise<Vfs> {
  const vfs = memoryVfs();
  const engine = await openEngine(engineOptions(vfs));
  await fillCollection(engine, 'one', 2, 'old');
  await fillCollection(engine, 'kept', 4, 'kept');
  await engine.close();
  return vfs;
}

async function faulty(options: FaultOptions): Promise<FaultVfs> {
  const vfs = faultVfs(await storage(), options);
  await vfs.adopt('/');
  return vfs;
}

function restore(vfs: Vfs, options: RestoreOptions): Promise<void> {
  return restoreAtStart(options, { engine: engineOptions(vfs), host: nodeVfs(), onEvent: () => undefined });
}

async function state(vfs: Vfs): Promise<string> {
  const engine = await openEngine(engineOptions(vfs));
  try {
    const contents = await Promise.all(['one', 'two', 'kept'].map(async (name) => `${name}: ${await contentOf(engine, name)}`));
    return [
      ...contents,
      `aliases: ${engine
        .listAliases()
        .map((one) => Object.values(one).join('='))
        .join()}`,
    ].join(', ');
  } finally {
    await engine.close();
  }
}

const leftovers = async (vfs: Vfs): Promise<string[]> =>
  (await vfs.readdir('/s/tmp')).map(({ name }) => name).filter((name) => name !== 'restored.json');

/** Steps to try, by the log of a whole run: every one from the journal to its end, in which the collections are moved, and some of the others. */
function steps(log: readonly string[]): number[] {
  const stride = Number(process.env.SEXTANT_FAULT_STRIDE ?? 41);
  const isJournal = (line: string): boolean => /\/tmp\/\.?restored?\.json/.test(line);
  const first = log.findIndex(isJournal);
  const last = log.findLastIndex(isJournal);
  expect(last - first).toBeGreaterThan(8);
  return log.map((_, at) => at + 1).filter((step) => (step > first && step <= last + 2) || step % stride === 0);
}

describe('a restore at start', { timeout: 180_000 }, () => {
  it.each(['none', 'unsynced'] as const)(
    'killed at any step (loss %s): before or after, and the same command gives the right data',
    async (loss) => {
      await using directory = await scratch();
      const options = { storageSnapshot: await directory.put('full.snapshot', await snapshot), force: true };
      const whole = await faulty({});
      await restore(whole, options);
      expect(whole.openHandles()).toEqual([]);
      const seen = new Set<string>();
      for (const step of steps(whole.log())) {
        const vfs = await faulty({ crashAtStep: step });
        await restore(vfs, options).catch(() => undefined);
        const found = await state(await vfs.afterCrash(loss));
        expect([before, after], `step ${step}, ${vfs.log().at(-1)}`).toContain(found);
        seen.add(found);
        const next = await vfs.afterCrash(loss);
        await restore(next, options);
        expect(await leftovers(next)).toEqual([]);
        expect(await state(next)).toBe(after);
      }
      expect(seen.size).toBe(2);
    },
  );

  it('killed at any step without force: the same command is not told that the collections it made exist', async () => {
    await using directory = await scratch();
    const options = { storageSnapshot: await directory.put('full.snapshot', await fullArchive({ two: await twoAlone }, { alias: 'two' })) };
    const whole = await faulty({});
    await restore(whole, options);
    for (const step of steps(whole.log())) {
      const vfs = await faulty({ crashAtStep: step });
      await restore(vfs, options).catch(() => undefined);
      const next = await vfs.afterCrash('unsynced');
      await restore(next, options);
      expect(await state(next), `step ${step}`).toBe('one: 2 of old, two: 5 of new, kept: 4 of kept, aliases: alias=two');
    }
    await expect(restore(await whole.afterCrash('none'), { ...options, snapshots: [] })).resolves.toBeUndefined();
  });

  it('on a disk that is full or fails at any step: as before, nothing left over, and a retry succeeds', async () => {
    await using directory = await scratch();
    const options = { storageSnapshot: await directory.put('full.snapshot', await snapshot), force: true };
    const whole = await faulty({});
    await restore(whole, options);
    const done = whole.log().findIndex((line) => line.includes('.restored.json'));
    expect(done).toBeGreaterThan(50);
    const on = ['open', 'write', 'truncate', 'sync', 'mkdir', 'rename', 'syncDir'] as const;
    const isAnyOf = new RegExp(`^(?:${on.join('|')}) `);
    const counted = whole
      .log()
      .slice(0, done)
      .filter((line) => isAnyOf.test(line));
    for (const nth of steps([...counted, whole.log()[done] as string])) {
      if (nth > counted.length) continue;
      const code = nth % 2 === 0 ? 'ENOSPC' : 'EIO';
      const vfs = await faulty({ rules: [{ on, nth, fault: { kind: 'error', code } }] });
      const failure = await restore(vfs, options).then(
        () => undefined,
        (error: unknown) => error as { name: string; code: string },
      );
      expect(failure?.name, `step ${nth}: ${vfs.log().at(-1)}`).toBe('EngineError');
      if (code === 'ENOSPC') expect(failure?.code).toBe('insufficient_storage');
      expect(vfs.openHandles()).toEqual([]);
      expect(await leftovers(vfs), `step ${nth}`).toEqual([]);
      expect(await state(vfs), `step ${nth}`).toBe(before);
      await restore(vfs, options);
      expect(await state(vfs)).toBe(after);
    }
  });

  it('of 200 collections keeps few files open and gives all of them', async () => {
    await using directory = await scratch();
    const names = Array.from({ length: 200 }, (_, at) => `small-${at}`);
    const one = await ownSnapshot((engine) => fillCollection(engine, 'small', 3), 'small');
    const aliases = { 'alias-of-the-last': 'small-199' };
    const path = await directory.put('many.snapshot', await fullArchive(Object.fromEntries(names.map((name) => [name, one])), aliases));
    const vfs = faultVfs(memoryVfs());
    let most = 0;
    await restore(vfs, { storageSnapshot: path, onProgress: () => void (most = Math.max(most, vfs.openHandles().length)) });
    expect(most).toBeLessThan(20);
    expect(vfs.openHandles()).toEqual([]);
    const engine = await openEngine(engineOptions(vfs));
    expect(engine.listCollections()).toEqual([...names].sort());
    for (const name of names) expect(await contentOf(engine, name)).toBe('3 of small');
    expect(await contentOf(engine, 'alias-of-the-last')).toBe('3 of small');
    await engine.close();
  });
});

const twoAlone = ownSnapshot((engine) => fillCollection(engine, 'two', 5, 'new'), 'two');
