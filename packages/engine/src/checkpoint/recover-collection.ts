import { baseName } from '@sextant/vfs';
import type { LocalCollection } from '../collection/local-collection.ts';
import { openCollection, type CollectionSurroundings } from '../collection/open-collection.ts';
import type { StagingArea } from '../collection/staging-area.ts';
import { EngineError } from '../error.ts';
import type { RecoveryPlan } from './checkpoint.ts';
import { asSnapshotError, prepareRecovery } from './prepare-recovery.ts';
import { endSwap, type Swap, swapIn, undoSwap } from './swap-journal.ts';

/** How the collection that stands in the way is taken out of use and, when the recovery fails after all, put back. */
export interface Replaceable {
  readonly state: LocalCollection | undefined;
  /** Holds back new uses, waits for those under way, closes the files. */
  retire(): Promise<void>;
}

/**
 * Replaces (or makes) collection `name` from a staged snapshot and answers it opened. Until the snapshot is verified the old one is in
 * use; from `retire` on it waits milliseconds: two renames and an opening. When anything fails, the old directory is in its place again and
 * the error is thrown; the caller opens it again if it was retired.
 */
export async function recoverCollection(
  surroundings: CollectionSurroundings,
  area: StagingArea,
  name: string,
  plan: RecoveryPlan,
  old: Replaceable | undefined,
): Promise<LocalCollection> {
  const existing = old?.state === undefined ? undefined : { config: old.state.config(), schemas: old.state.payloadSchemas() };
  await prepareRecovery(surroundings, plan, existing);
  await old?.retire();
  const replaced = area.newPath('replaced');
  const swap: Swap = { target: name, staged: baseName(plan.stagedPath), replaced: baseName(replaced) };
  const journal = await swapIn(area, swap);
  const target = `${area.collectionsPath}/${name}`;
  let opened: LocalCollection;
  try {
    opened = await openCollection(surroundings, target);
  } catch (error) {
    await undoSwap(area, swap, journal);
    throw asSnapshotError(error, target);
  }
  await endSwap(area, journal);
  area.discard(replaced);
  return opened;
}

/** Recovery is refused for directories that did not come from `createStagingDirectory`: they could not be renamed, or are somebody's own. */
export function requireStaged(area: StagingArea, stagedPath: string): void {
  if (stagedPath === `${area.stagingPath}/${baseName(stagedPath)}`) return;
  throw new EngineError('service_error', `${stagedPath} is no staging directory; expected one below ${area.stagingPath}`, {
    details: { file: stagedPath },
  });
}
