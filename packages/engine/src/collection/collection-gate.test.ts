import { describe, expect, it } from 'vitest';
import { collectionGate } from './collection-gate.ts';

describe('collectionGate', () => {
  it('waits for uses inside, holds new ones back, and lets them see the new state', async () => {
    const gate = collectionGate('old');
    const first = Promise.withResolvers<void>();
    const inside = gate.use(async (state) => {
      await first.promise;
      return state;
    });
    let isShut = false;
    const shutting = gate.shut(60_000).then(() => {
      isShut = true;
    });
    const held = gate.use((state) => Promise.resolve(state));
    await Promise.resolve();
    expect(isShut).toBe(false);
    first.resolve();
    await shutting;
    expect(await inside).toBe('old');
    gate.open('new');
    expect(await held).toBe('new');
  });

  it('fails held and later uses once the state is gone', async () => {
    const gate = collectionGate('old');
    await gate.shut(60_000);
    const held = gate.use((state) => Promise.resolve(state));
    gate.fail(() => new Error('gone'));
    await expect(held).rejects.toThrow('gone');
    expect(() => gate.current()).toThrow('gone');
  });
});
