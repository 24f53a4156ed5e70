/** Near to what all reads together take at a time: neither they nor writes starve. */
const sliceMs = 4;
/** Asking the clock costs more than most steps. A power of two. */
const callsPerLook = 16;

/** Lets other work of the process in when enough time has gone by since it last did: `if (slice.isDue()) await slice.rest();` */
export interface TimeSlice {
  isDue(): boolean;
  rest(): Promise<void>;
}

/** With `long` steps, each of which may take milliseconds, the clock is asked every time. */
export function createTimeSlice(steps: 'short' | 'long' = 'short'): TimeSlice {
  const mask = steps === 'long' ? 0 : callsPerLook - 1;
  let start = performance.now();
  let calls = 0;
  return {
    isDue: () => (++calls & mask) === 0 && performance.now() - start > sliceMs,
    async rest() {
      await new Promise<void>((resolve) => setImmediate(resolve));
      start = performance.now();
    },
  };
}
