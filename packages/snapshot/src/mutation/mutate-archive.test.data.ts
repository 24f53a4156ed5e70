import { parseTar, serializeTar } from './archive-model.test.data.ts';
import { type Chance, createChance } from './chance.test.data.ts';
import { byteMutations } from './mutate-bytes.test.data.ts';
import { fileMutations } from './mutate-files.test.data.ts';
import { headerMutations } from './mutate-headers.test.data.ts';

/** A damaged archive and how it came about. */
export interface MutatedArchive {
  readonly bytes: Uint8Array;
  /** `bytes: bit flips`, `header: size field`, `file: json`, … */
  readonly kind: string;
  /** What was done, in words. */
  readonly words: string;
}

/** Damages an archive once; the same numbers give the same damage. */
export function mutateArchive(original: Uint8Array, random: () => number): MutatedArchive {
  const chance = createChance(random);
  const dice = chance.below(10);
  if (dice < 3) {
    const name = chance.pick(Object.keys(byteMutations));
    const { bytes, words } = byteMutations[name]?.(new Uint8Array(original), chance) ?? { bytes: original, words: '' };
    return { bytes, kind: `bytes: ${name}`, words };
  }
  return mutateModel(original, chance, dice < 5);
}

function mutateModel(original: Uint8Array, chance: Chance, isHeader: boolean): MutatedArchive {
  const model = parseTar(new Uint8Array(original));
  if (isHeader) {
    const name = chance.pick(Object.keys(headerMutations));
    const words = headerMutations[name]?.(model, chance) ?? '';
    return { bytes: serializeTar(model), kind: `header: ${name}`, words };
  }
  // Integers and JSON have the most ways to be wrong.
  const name = chance.pick([...Object.keys(fileMutations), 'integer', 'integer', 'integer', 'json', 'json']);
  const words = fileMutations[name]?.(model, chance);
  return words === undefined ? mutateModel(original, chance, isHeader) : { bytes: serializeTar(model), kind: `file: ${name}`, words };
}
