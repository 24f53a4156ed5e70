import { encodeShardConfig } from '@sextant/snapshot';
import { isMissing, isTemporaryName, joinPath, parentPath, pathExists, type Vfs, writeFileAtomic } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import type { ShardEvent } from './shard.ts';

/*
 * Shard directory (format, section 5)
 *
 *   shard_config.json replica_state.json newest_clocks.json oldest_clocks.json
 *   wal/                  the log
 *   segments/<uuid>/      one directory a segment; without version.info it never was complete
 *   segments/.<uuid>.unwrapping   a segment on its way out of the `files/` of a streamed snapshot
 *   temp_segments/        scratch of Qdrant's optimizer
 */
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const unwrapping = /^\.(.+)\.unwrapping$/;

/** Makes what every shard directory has and tidies what a crash or another engine left; answers the uuids of the segments. */
export async function prepareShardDirectory(
  vfs: Vfs,
  directory: string,
  peerId: bigint,
  onEvent: (event: ShardEvent) => void,
): Promise<string[]> {
  const segments = joinPath(directory, 'segments');
  await vfs.mkdir(segments, { recursive: true });
  await vfs.mkdir(joinPath(directory, 'wal'), { recursive: true });
  // What is synced below them is worth nothing after a power cut while the directories themselves are not.
  await vfs.syncDir(directory);
  await vfs.syncDir(parentPath(directory));
  await vfs.rm(joinPath(directory, 'temp_segments'), { recursive: true });
  for (const { name } of await vfs.readdir(directory)) if (isTemporaryName(name)) await vfs.rm(joinPath(directory, name));
  await writeMissing(vfs, joinPath(directory, 'shard_config.json'), encodeShardConfig());
  await writeMissing(
    vfs,
    joinPath(directory, 'replica_state.json'),
    `{"is_local":true,"this_peer_id":${peerId},"peers":{"${peerId}":"Active"}}`,
  );
  await unwrapStreamed(vfs, segments);
  const uuids: string[] = [];
  for (const { name, kind } of await vfs.readdir(segments)) {
    const path = joinPath(segments, name);
    if (name.endsWith('.tar'))
      throw new EngineError('service_error', `${path} is a packed segment; expected a directory. Unpack the snapshot completely first`, {
        details: { file: path },
      });
    if (kind !== 'directory' || name.startsWith('.')) continue;
    if (name.endsWith('.deleted') || !(await pathExists(vfs, joinPath(path, 'version.info')))) {
      onEvent({
        level: name.endsWith('.deleted') ? 'debug' : 'info',
        message: 'An incomplete segment was removed',
        fields: { directory: path },
      });
      await vfs.rm(path, { recursive: true });
    } else if (uuidPattern.test(name)) uuids.push(name);
    else {
      const uuid = crypto.randomUUID();
      await vfs.rename(path, joinPath(segments, uuid));
      uuids.push(uuid);
    }
  }
  return uuids.sort();
}

async function writeMissing(vfs: Vfs, path: string, text: string): Promise<void> {
  if (!(await pathExists(vfs, path))) await writeFileAtomic(vfs, path, text);
}

/** A streamed snapshot has the files of a segment one level down; moved in two renames that an interruption leaves resumable. */
async function unwrapStreamed(vfs: Vfs, segments: string): Promise<void> {
  for (const { name, kind } of await vfs.readdir(segments)) {
    if (kind !== 'directory') continue;
    const resumed = unwrapping.exec(name)?.[1];
    if (resumed !== undefined) {
      await finishUnwrapping(vfs, segments, resumed);
      continue;
    }
    const inner = joinPath(segments, `${name}/files`);
    if (
      name.startsWith('.') ||
      (await pathExists(vfs, joinPath(segments, `${name}/version.info`))) ||
      !(await pathExists(vfs, joinPath(inner, 'version.info')))
    )
      continue;
    await vfs.rename(inner, joinPath(segments, `.${name}.unwrapping`));
    await finishUnwrapping(vfs, segments, name);
  }
}

async function finishUnwrapping(vfs: Vfs, segments: string, name: string): Promise<void> {
  await vfs.rm(joinPath(segments, name), { recursive: true });
  await vfs.rename(joinPath(segments, `.${name}.unwrapping`), joinPath(segments, name));
  await vfs.syncDir(segments);
}

/** The text of a file at the root of the shard; undefined when there is none. */
export async function readShardFile(vfs: Vfs, directory: string, name: string): Promise<Uint8Array | undefined> {
  try {
    return await vfs.readFile(joinPath(directory, name));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
