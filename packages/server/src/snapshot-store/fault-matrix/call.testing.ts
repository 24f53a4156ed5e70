/** What came of a request. `broken`: the connection ended before the answer did, so nobody can tell whether it was carried out. */
export type Outcome =
  | { readonly kind: 'done'; readonly status: number; readonly bytes: Buffer }
  | { readonly kind: 'refused'; readonly status: number; readonly error: string }
  | { readonly kind: 'broken'; readonly error: string };

export interface CallOptions {
  readonly body?: object;
  readonly signal?: AbortSignal;
}

/** One request, never repeated. */
export async function call(url: string, method: string, path: string, { body, signal }: CallOptions = {}): Promise<Outcome> {
  const content = body === undefined ? {} : body instanceof FormData ? { body } : json(body);
  try {
    const answer = await fetch(url + path, { method, ...content, ...(signal === undefined ? {} : { signal }) });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status < 400) return { kind: 'done', status: answer.status, bytes };
    return { kind: 'refused', status: answer.status, error: bytes.toString() };
  } catch (error) {
    const { message, cause } = error as Error;
    return { kind: 'broken', error: cause instanceof Error ? `${message}: ${cause.message}` : message };
  }
}

function json(body: object): { body: string; headers: Record<string, string> } {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

/** The `result` of a request that must succeed. */
export async function ask<T>(url: string, method: string, path: string, body?: object): Promise<T> {
  const outcome = await call(url, method, path, body === undefined ? {} : { body });
  if (outcome.kind !== 'done') throw new Error(`${method} ${path}: ${JSON.stringify(outcome)}`);
  return (JSON.parse(outcome.bytes.toString()) as { result: T }).result;
}
