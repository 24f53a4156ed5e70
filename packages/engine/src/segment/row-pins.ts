/** Who reads a segment since when: decides which dead rows may be reused. Time is counted in flushes. */
export interface RowPins {
  /** Flushes begun so far. */
  readonly epoch: number;
  readonly hasFilePins: boolean;
  pin(forFiles: boolean): () => void;
  nextEpoch(): number;
  /** Whether a row that died before flush `epoch` began is seen by nobody. */
  isUnseen(epoch: number): boolean;
}

export function createRowPins(): RowPins {
  const pins = new Set<{ readonly epoch: number }>();
  let filePins = 0;
  let epoch = 0;
  return {
    get epoch() {
      return epoch;
    },
    get hasFilePins() {
      return filePins > 0;
    },
    pin(forFiles) {
      const pin = { epoch };
      pins.add(pin);
      if (forFiles) filePins++;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        pins.delete(pin);
        if (forFiles) filePins--;
      };
    },
    nextEpoch: () => ++epoch,
    isUnseen(died) {
      if (filePins > 0) return false;
      for (const pin of pins) if (pin.epoch < died) return false;
      return true;
    },
  };
}
