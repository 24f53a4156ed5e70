import { baseName, joinPath } from '@sextant/vfs';
import type { LocalCollection } from '../collection/local-collection.ts';
import type { CollectionSurroundings } from '../collection/open-collection.ts';
import type { StagingArea } from '../collection/staging-area.ts';
import { EngineError } from '../error.ts';
import type { RecoveryPlan } from './checkpoint.ts';
import { moveIn } from './move-in.ts';
import { prepareRecovery } from './prepare-recovery.ts';
import { relocatingVfs } from './relocating-vfs.ts';

/** How the collection that stands in the way is taken out of use. */
export interface Replaceable {
  /** Undefined when its files cannot be opened. */
  readonly state: LocalCollection | undefined;
  /** Holds back new uses, waits for those under way, closes the files. */
  retire(): Promise<void>;
}

/**
 * Replaces (or makes) collection `name` from a staged snapshot and answers it opened. It is opened and read through where it was unpacked; until that
 * is done the old one is in use, and after `retire` only two renames are left. When anything fails the old directory is in its place and the error is
 * thrown; the caller opens it again if it was retired.
 */
export async function recoverCollection(
  surroundings: CollectionSurroundings,
  area: StagingArea,
  name: string,
  plan: RecoveryPlan,
  old: Replaceable | undefined,
): Promise<LocalCollection> {
  const existing = old?.state === undefined ? undefined : { config: old.state.config(), schemas: old.state.payloadSchemas() };
  const target = joinPath(area.collectionsPath, name);
  const relocating = relocatingVfs(surroundings.vfs, target, plan.stagedPath);
  const fresh = await prepareRecovery({ ...surroundings, vfs: relocating.vfs }, target, existing);
  try {
    await moveIn(surroundings, area, relocating, name, baseName(plan.stagedPath), async () => old?.retire());
  } catch (error) {
    await fresh.close().catch(() => undefined); // Its directory goes either way.
    throw error;
  }
  return fresh;
}

/** Recovery is refused for directories that did not come from `createStagingDirectory`: they could not be renamed, or are somebody's own. */
export function requireStaged(area: StagingArea, stagedPath: string): void {
  if (stagedPath === joinPath(area.stagingPath, baseName(stagedPath))) return;
  throw new EngineError('service_error', `${stagedPath} is no staging directory; expected one below ${area.stagingPath}`, {
    details: { file: stagedPath },
  });
}
