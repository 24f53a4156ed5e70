import { performance } from 'node:perf_hooks';
import { EngineError } from '../../error.ts';

/** Tokens of a minute: spent by requests, refilled steadily, never more than a minute's worth. */
interface Bucket {
  tokens: number;
  checkedMs: number;
}

// By the configuration object a limit stands in: a change of the configuration makes a new one, and with it a full bucket.
const buckets = { read: new WeakMap<object, Bucket>(), write: new WeakMap<object, Bucket>() };

/** Takes `cost` tokens of `perMinute`. Fails with `rate_limited`, whose details say when to come again. */
export function takeTokens(kind: 'read' | 'write', owner: object, perMinute: number, cost: number): void {
  const now = performance.now();
  let bucket = buckets[kind].get(owner);
  if (bucket === undefined) {
    bucket = { tokens: perMinute, checkedMs: now };
    buckets[kind].set(owner, bucket);
  }
  const perMs = perMinute / 60_000;
  bucket.tokens = Math.min(perMinute, bucket.tokens + perMs * (now - bucket.checkedMs));
  bucket.checkedMs = now;
  if (bucket.tokens >= cost) {
    bucket.tokens -= cost;
    return;
  }
  const name = kind === 'read' ? 'Read' : 'Write';
  if (cost > perMinute) {
    throw new EngineError(
      'rate_limited',
      `${name} rate limit exceeded: request larger than rate limiter capacity, please try to split your request`,
    );
  }
  const retryAfterSec = Math.ceil((cost - bucket.tokens) / perMs / 1000);
  throw new EngineError(
    'rate_limited',
    `${name} rate limit exceeded: Operation requires ${cost} tokens but only ${bucket.tokens.toFixed(1)} were available. Retry after ${retryAfterSec}s`,
    { retryable: true, details: { retryAfterSec } },
  );
}
