// Everything in the process shares one thread, and the collector's and the disk's threads share the cores with it. A snapshot that is packed, taken in
// or loaded as fast as it can makes every query that meets it wait; it takes seconds anyway, a query milliseconds. So while reads are under way such
// work rests three times as long as it works. All of it together: what rests, rests at the same time.

/** A rest in relation to the work before it. */
const restPerWork = 3;
const leastRestMs = 2;
/** Work may have waited for a disk instead of working. */
const mostRestMs = 12;
/** Reads that follow one another are not under way all the time. */
const lingerMs = 20;
/** What a transfer moves at a time while reads are under way: about a millisecond of work. */
export const pieceBytes = 262_144;
const restPerPieceMs = 3;

let readsUnderWay = 0;
let lastReadMs = Number.NEGATIVE_INFINITY;
let resting: Promise<void> | undefined;
let restedMs = 0;

/** Tells that a read has begun; the answered function, that it has ended. */
export function beginRead(): () => void {
  readsUnderWay++;
  return () => {
    readsUnderWay--;
    lastReadMs = performance.now();
  };
}

/** Whether reads are under way, or were just now. */
export function isReading(): boolean {
  return readsUnderWay > 0 || performance.now() - lastReadMs < lingerMs;
}

/** Between two steps of long work: lets the event loop run and, while reads are under way, leaves them most of the time. */
export async function giveWay(workedMs: number = performance.now() - restedMs): Promise<void> {
  if (isReading()) await rest(Math.max(leastRestMs, Math.min(mostRestMs, workedMs * restPerWork)));
  else await new Promise((resolve) => void setImmediate(resolve));
}

/** Between two of the `bytes` long pieces of a transfer, as `giveWay`; does nothing while no reads are under way. */
export async function giveWayAfter(bytes: number): Promise<void> {
  if (isReading()) await rest(Math.min(mostRestMs, (bytes / pieceBytes) * restPerPieceMs));
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
    restedMs = performance.now();
  });
  await resting;
}
