/** What every call takes besides its own arguments. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Time for the whole call, retries included; the client's `timeoutMs` when absent. 0: no limit. */
  readonly timeoutMs?: number;
  /** Attempts after the first, and how they are spaced; `false`: none. */
  readonly retry?: RetryOptions | false;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `x-request-id` and found again in errors. */
  readonly requestId?: string;
}

export interface RetryOptions {
  /** Further attempts after the first; default 3. */
  readonly attempts?: number;
  /** Wait before the first further attempt, doubled each time, with jitter; default 100 ms. */
  readonly baseMs?: number;
  /** Longest wait of ours; a server's `Retry-After` is honoured in full. Default 5,000 ms. */
  readonly maxMs?: number;
}
