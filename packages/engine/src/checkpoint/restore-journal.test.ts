import { type FaultOptions, faultVfs } from '@sextant/testkit';
import { joinPath, makeDirectory, memoryVfs, readTextIfPresent, type Vfs, writeFileAtomic } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { finishRestore, forgetRestore, type RestoreJournal, restoredRequest, runRestore } from './restore-journal.ts';

// Two collections are replaced, one is new, one stays; an alias moves. A collection is a directory with one file here.

const storagePath = '/s';
const journal: RestoreJournal = {
  request: 'all of it',
  collections: ['a', 'b', 'new'].map((name, at) => ({ name, staged: `sextant-restore-x/${at}`, replaced: `sextant-replaced-${name}` })),
  aliases: { alias: 'new' },
};
const before = 'a=old b=old other=old alias=a';
const after = 'a=fresh b=fresh new=fresh other=old alias=new';

async function storage(): Promise<Vfs> {
  const vfs = memoryVfs();
  const put = async (directory: string, text: string): Promise<void> => {
    await makeDirectory(vfs, directory);
    await writeFileAtomic(vfs, joinPath(directory, 'content'), text);
  };
  for (const name of ['a', 'b', 'other']) await put(`/s/collections/${name}`, 'old');
  for (const at of [0, 1, 2]) await put(`/s/tmp/sextant-restore-x/${at}`, 'fresh');
  await makeDirectory(vfs, '/s/aliases');
  await writeFileAtomic(vfs, '/s/aliases/data.json', '{"alias":"a"}');
  return vfs;
}

async function state(vfs: Vfs): Promise<string> {
  const names = (await vfs.readdir('/s/collections')).map(({ name }) => name).sort();
  const contents = await Promise.all(
    names.map(async (name) => `${name}=${await readTextIfPresent(vfs, `/s/collections/${name}/content`)}`),
  );
  const aliases = JSON.parse((await readTextIfPresent(vfs, '/s/aliases/data.json')) ?? '{}') as Record<string, string>;
  return [...contents, ...Object.entries(aliases).map((alias) => alias.join('='))].join(' ');
}

async function faulty(options: FaultOptions) {
  const vfs = faultVfs(await storage(), options);
  await vfs.adopt('/');
  const failure = await runRestore({ vfs, storagePath }, journal).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { vfs, failure };
}

describe('a restore', () => {
  it('moves everything in and leaves a note of it until it is forgotten', async () => {
    const vfs = await storage();
    await runRestore({ vfs, storagePath }, journal);
    expect(await state(vfs)).toBe(after);
    expect(await finishRestore({ vfs, storagePath })).toBeUndefined();
    expect(await restoredRequest({ vfs, storagePath })).toBe('all of it');
    await forgetRestore({ vfs, storagePath });
    await forgetRestore({ vfs, storagePath });
    expect(await restoredRequest({ vfs, storagePath })).toBeUndefined();
  });

  it('refuses a journal that is none, by name', async () => {
    const vfs = await storage();
    await writeFileAtomic(vfs, '/s/tmp/restore.json', '{"collections":[{"name":1}]}');
    await expect(finishRestore({ vfs, storagePath })).rejects.toThrow('/s/tmp/restore.json');
  });

  const losses = ['none', 'unsynced', { seed: 7 }, { seed: 8 }] as const;
  it.each(losses)('killed at any step (loss %j) is all there after the next start, or nothing of it', async (loss) => {
    const { vfs: whole } = await faulty({});
    const seen = new Set<string>();
    for (let step = 1; step <= whole.steps(); step++) {
      for (const tornWrites of [false, true]) {
        const { vfs } = await faulty({ crashAtStep: step, tornWrites });
        const next = await vfs.afterCrash(loss);
        await finishRestore({ vfs: next, storagePath });
        const found = await state(next);
        expect([before, after], `step ${step}, ${vfs.log().at(-1)}`).toContain(found);
        expect(await restoredRequest({ vfs: next, storagePath })).toBe(found === after ? 'all of it' : undefined);
        expect(await readTextIfPresent(next, '/s/tmp/restore.json')).toBeUndefined();
        seen.add(found);
      }
    }
    expect([...seen].sort()).toEqual([after, before].sort());
  });

  it('killed again while the start carries on comes to the same end', async () => {
    const { vfs: whole } = await faulty({});
    const atRename = whole.log().findIndex((line) => line.startsWith('rename') && line.includes('/s/collections/b')) + 1;
    expect(atRename).toBeGreaterThan(0);
    for (let step = 1; step <= 30; step++) {
      const { vfs } = await faulty({ crashAtStep: atRename });
      const second = faultVfs(await vfs.afterCrash('unsynced'), { crashAtStep: step });
      await second.adopt('/');
      await finishRestore({ vfs: second, storagePath }).catch(() => undefined);
      const third = await second.afterCrash('unsynced');
      await finishRestore({ vfs: third, storagePath });
      expect(await state(third)).toBe(after);
    }
  });

  it('that fails at any step is taken back, and a later start changes nothing', async () => {
    const { vfs: whole } = await faulty({});
    const moved = whole.log().findIndex((line) => line.includes('restored.json'));
    for (let nth = 1; nth < moved; nth++) {
      const on = ['open', 'write', 'sync', 'mkdir', 'rename', 'rm', 'unlink', 'syncDir', 'truncate'] as const;
      const { vfs, failure } = await faulty({ rules: [{ on, nth, fault: { kind: 'error', code: 'EIO' } }] });
      expect(failure, `step ${nth}`).toMatchObject({ code: 'EIO' });
      expect(await state(vfs), `step ${nth}, ${vfs.log()[nth - 1]}`).toBe(before);
      expect(await finishRestore({ vfs, storagePath })).toBeUndefined();
      expect(await state(vfs)).toBe(before);
      for (const at of [0, 1, 2]) expect(await readTextIfPresent(vfs, `/s/tmp/sextant-restore-x/${at}/content`)).toBe('fresh');
    }
  });
});
