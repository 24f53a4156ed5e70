import { baseName } from '@sextant/vfs';
import type { CollectionSurroundings } from '../collection/open-collection.ts';
import type { StagingArea } from '../collection/staging-area.ts';
import type { RelocatingVfs } from './relocating-vfs.ts';
import { endSwap, swapIn } from './swap-journal.ts';

/**
 * Puts the staged directory `staged`, opened already, in the place of `target` (a path below the collections). Fails with the old one back in its
 * place; what is left to tidy after the move is not a failure, because the next start does it.
 */
export async function moveIn(
  surroundings: CollectionSurroundings,
  area: StagingArea,
  relocating: RelocatingVfs,
  target: string,
  staged: string,
): Promise<void> {
  const replaced = area.newPath('replaced');
  let journal = '';
  await relocating.settle(async () => {
    journal = await swapIn(area, { target, staged, replaced: baseName(replaced) });
  });
  try {
    await endSwap(area, journal);
  } catch (error) {
    surroundings.onEvent({ level: 'warn', message: 'The journal of a finished recovery could not be removed', fields: { journal }, error });
  }
  area.discard(replaced);
}
