import type { CreateCollection } from '@sextant/contract';
import { joinPath } from '@sextant/vfs';
import { relocatingVfs } from '../checkpoint/relocating-vfs.ts';
import { EngineError } from '../error.ts';
import { collectionEntry } from './collection-entry.ts';
import { checkCollectionName } from './collection-name.ts';
import { configFromRequest } from './config-defaults.ts';
import type { LocalCollection } from './local-collection.ts';
import { makeCollection } from './open-collection.ts';
import { type Registry, withNewName } from './registry.ts';
import { checkVectorNames } from './vector-names.ts';

/** Makes an empty collection beside the others and renames it in: after a failure or a kill there is nothing of it. */
export async function createCollection(registry: Registry, name: string, request: CreateCollection): Promise<boolean> {
  checkCollectionName(name);
  if (registry.entries.has(name))
    throw new EngineError('already_exists', `Collection \`${name}\` already exists!`, { details: { collection: name } });
  await withNewName(registry, name, async () => {
    registry.entries.set(name, collectionEntry(name, await make(registry, name, request)));
  });
  return true;
}

async function make(registry: Registry, name: string, request: CreateCollection): Promise<LocalCollection> {
  const { area, surroundings } = registry;
  const config = configFromRequest(request, surroundings.options.collectionDefaults);
  checkVectorNames(config.params);
  const made = area.newPath('create');
  const target = joinPath(area.collectionsPath, name);
  const relocating = relocatingVfs(surroundings.vfs, target, made);
  let opened: LocalCollection | undefined;
  let isMoved = false;
  try {
    opened = await makeCollection({ ...surroundings, vfs: relocating.vfs }, target, config);
    await relocating.settle(() => surroundings.vfs.rename(made, target));
    isMoved = true;
    await surroundings.vfs.syncDir(area.collectionsPath);
    return opened;
  } catch (error) {
    await opened?.close().catch(() => undefined);
    if (isMoved) await surroundings.vfs.rename(target, made).catch(() => undefined);
    area.discard(made);
    throw error;
  }
}
