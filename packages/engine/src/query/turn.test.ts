import { performance } from 'node:perf_hooks';
import { describe, expect, it, vi } from 'vitest';
import { isTurnOver, nextTurn } from './turn.ts';

describe('turns', () => {
  it('are one a round of the event loop, in order of asking', async () => {
    const order: string[] = [];
    const reads = ['a', 'b', 'c'].map(async (name) => {
      await nextTurn();
      order.push(name);
    });
    const rounds = (async () => {
      for (let i = 0; i < 3; i++) {
        await new Promise((resolve) => void setImmediate(resolve));
        order.push('round');
      }
    })();
    await Promise.all([...reads, rounds]);
    expect(order.filter((one) => one !== 'round')).toEqual(['a', 'b', 'c']);
    expect(order.indexOf('b')).toBeGreaterThan(order.indexOf('round'));
  });

  it('end after 5 ms for all reads of the round together', async () => {
    await nextTurn();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
    expect(isTurnOver()).toBe(false);
    clock.mockReturnValue(1004);
    expect(isTurnOver()).toBe(false);
    clock.mockReturnValue(1005);
    expect(isTurnOver()).toBe(true);
    await nextTurn();
    expect(isTurnOver()).toBe(false);
    clock.mockRestore();
  });
});
