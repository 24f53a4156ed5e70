import type { RetryOptions } from './call-options.ts';
import { isQdrantError } from './error.ts';

const defaults = { attempts: 3, baseMs: 100, maxMs: 5_000 } as const;

export interface RetryContext {
  readonly options: RetryOptions | false | undefined;
  /** Whether the call may be sent twice without changing its meaning. Refusals by 429 and 503 are repeated in any case: nothing was done. */
  readonly idempotent: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Runs `attempt` until it succeeds, fails for good, or the attempts are used up; the last error is thrown as it came. */
export async function withRetry<T>(context: RetryContext, attempt: () => Promise<T>): Promise<T> {
  const { attempts, baseMs, maxMs } = context.options === false ? { ...defaults, attempts: 0 } : { ...defaults, ...context.options };
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (failures >= attempts || !mayRepeat(error, context.idempotent)) throw error;
      const backoffMs = Math.min(maxMs, baseMs * 2 ** failures) * (0.5 + Math.random() / 2);
      await pause(isQdrantError(error) ? (error.retryAfterMs ?? backoffMs) : backoffMs, context.signal);
    }
  }
}

function mayRepeat(error: unknown, idempotent: boolean): boolean {
  if (!isQdrantError(error) || !error.retryable) return false;
  return idempotent || error.status === 429 || error.status === 503 || error.grpcStatus === 8;
}

/** Resolves after `ms`; rejects with the signal's reason when it aborts first. Leaves neither timer nor listener behind. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
