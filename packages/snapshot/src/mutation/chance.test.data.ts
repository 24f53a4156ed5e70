/** Choices out of one seeded stream of numbers. */
export interface Chance {
  /** An integer below `limit`. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

/** `random` answers numbers from 0 to below 1. */
export function createChance(random: () => number): Chance {
  const below = (limit: number): number => Math.floor(random() * limit);
  return {
    below,
    pick: (list) => {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[below(list.length)] as (typeof list)[number];
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}
