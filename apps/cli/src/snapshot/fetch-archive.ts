import { shownSource, shownUrl } from './shown-url.ts';
import { UsageError } from './usage-error.ts';

export interface FetchedArchive {
  /** What the server announced; undefined when it did not. */
  readonly sizeBytes: number | undefined;
  readonly stream: AsyncIterable<Uint8Array>;
}

const maxRedirects = 10;
const shownAnswerCharacters = 300;

/** Starts to fetch an archive over http(s). The key goes to the host that was asked, not to one it redirects to. */
export async function fetchArchive(start: URL, apiKey: string | undefined, signal: AbortSignal): Promise<FetchedArchive> {
  let url = start;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const headers = new Headers({ 'accept-encoding': 'identity' });
    if (apiKey !== undefined && url.origin === start.origin) headers.set('api-key', apiKey);
    const response = await fetch(url, { headers, redirect: 'manual', signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new Error(`${shownUrl(url)} cannot be reached: ${reason}`, { cause: error });
    });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      url = new URL(location, url);
      if (!/^https?:$/.test(url.protocol)) throw new Error(`${shownUrl(start)} redirects to ${url.protocol}, which is not followed`);
      continue;
    }
    if (!response.ok) {
      const answer = (await response.text()).slice(0, shownAnswerCharacters);
      throw new Error(`${shownUrl(url)} answers ${response.status} ${response.statusText}: ${answer}`);
    }
    const length = response.headers.get('content-length');
    return {
      sizeBytes: length !== null && /^\d+$/.test(length) ? Number(length) : undefined,
      stream: (response.body ?? []) as AsyncIterable<Uint8Array>,
    };
  }
  throw new Error(`${shownUrl(start)} redirects more than ${maxRedirects} times`);
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
