import type { EngineEvent } from '@sextant/engine';
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

  it('tells the start, how far work is, and how it ended', async () => {
    const told: EngineEvent[] = [];
    const reported = Promise.withResolvers<void>();
    const tasks = snapshotTasks({ ...defaultSnapshotLimits, progressLogMs: 1 }, (event) => {
      told.push(event);
      if (event.message === 'Snapshot work goes on') reported.resolve();
    });
    await tasks.run('create', scope('a'), undefined, async (task) => {
      task.phase('packing', 10);
      task.progress(7);
      await reported.promise;
    });
    const bytes = { collection: 'a', work: 'create', phase: 'packing', doneBytes: 7, totalBytes: 10, durationMs: expect.any(Number) };
    expect(told[0]).toMatchObject({ level: 'info', message: 'Snapshot work started', fields: { collection: 'a', work: 'create' } });
    expect(told[1]).toMatchObject({ level: 'info', message: 'Snapshot work goes on', fields: bytes });
    expect(told.at(-1)).toMatchObject({ level: 'info', message: 'Snapshot work ended', fields: bytes });
    told.length = 0;
    const failure = new Error('no');
    await expect(tasks.run('recover', scope('a'), undefined, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(told.at(-1)).toMatchObject({ level: 'warn', message: 'Snapshot work failed', error: failure });
  });

  it('stops what takes too long, from its turn on', async () => {
    const tasks = snapshotTasks({ ...defaultSnapshotLimits, maxDurationMs: 5 });
    const untilStopped = tasks.run('recover', scope('a'), undefined, async ({ signal, progress }) => {
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve());
      });
      progress(1);
    });
    const waiting = tasks.run('recover', scope('a'), undefined, () => Promise.resolve('done'));
    await expect(untilStopped).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('max_duration_sec') });
    expect(await waiting).toBe('done');
    await tasks.close();
  });

  it('lets so many wait and refuses the next', async () => {
    const tasks = snapshotTasks({ ...defaultSnapshotLimits, maxCreations: 1, maxWaiting: 1 });
    const gate = Promise.withResolvers<void>();
    const running = [scope('a'), scope('b')].map((one) => tasks.run('create', one, undefined, () => gate.promise));
    await new Promise(setImmediate);
    await expect(tasks.run('create', scope('c'), undefined, () => gate.promise)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await tasks.run('stream', { kind: 'shard', collection: 'a', shardId: 0 }, undefined, () => Promise.resolve(1))).toBe(1);
    gate.resolve();
    await Promise.all(running);
    expect(await tasks.run('create', scope('c'), undefined, () => Promise.resolve(1))).toBe(1);
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
