import { getHeapStatistics } from 'node:v8';

/** What one owner has in the cache of parsed payloads. */
export interface PayloadShare {
  /** Whether a payload of so many bytes of text may be kept. */
  admit(bytes: number): boolean;
  /** A payload is kept no longer. */
  release(bytes: number): void;
}

/** Parsed payloads take about as much again as their text: the cache stays below a quarter of the heap. */
const budgetBytes = getHeapStatistics().heap_size_limit / 8;
/** Text refused, in budgets, before everything kept makes room: what was read long ago must not stay for good. */
const patience = 8;

/** Who keeps parsed payloads. */
export interface PayloadOwner {
  forgetParsed(): void;
}

interface Held {
  bytes: number;
  readonly owner: WeakRef<PayloadOwner>;
}

const owners = new Set<Held>();
let keptBytes = 0;
let refusedBytes = 0;

// An owner that is gone holds nothing.
const gone = new FinalizationRegistry<Held>((held) => {
  owners.delete(held);
  keptBytes -= held.bytes;
});

/**
 * A share in the one budget of the process. A full cache keeps what it has and refuses more, so that reading everything over and over finds a part
 * of it, where giving up the oldest would find nothing. The owner may be dropped without a word.
 */
export function joinPayloadCache(owner: PayloadOwner): PayloadShare {
  const held: Held = { bytes: 0, owner: new WeakRef(owner) };
  owners.add(held);
  gone.register(owner, held);
  return {
    admit(bytes) {
      if (keptBytes + bytes > budgetBytes) {
        refusedBytes += bytes;
        if (refusedBytes < budgetBytes * patience) return false;
        clearAll();
      }
      keptBytes += bytes;
      held.bytes += bytes;
      return true;
    },
    release(bytes) {
      keptBytes -= bytes;
      held.bytes -= bytes;
    },
  };
}

function clearAll(): void {
  refusedBytes = 0;
  keptBytes = 0;
  for (const held of owners) {
    held.bytes = 0;
    held.owner.deref()?.forgetParsed();
  }
}
