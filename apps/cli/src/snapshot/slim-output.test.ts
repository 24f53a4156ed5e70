import { createHash } from 'node:crypto';
import { faultVfs } from '@sextant/testkit';
import { memoryVfs, readTextIfPresent, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { writeOutput } from './slim-output.ts';

const output = '/d/x.snapshot';
const signal = new AbortController().signal;

async function* archiveOf(text: string): AsyncGenerator<Uint8Array, void, void> {
  for (const character of text) yield Buffer.from(character);
}

/** An output and its checksum that are there already. */
async function withOld(): Promise<Vfs> {
  const vfs = memoryVfs();
  await vfs.mkdir('/d');
  await writeOutput(vfs, output, archiveOf('old'), signal);
  return vfs;
}

async function found(vfs: Vfs): Promise<{ file: string | undefined; checksum: string | undefined }> {
  return { file: await readTextIfPresent(vfs, output), checksum: await readTextIfPresent(vfs, `${output}.checksum`) };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('writeOutput', () => {
  it('replaces a file and its checksum', async () => {
    const vfs = await withOld();
    expect(await writeOutput(vfs, output, archiveOf('new'), signal)).toBe(sha256('new'));
    expect(await found(vfs)).toEqual({ file: 'new', checksum: sha256('new') });
    expect((await vfs.readdir('/d')).length).toBe(2);
  });

  it('never leaves a checksum beside a file that it is not of, wherever it is killed and whatever a power cut keeps', async () => {
    const unharmed = faultVfs(await withOld());
    await writeOutput(unharmed, output, archiveOf('new'), signal);
    const losses = ['none', 'unsynced', ...Array.from({ length: 8 }, (_, seed) => ({ seed }))] as const;
    for (let crashAtStep = 1; crashAtStep <= unharmed.steps(); crashAtStep++) {
      for (const loss of losses) {
        const vfs = faultVfs(await withOld(), { crashAtStep });
        await vfs.adopt('/d');
        await expect(writeOutput(vfs, output, archiveOf('new'), signal)).rejects.toThrow();
        const { file, checksum } = await found(await vfs.afterCrash(loss));
        const where = `${vfs.log().at(-1)}, ${JSON.stringify(loss)}`;
        expect(['old', 'new'], where).toContain(file);
        if (checksum !== undefined) expect(checksum, where).toBe(sha256(file ?? ''));
      }
    }
  });

  it('leaves what was there when the disk is full', async () => {
    const inner = await withOld();
    const steps = faultVfs(inner);
    await writeOutput(steps, output, archiveOf('old'), signal);
    const writes = steps.log().filter((line) => line.startsWith('write')).length;
    for (let nth = 1; nth <= writes; nth++) {
      const vfs = faultVfs(inner, { rules: [{ on: 'write', nth, fault: { kind: 'error', code: 'ENOSPC' } }] });
      await expect(writeOutput(vfs, output, archiveOf('new'), signal)).rejects.toThrow(/ENOSPC/);
      expect(await found(inner)).toEqual({ file: 'old', checksum: sha256('old') });
      expect((await inner.readdir('/d')).length).toBe(2);
      expect(vfs.openHandles()).toEqual([]);
    }
  });
});
