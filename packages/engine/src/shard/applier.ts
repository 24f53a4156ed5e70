import type { WalOperation } from '@sextant/snapshot';
import { createTimeSlice } from '@sextant/vfs';

/** Applies operations one after another in the order of their numbers, whatever order they are handed in. */
export interface Applier {
  /** Number of the last operation applied. */
  readonly applied: number;
  /** Handed in and not yet applied. */
  readonly queueLength: number;
  /** Resolves when the operation is applied; rejects with the error it deserved. */
  submit(number: number, operation: WalOperation): Promise<void>;
  /** Resolves when everything up to this number is applied. */
  reached(number: number): Promise<void>;
  /** Runs `action` at a moment when no operation is half applied. */
  between<T>(action: () => T): Promise<T>;
}

interface Task {
  readonly operation: WalOperation;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** `next` is the number of the first operation to come. */
export function createApplier(next: number, apply: (operation: WalOperation, number: number) => Promise<void>): Applier {
  let applied = next - 1;
  let isRunning = false;
  let isBusy = false;
  const tasks = new Map<number, Task>();
  const waiting: { readonly number: number; readonly resolve: () => void }[] = [];
  const actions: (() => void)[] = [];

  function settle(): void {
    for (let i = waiting.length - 1; i >= 0; i--) {
      const waiter = waiting[i] as (typeof waiting)[0];
      if (waiter.number > applied) continue;
      waiting.splice(i, 1);
      waiter.resolve();
    }
  }

  async function applyOne(task: Task): Promise<void> {
    isBusy = true;
    let failure: { readonly error: unknown } | undefined;
    try {
      await apply(task.operation, applied + 1);
    } catch (error) {
      failure = { error };
    }
    isBusy = false;
    applied++;
    if (failure) task.reject(failure.error);
    else task.resolve();
    for (const action of actions.splice(0)) action();
    if (waiting.length > 0) settle();
  }

  async function run(): Promise<void> {
    const slice = createTimeSlice('long');
    for (;;) {
      const task = tasks.get(applied + 1);
      if (!task) break;
      tasks.delete(applied + 1);
      await applyOne(task);
      if (slice.isDue()) await slice.rest();
    }
    isRunning = false;
  }

  return {
    get applied() {
      return applied;
    },
    get queueLength() {
      return tasks.size + (isBusy ? 1 : 0);
    },
    submit(number, operation) {
      const done = new Promise<void>((resolve, reject) => tasks.set(number, { operation, resolve, reject }));
      if (!isRunning) {
        isRunning = true;
        void run();
      }
      return done;
    },
    reached(number) {
      if (applied >= number) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ number, resolve }));
    },
    between<T>(action: () => T): Promise<T> {
      if (!isBusy) return Promise.resolve().then(() => (isBusy ? this.between(action) : action()));
      return new Promise<T>((resolve, reject) => {
        actions.push(() => {
          try {
            resolve(action());
          } catch (error) {
            reject(error as Error);
          }
        });
      });
    },
  };
}
