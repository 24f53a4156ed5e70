/** Lets uses of a collection through while it stands, holds new ones back while it is replaced, and knows when the old ones are gone. */
export interface CollectionGate<T> {
  /** Waits while the gate is shut, then runs `use` with what stands behind it. Fails with the gate's error once that is gone. */
  use<R>(use: (state: T) => Promise<R>): Promise<R>;
  /** What stands behind the gate now, also while it is shut; throws when it is gone. */
  current(): T;
  /** Shuts the gate and waits for the uses inside to end, at most `timeoutMs`. */
  shut(timeoutMs: number): Promise<void>;
  /** Opens the gate with a new state, or the old one. */
  open(state: T): void;
  /** Opens the gate for good: every use fails with this error. */
  fail(error: () => Error): void;
}

export function collectionGate<T>(initial: T | (() => Error)): CollectionGate<T> {
  let state = typeof initial === 'function' ? undefined : initial;
  let failure = typeof initial === 'function' ? (initial as () => Error) : undefined;
  let inside = 0;
  let closed: { promise: Promise<void>; resolve: () => void } | undefined;
  let emptied: (() => void) | undefined;

  function current(): T {
    if (failure !== undefined) throw failure();
    return state as T;
  }
  function reopen(): void {
    closed?.resolve();
    closed = undefined;
  }

  return {
    current,
    async use(use) {
      // oxlint-disable-next-line no-unmodified-loop-condition -- `shut` and `reopen` change it during the await
      while (closed !== undefined) await closed.promise;
      const mine = current();
      inside += 1;
      try {
        return await use(mine);
      } finally {
        inside -= 1;
        if (inside === 0) emptied?.();
      }
    },
    async shut(timeoutMs) {
      closed ??= Promise.withResolvers<void>();
      if (inside === 0) return;
      const empty = Promise.withResolvers<void>();
      emptied = empty.resolve;
      const timer = setTimeout(empty.resolve, timeoutMs);
      await empty.promise;
      clearTimeout(timer);
      emptied = undefined;
    },
    open(next) {
      state = next;
      failure = undefined;
      reopen();
    },
    fail(error) {
      failure = error;
      reopen();
    },
  };
}
