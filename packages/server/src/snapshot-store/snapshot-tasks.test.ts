import { describe, expect, it } from 'vitest';
import { defaultSnapshotLimits } from './snapshot-limits.ts';
import { snapshotTasks } from './snapshot-tasks.ts';

const scope = (collection: string) => ({ kind: 'collection', collection }) as const;

describe('snapshotTasks', () => {
  it('runs those of one collection one after another, of different ones at once, and counts', async () => {
    const tasks = snapshotTasks({ ...defaultSnapshotLimits, maxCreations: 2, maxRecoveries: 1 });
    const gates = { a: Promise.withResolvers<void>(), b: Promise.withResolvers<void>() };
    const order: string[] = [];
    const work = (name: 'a' | 'b', label: string) =>
      tasks.run('create', scope(name), undefined, async (task) => {
        task.phase('packing', 10);
        order.push(label);
        await gates[name].promise;
      });
    const all = [work('a', 'a1'), work('a', 'a2'), work('b', 'b1')];
    await new Promise(setImmediate);
    expect(order).toEqual(['a1', 'b1']);
    expect(tasks.counters('a')).toEqual({ creationRunning: 1, recoveryRunning: 0, createdTotal: 0 });
    expect(tasks.list().map((task) => task.phase)).toEqual(['packing', 'waiting', 'packing']);
    gates.a.resolve();
    gates.b.resolve();
    await Promise.all(all);
    expect(order).toEqual(['a1', 'b1', 'a2']);
    expect(tasks.list()).toEqual([]);
  });

  it('lets one that waits give up, and stops all at the end', async () => {
    const tasks = snapshotTasks({ ...defaultSnapshotLimits, maxCreations: 1, maxRecoveries: 1 });
    const controller = new AbortController();
    const running = tasks.run('recover', scope('a'), undefined, async (task) => {
      await new Promise<void>((resolve) => {
        task.signal.addEventListener('abort', () => resolve());
      });
      task.progress(1);
    });
    const waiting = tasks.run('recover', scope('b'), controller.signal, () => Promise.resolve());
    await new Promise(setImmediate);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    const failed = expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await tasks.close();
    await failed;
    await expect(tasks.run('create', scope('c'), undefined, () => Promise.resolve())).rejects.toMatchObject({ code: 'shutting_down' });
  });
});
