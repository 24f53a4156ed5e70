import { giveWay, isQuerying } from './give-way.ts';

/** Near to what all queries together take at a time: neither they nor writes starve. */
const sliceMs = 4;
/** While queries are under way: what one of them waits for when it comes at the wrong moment. */
const shortSliceMs = 1;
/** Asking the clock costs more than most steps. A power of two. */
const callsPerLook = 16;

/** Lets other work of the process in when enough time has gone by since it last did: `if (slice.isDue()) await slice.rest();` */
export interface TimeSlice {
  isDue(): boolean;
  rest(): Promise<void>;
}

/** For work that somebody waits for. With `long` steps, each of which may take milliseconds, the clock is asked every time. */
export function createTimeSlice(steps: 'short' | 'long' = 'short'): TimeSlice {
  return sliced(
    steps,
    () => sliceMs,
    () => new Promise((resolve) => void setImmediate(resolve)),
  );
}

/** For work that takes seconds anyway, such as loading a snapshot: gives way to queries. */
export function createBackgroundSlice(steps: 'short' | 'long' = 'short'): TimeSlice {
  return sliced(steps, () => (isQuerying() ? shortSliceMs : sliceMs), giveWay);
}

function sliced(steps: 'short' | 'long', lengthMs: () => number, rest: () => Promise<void>): TimeSlice {
  const mask = steps === 'long' ? 0 : callsPerLook - 1;
  let start = performance.now();
  let calls = 0;
  return {
    isDue: () => (++calls & mask) === 0 && performance.now() - start > lengthMs(),
    async rest() {
      await rest();
      start = performance.now();
    },
  };
}
