import type { Chance } from './chance.test.data.ts';

type ByteMutation = (bytes: Uint8Array, chance: Chance) => { readonly bytes: Uint8Array; readonly words: string };

const block = 512;

/** Damage that knows nothing of the format. */
export const byteMutations: Readonly<Record<string, ByteMutation>> = {
  'bit flips': (bytes, chance) => {
    const count = 1 + chance.below(8);
    const places: string[] = [];
    for (let done = 0; done < count; done++) {
      const at = chance.below(bytes.length);
      const bit = chance.below(8);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      places.push(`${at}.${bit}`);
    }
    return { bytes, words: `bits ${places.join(', ')} flipped` };
  },
  'byte run': (bytes, chance) => {
    const at = chance.below(bytes.length);
    const length = 1 + chance.below(chance.pick([8, 64, 600, 5000]));
    const fill = chance.pick(['random', 'zero', '0xff'] as const);
    const run = bytes.subarray(at, at + length);
    if (fill === 'random') run.set(chance.bytes(run.length));
    else run.fill(fill === 'zero' ? 0 : 255);
    return { bytes, words: `${length} bytes at ${at} made ${fill}` };
  },
  truncation: (bytes, chance) => {
    const at = chance.below(2) === 0 ? chance.below(bytes.length) : chance.below(bytes.length / block) * block;
    return { bytes: bytes.subarray(0, at), words: `cut at ${at}` };
  },
  insertion: (bytes, chance) => {
    const at = chance.below(bytes.length);
    const added = chance.bytes(chance.pick([1, 7, block, 2 * block]));
    return { bytes: Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]), words: `${added.length} bytes inserted at ${at}` };
  },
  removal: (bytes, chance) => {
    const length = chance.pick([1, 9, block, 3 * block]);
    const at = chance.below(bytes.length);
    return { bytes: Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]), words: `${length} bytes removed at ${at}` };
  },
  'blocks swapped': (bytes, chance) => {
    const first = chance.below(bytes.length / block) * block;
    const second = chance.below(bytes.length / block) * block;
    const kept = bytes.slice(first, first + block);
    bytes.copyWithin(first, second, second + block);
    bytes.set(kept, second);
    return { bytes, words: `blocks at ${first} and ${second} swapped` };
  },
  'block duplicated': (bytes, chance) => {
    const at = chance.below(bytes.length / block) * block;
    const again = bytes.subarray(at, at + block);
    return { bytes: Buffer.concat([bytes.subarray(0, at), again, bytes.subarray(at)]), words: `block at ${at} twice` };
  },
};
