import { memoryVfs, type Vfs, writeFileAtomic } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { type FaultVfs, faultVfs, simulatedCrashCode } from './fault-vfs.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const readText = async (vfs: Vfs, path: string): Promise<string | undefined> => {
  try {
    return new TextDecoder().decode(await vfs.readFile(path));
  } catch {
    return undefined;
  }
};

async function filled(): Promise<Vfs> {
  const vfs = memoryVfs();
  await vfs.mkdir('/d');
  await writeFileAtomic(vfs, '/d/f', 'old');
  return vfs;
}

async function wrapped(options: Parameters<typeof faultVfs>[1] = {}): Promise<FaultVfs> {
  const faults = faultVfs(await filled(), options);
  await faults.adopt('/d');
  return faults;
}

describe('faultVfs', () => {
  it('fails the nth write with ENOSPC, once or for good', async () => {
    const faults = await wrapped({ rules: [{ on: 'write', nth: 2, fault: { kind: 'error', code: 'ENOSPC' } }] });
    const file = await faults.open('/d/f', 'r+');
    await file.write(bytes('a'), 0);
    await expect(file.write(bytes('b'), 1)).rejects.toMatchObject({ code: 'ENOSPC' });
    await file.write(bytes('c'), 2);
    await file.close();
    expect(await readText(faults, '/d/f')).toBe('alc');
    faults.addRule({ on: ['write', 'sync'], path: /f$/, forever: true, fault: { kind: 'error', code: 'EIO' } });
    await expect(writeFileAtomic(faults, '/d/g-f', 'x')).resolves.toBeUndefined();
    const again = await faults.open('/d/f', 'r+');
    await expect(again.sync()).rejects.toMatchObject({ code: 'EIO' });
    await expect(again.write(bytes('x'), 0)).rejects.toMatchObject({ code: 'EIO' });
    await again.close();
  });

  it('writes a part and then fails', async () => {
    const faults = await wrapped({ rules: [{ on: 'write', fault: { kind: 'short', sizeBytes: 2, code: 'ENOSPC' } }] });
    const file = await faults.open('/d/f', 'r+');
    await expect(file.write(bytes('NEW'), 0)).rejects.toMatchObject({ code: 'ENOSPC' });
    await file.close();
    expect(await readText(faults, '/d/f')).toBe('NEd');
  });

  it('fails reads', async () => {
    const faults = await wrapped({ rules: [{ on: 'read', fault: { kind: 'error', code: 'EIO' } }] });
    await expect(faults.readFile('/d/f')).rejects.toMatchObject({ code: 'EIO' });
    expect(await readText(faults, '/d/f')).toBe('old');
  });

  it('tells of handles left open, and of closed ones no more', async () => {
    const faults = await wrapped();
    const file = await faults.open('/d/f', 'r');
    expect(faults.openHandles()).toEqual(['/d/f']);
    faults.crash();
    await expect(file.close()).rejects.toMatchObject({ code: simulatedCrashCode });
    expect(faults.openHandles()).toEqual([]);
  });

  it('fails at random, the same way for the same seed', async () => {
    const run = async (seed: number): Promise<string> => {
      const faults = await wrapped({ random: { seed, probability: 0.3 } });
      let outcome = '';
      for (let index = 0; index < 40; index++) {
        outcome += await faults.mkdir(`/d/${index}`).then(
          () => '.',
          () => 'x',
        );
      }
      return outcome;
    };
    expect(await run(1)).toBe(await run(1));
    expect(await run(1)).not.toBe(await run(2));
    expect(await run(1)).toMatch(/x/);
  });

  it('lets a replaced file be old or new, whole, at every step and with every loss', async () => {
    const seen = new Set<string | undefined>();
    for (let step = 1; ; step++) {
      let finished = false;
      for (const loss of ['none', 'unsynced', { seed: step }, { seed: step + 1000 }] as const) {
        const faults = await wrapped({ crashAtStep: step, tornWrites: true });
        finished = await writeFileAtomic(faults, '/d/f', 'new').then(
          () => true,
          () => false,
        );
        expect(faults.openHandles()).toEqual([]);
        const content = await readText(await faults.afterCrash(loss), '/d/f');
        expect(content).toBe(finished ? 'new' : content === 'new' ? 'new' : 'old');
        seen.add(content);
        if (!finished) await expect(faults.stat('/d')).rejects.toMatchObject({ code: simulatedCrashCode });
      }
      if (finished) break;
    }
    expect(seen).toEqual(new Set(['old', 'new']));
  });

  it('catches a forgotten sync: of the file, and of the directory', async () => {
    const faults = await wrapped();
    const file = await faults.open('/d/f', 'r+');
    await file.write(bytes('NEW'), 0);
    await file.close();
    const created = await faults.open('/d/g', 'wx+');
    await created.write(bytes('g'), 0);
    await created.sync();
    await created.close();
    faults.crash();
    const image = await faults.afterCrash('unsynced');
    expect(await readText(image, '/d/f')).toBe('old');
    expect(await readText(image, '/d/g')).toBeUndefined();
  });

  it('leaves a half-removed tree when the crash falls inside a removal', async () => {
    const faults = await wrapped();
    await faults.mkdir('/d/a/b', { recursive: true });
    await writeFileAtomic(faults, '/d/a/x', 'x');
    await writeFileAtomic(faults, '/d/a/b/y', 'y');
    const before = faults.steps();
    faults.addRule({ on: 'rm', nth: 3, fault: { kind: 'crash' } });
    await expect(faults.rm('/d/a', { recursive: true })).rejects.toMatchObject({ code: simulatedCrashCode });
    expect(faults.log().slice(before)).toHaveLength(3);
    const left = await faults.afterCrash('none');
    expect((await left.readdir('/d')).map((entry) => entry.name).sort()).toEqual(['a', 'f']);
  });
});
