// Everything in the process shares one thread, and the collector's and the disk's threads share the cores with it. A snapshot that is packed, taken in
// or loaded as fast as it can makes every query that meets it wait; it takes seconds anyway, a query milliseconds. So while queries are under way such
// work rests eight times as long as it works, all of it at the same time.

/** A rest, after about a millisecond of work. */
const restMs = 8;
/** Queries that follow one another are not under way all the time. */
const lingerMs = 20;
/** What a transfer moves at a time while queries are under way: about a millisecond of work. */
export const pieceBytes = 262_144;
const mostPieces = 4;

let queriesUnderWay = 0;
let lastQueryMs = Number.NEGATIVE_INFINITY;
let resting: Promise<void> | undefined;

/** Tells that a query, or any other read of points, has begun; the answered function, that it has ended. */
export function beginQuery(): () => void {
  queriesUnderWay++;
  return () => {
    queriesUnderWay--;
    lastQueryMs = performance.now();
  };
}

/** Whether queries are under way, or were just now. */
export function isQuerying(): boolean {
  return queriesUnderWay > 0 || performance.now() - lastQueryMs < lingerMs;
}

/** Between two steps of long work: lets the event loop run and, while queries are under way, leaves them most of the time. */
export async function giveWay(): Promise<void> {
  if (isQuerying()) await rest(restMs);
  else await new Promise((resolve) => void setImmediate(resolve));
}

/** Between two pieces of a transfer, the last of which had so many bytes: a rest while queries are under way, else nothing. */
export async function giveWayAfter(bytes: number): Promise<void> {
  if (isQuerying()) await rest(restMs * Math.min(mostPieces, bytes / pieceBytes));
}

/** The same bytes, with rests on their way. */
export async function* givingWay(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let sinceRest = 0;
  for await (const chunk of source) {
    yield chunk;
    sinceRest += chunk.length;
    if (sinceRest < pieceBytes) continue;
    await giveWayAfter(sinceRest);
    sinceRest = 0;
  }
}

async function rest(ms: number): Promise<void> {
  resting ??= new Promise<void>((resolve) => void setTimeout(resolve, ms)).finally(() => (resting = undefined));
  await resting;
}
