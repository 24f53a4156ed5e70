import { shownSource, shownUrl } from './shown-url.ts';
import { UsageError } from './usage-error.ts';

export interface FetchedArchive {
  /** What the server announced; undefined when it did not. */
  readonly sizeBytes: number | undefined;
  readonly stream: AsyncIterable<Uint8Array>;
}

export interface FetchLimits {
  /** How long a server may send nothing while it is waited for. */
  readonly idleTimeoutMs: number;
}

/** As patient as with S3. */
const defaultLimits: FetchLimits = { idleTimeoutMs: 60_000 };
const maxRedirects = 10;
const shownAnswerCharacters = 300;

/** Starts to fetch an archive over http(s). The key goes to the host that was asked, not to one it redirects to. */
export async function fetchArchive(
  start: URL,
  apiKey: string | undefined,
  signal: AbortSignal,
  limits: FetchLimits = defaultLimits,
): Promise<FetchedArchive> {
  let url = start;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const patience = createPatience(signal, limits);
    const headers = new Headers({ 'accept-encoding': 'identity' });
    if (apiKey !== undefined && url.origin === start.origin) headers.set('api-key', apiKey);
    const response = await patience
      .wait(() => fetch(url, { headers, redirect: 'manual', signal: patience.signal }))
      .catch((error: unknown) => {
        signal.throwIfAborted();
        if (patience.isOver())
          throw new Error(`${shownUrl(url)} sent nothing for ${seconds(limits)}; trying again may help`, { cause: error });
        throw new Error(`${shownUrl(url)} cannot be reached: ${reasonOf(error)}`, { cause: error });
      });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      url = redirected(start, location, url);
      continue;
    }
    if (!response.ok) {
      const answer = await firstWords(response, patience);
      throw new Error(`${shownUrl(url)} answers ${response.status} ${response.statusText}: ${answer}`);
    }
    const length = response.headers.get('content-length');
    const sizeBytes = length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
    return { sizeBytes, stream: readBody(url, response, { sizeBytes, signal, patience, limits }) };
  }
  throw new Error(`${shownUrl(start)} redirects more than ${maxRedirects} times`);
}

function redirected(start: URL, location: string, from: URL): URL {
  const refused = (where: string): Error => new Error(`${shownUrl(start)} redirects to ${where}`);
  if (!URL.canParse(location, from)) throw refused(`${shownSource(location)}, which is no URL`);
  const url = new URL(location, from);
  if (!/^https?:$/.test(url.protocol)) throw refused(`${url.protocol}, which is not followed`);
  if (url.username !== '' || url.password !== '') throw refused(`${shownUrl(url)} with a user name or password, which is not followed`);
  return url;
}

/** The beginning of a refusal, or as much of it as comes. */
async function firstWords({ body }: Response, patience: Patience): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let text = '';
  try {
    while (reader && text.length < shownAnswerCharacters) {
      const { done, value } = await patience.wait(() => reader.read());
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // The refusal matters, not how the sender got stuck in explaining it.
  }
  await reader?.cancel().catch(() => undefined);
  return text.slice(0, shownAnswerCharacters);
}

interface Body {
  readonly sizeBytes: number | undefined;
  readonly signal: AbortSignal;
  readonly patience: Patience;
  readonly limits: FetchLimits;
}

async function* readBody(
  url: URL,
  { body }: Response,
  { sizeBytes, signal, patience, limits }: Body,
): AsyncGenerator<Uint8Array, void, void> {
  if (!body) return;
  const reader = body.getReader();
  let received = 0;
  try {
    for (;;) {
      const { done, value } = await patience.wait(() => reader.read());
      if (done) return;
      received += value.length;
      yield value;
    }
  } catch (error) {
    signal.throwIfAborted();
    const extent = `after ${received}${sizeBytes === undefined ? '' : ` of ${sizeBytes}`} bytes`;
    const what = patience.isOver() ? `sent nothing for ${seconds(limits)} ${extent}` : `was cut off ${extent} (${reasonOf(error)})`;
    throw new Error(`${shownUrl(url)} ${what}; trying again may help`, { cause: error });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Ends a connection on which nothing comes for too long; the time in which nobody reads does not count. */
interface Patience {
  readonly signal: AbortSignal;
  wait<T>(next: () => Promise<T>): Promise<T>;
  isOver(): boolean;
}

function createPatience(interrupt: AbortSignal, limits: FetchLimits): Patience {
  const silence = new AbortController();
  return {
    signal: AbortSignal.any([interrupt, silence.signal]),
    async wait(next) {
      const timer = setTimeout(() => silence.abort(), limits.idleTimeoutMs);
      try {
        return await next();
      } finally {
        clearTimeout(timer);
      }
    },
    isOver: () => silence.signal.aborted,
  };
}

function seconds({ idleTimeoutMs }: FetchLimits): string {
  return `${idleTimeoutMs / 1000} s`;
}

/** What the system said below what `fetch` says; of several addresses, the first. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message : String(first);
}

/** The URL that a source is, undefined for a path. */
export function asUrl(source: string): URL | undefined {
  if (!/^https?:\/\//i.test(source)) return undefined;
  if (!URL.canParse(source)) throw new UsageError(`${shownSource(source)} is no URL`);
  const url = new URL(source);
  if (url.username !== '' || url.password !== '')
    throw new UsageError(`${shownUrl(url)}: a user name or password in the URL is not used; give a key with --api-key or QDRANT_API_KEY`);
  return url;
}
