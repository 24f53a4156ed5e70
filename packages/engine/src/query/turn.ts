import { performance } from 'node:perf_hooks';

/** How long all reads together hold the event loop at a time. */
const turnMs = 5;

// One turn for the whole process: with a turn per read, ten reads that arrive together would hold the loop ten times as long.
let end: number | undefined;
let scheduled = false;
const waiting: (() => void)[] = [];

/** Whether the reads of this turn of the event loop have used up their time; the first to ask begins it. */
export function isTurnOver(): boolean {
  const now = performance.now();
  if (end !== undefined) return now >= end;
  end = now + turnMs;
  schedule();
  return false;
}

/** Resolves when it is the caller's turn: first come, first served, one a round of the event loop. */
export async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    schedule();
  });
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  setImmediate(begin);
}

function begin(): void {
  scheduled = false;
  end = undefined;
  waiting.shift()?.();
  if (waiting.length > 0) schedule();
}
