const sliceMs = 8;
/** Asking the clock costs more than most steps. */
const callsPerLook = 16;

/** Lets other work of the process in when enough time has gone by since it last did: `if (slice.isDue()) await slice.rest();` */
export interface TimeSlice {
  isDue(): boolean;
  rest(): Promise<void>;
}

export function createTimeSlice(): TimeSlice {
  let start = performance.now();
  let calls = 0;
  return {
    isDue: () => (++calls & (callsPerLook - 1)) === 0 && performance.now() - start > sliceMs,
    async rest() {
      await new Promise<void>((resolve) => setImmediate(resolve));
      start = performance.now();
    },
  };
}
