import { baseName, joinPath } from '@sextant/vfs';
import { writeConfig, writePayloadSchemas } from '../collection/collection-files.ts';
import type { LocalCollection } from '../collection/local-collection.ts';
import { type CollectionSurroundings, openCollection } from '../collection/open-collection.ts';
import type { StagingArea } from '../collection/staging-area.ts';
import { EngineError } from '../error.ts';
import type { RecoveryPlan } from './checkpoint.ts';
import { moveIn } from './move-in.ts';
import { type ExistingCollection, prepareRecovery } from './prepare-recovery.ts';
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
 * is done the old one is in use, and after `retire` only two renames are left, unless settings or indexes of the old one, which stay, were changed
 * meanwhile. When anything fails the old directory is in its place and the error is thrown; the caller opens it again if it was retired.
 */
export async function recoverCollection(
  surroundings: CollectionSurroundings,
  area: StagingArea,
  name: string,
  plan: RecoveryPlan,
  old: Replaceable | undefined,
): Promise<LocalCollection> {
  const existing = old?.state === undefined ? undefined : definitionOf(old.state);
  const target = joinPath(area.collectionsPath, name);
  const relocating = relocatingVfs(surroundings.vfs, target, plan.stagedPath);
  const staged: CollectionSurroundings = { ...surroundings, vfs: relocating.vfs };
  let fresh = await prepareRecovery(staged, target, existing);
  try {
    await moveIn(surroundings, area, relocating, name, baseName(plan.stagedPath), async () => {
      await old?.retire();
      if (existing !== undefined && old?.state !== undefined) fresh = await redefined(staged, fresh, existing, definitionOf(old.state));
    });
  } catch (error) {
    await fresh.close().catch(() => undefined); // Its directory goes either way.
    throw error;
  }
  return fresh;
}

function definitionOf(state: LocalCollection): ExistingCollection {
  return { config: state.config(), schemas: state.payloadSchemas() };
}

/** The staged collection with the settings and indexes that the old one got since they were read: shards are brought in line where they are opened. */
async function redefined(
  surroundings: CollectionSurroundings,
  fresh: LocalCollection,
  before: ExistingCollection,
  now: ExistingCollection,
): Promise<LocalCollection> {
  if (now.config === before.config && now.schemas === before.schemas) return fresh;
  const { directory } = fresh;
  const { shard_number } = fresh.config().params;
  const schemas = new Map(fresh.payloadSchemas());
  for (const field of before.schemas.keys()) schemas.delete(field);
  for (const [field, schema] of now.schemas) schemas.set(field, schema);
  await fresh.close();
  await writeConfig(surroundings.vfs, directory, { ...now.config, params: { ...now.config.params, shard_number } });
  await writePayloadSchemas(surroundings.vfs, directory, schemas);
  return openCollection(surroundings, directory);
}

/** Recovery is refused for directories that did not come from `createStagingDirectory`: they could not be renamed, or are somebody's own. */
export function requireStaged(area: StagingArea, stagedPath: string): void {
  if (stagedPath === joinPath(area.stagingPath, baseName(stagedPath))) return;
  throw new EngineError('service_error', `${stagedPath} is no staging directory; expected one below ${area.stagingPath}`, {
    details: { file: stagedPath },
  });
}
