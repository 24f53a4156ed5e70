import { baseName } from '@sextant/vfs';
import type { CollectionSurroundings } from '../collection/open-collection.ts';
import type { StagingArea } from '../collection/staging-area.ts';
import type { RelocatingVfs } from './relocating-vfs.ts';
import { endSwap, noteSwap, type Swap, swapIn } from './swap-journal.ts';

/**
 * Puts the staged directory `staged`, opened already, in the place of `target` (a path below the collections). `retire` takes the old one out of use,
 * when all is written that a full disk could refuse. Fails with the old one back in its place; what is left to tidy after the move is not a failure,
 * because the next start does it.
 */
export async function moveIn(
  surroundings: CollectionSurroundings,
  area: StagingArea,
  relocating: RelocatingVfs,
  target: string,
  staged: string,
  retire: () => Promise<void>,
): Promise<void> {
  const replaced = area.newPath('replaced');
  const swap: Swap = { target, staged, replaced: baseName(replaced) };
  const journal = await noteSwap(area, swap);
  try {
    await retire();
  } catch (error) {
    await endSwap(area, journal).catch(() => undefined); // Nothing was moved: the next start finds that out, too.
    throw error;
  }
  await relocating.settle(() => swapIn(area, swap, journal));
  try {
    await endSwap(area, journal);
  } catch (error) {
    surroundings.onEvent({ level: 'warn', message: 'The journal of a finished recovery could not be removed', fields: { journal }, error });
  }
  area.discard(replaced);
}
