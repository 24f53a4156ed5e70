// Everything in the process shares one thread, and the collector's and the disk's threads share the cores with it. A snapshot that is packed, taken in
// or loaded as fast as it can makes every query that meets it wait; it takes seconds anyway, a query milliseconds. So while queries are under way such
// work rests three times as long as it works. All of it together: what rests, rests at the same time.

/** A rest in relation to the work before it. */
const restPerWork = 3;
const leastRestMs = 2;
/** Work may have waited for a disk instead of working. */
const mostRestMs = 12;
/** Queries that follow one another are not under way all the time. */
const lingerMs = 5;
/** What a transfer moves at a time while queries are under way: about a millisecond of work. */
export const pieceBytes = 262_144;
const restPerPieceMs = 3;

let queriesUnderWay = 0;
let lastQueryMs = Number.NEGATIVE_INFINITY;
let resting: Promise<void> | undefined;
let lastRestMs = 0;

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
export async function giveWay(workedMs: number = performance.now() - lastRestMs): Promise<void> {
  if (isQuerying()) await rest(Math.max(leastRestMs, Math.min(mostRestMs, workedMs * restPerWork)));
  else await new Promise((resolve) => void setImmediate(resolve));
}

/** Between two pieces of a transfer, the last of which had so many bytes: a rest while queries are under way, else nothing. */
export async function giveWayAfter(bytes: number): Promise<void> {
  if (isQuerying()) await rest(Math.min(mostRestMs, (bytes / pieceBytes) * restPerPieceMs));
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
  resting ??= new Promise<void>((resolve) => void setTimeout(resolve, ms)).then(() => {
    resting = undefined;
    lastRestMs = performance.now();
  });
  await resting;
}
