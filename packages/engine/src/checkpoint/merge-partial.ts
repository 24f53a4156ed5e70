import { parseJson } from '@sextant/contract/json';
import {
  atFile,
  checkManifestId,
  FormatError,
  parseSegmentManifest,
  type SegmentManifest,
  type ShardManifest,
} from '@sextant/snapshot/format';
import {
  givingBack,
  givingWay,
  joinPath,
  parentPath,
  pathExists,
  readTextIfPresent,
  type SettleFile,
  settleFiles,
  type Vfs,
} from '@sextant/vfs';
import { EngineError } from '../error.ts';
import type { CheckpointEntry, ShardCheckpoint } from './checkpoint.ts';
import { hashEntry } from './hash-entry.ts';

const manifestName = 'segment_manifest.json';
/** Files at the root of a shard that a partial snapshot may leave to the receiver. */
const rootFiles = ['replica_state.json', 'shard_config.json', 'newest_clocks.json', 'oldest_clocks.json'];

/** What a shard becomes: the entries that stay as they are, and what the snapshot brings. Paths are relative to the shard directory. */
interface Merge {
  readonly kept: readonly { readonly entry: CheckpointEntry; readonly path: string }[];
  readonly brought: readonly string[];
}

/**
 * Makes of a frozen shard (with its manifest) and an unpacked partial snapshot the directory of the shard they give together. What is kept is copied,
 * what is brought is moved out of `partialDir`; `targetDir` is empty before. Fails when the snapshot was made against another state of the shard.
 */
export async function mergePartial(vfs: Vfs, checkpoint: ShardCheckpoint, partialDir: string, targetDir: string): Promise<void> {
  const merge = await planMerge(vfs, checkpoint, partialDir);
  await requireSpace(vfs, targetDir, merge);
  const directories = new Set<string>([targetDir]);
  const makeParent = async (path: string): Promise<void> => {
    const parent = parentPath(path);
    if (directories.has(parent)) return;
    await vfs.mkdir(parent, { recursive: true });
    for (let at = parent; at.length > targetDir.length; at = parentPath(at)) directories.add(at);
  };
  await settleFiles(async (settle) => {
    for (const { entry, path } of merge.kept) {
      const target = joinPath(targetDir, path);
      await makeParent(target);
      await copyEntry(vfs, entry, target, settle);
    }
  });
  for (const path of merge.brought) {
    const target = joinPath(targetDir, path);
    await makeParent(target);
    await vfs.rename(joinPath(partialDir, path), target);
  }
  for (const directory of [...directories].sort().toReversed()) await vfs.syncDir(directory);
}

async function planMerge(vfs: Vfs, checkpoint: ShardCheckpoint, partialDir: string): Promise<Merge> {
  const entries = new Map(checkpoint.entries.map((entry) => [entry.path, entry]));
  const kept: { entry: CheckpointEntry; path: string }[] = [];
  const brought: string[] = [];
  for (const id of await listSegments(vfs, partialDir)) {
    const { manifest: incoming, hashes } = await readManifest(vfs, partialDir, id);
    const files = (await listFiles(vfs, joinPath(partialDir, `segments/${id}`))).filter((file) => file !== manifestName);
    const isBrought = new Set(files);
    for (const file of Object.keys(incoming.file_versions)) {
      if (isBrought.has(file)) continue;
      const entry = entries.get(`segments/${id}/files/${file}`);
      const hash = hashes.get(file);
      if (hash === undefined) requireCurrent(file, incoming, checkpoint.manifest ?? {}, entry !== undefined);
      else await requireSame(`segments/${id}/${file}`, hash, entry);
      if (entry !== undefined) kept.push({ entry, path: `segments/${id}/${file}` });
    }
    for (const file of files) brought.push(`segments/${id}/${file}`);
  }
  for (const file of await listFiles(vfs, joinPath(partialDir, 'wal'))) brought.push(`wal/${file}`);
  for (const { name, kind } of await vfs.readdir(partialDir)) if (kind === 'file') brought.push(name);
  for (const path of rootFiles) {
    const entry = entries.get(path);
    if (entry !== undefined && !brought.includes(path)) kept.push({ entry, path });
  }
  return { kept, brought };
}

async function listSegments(vfs: Vfs, partialDir: string): Promise<string[]> {
  const path = joinPath(partialDir, 'segments');
  const segments = (await pathExists(vfs, path)) ? (await vfs.readdir(path)).filter(({ kind }) => kind === 'directory') : [];
  if (segments.length > 0) return segments.map(({ name }) => name);
  throw new FormatError('missing', 'Validation failed: invalid partial snapshot: it has no segment; a shard has at least one', {
    file: path,
  });
}

async function listFiles(vfs: Vfs, directory: string, prefix = ''): Promise<string[]> {
  if (!(await pathExists(vfs, directory))) return [];
  const files: string[] = [];
  for (const { name, kind } of await vfs.readdir(directory)) {
    if (kind === 'directory') files.push(...(await listFiles(vfs, joinPath(directory, name), `${prefix}${name}/`)));
    else files.push(prefix + name);
  }
  return files;
}

interface IncomingManifest {
  readonly manifest: SegmentManifest;
  /** Of files that are not in the snapshot because the receiver said that it has them, with these hashes. */
  readonly hashes: ReadonlyMap<string, string>;
}

const newPartialRemedy = 'ask for one against the present manifest, or against {}';
const wholeRemedy = 'recover a whole shard with POST /collections/{collection_name}/shards/{shard_id}/snapshots/upload';

async function readManifest(vfs: Vfs, partialDir: string, id: string): Promise<IncomingManifest> {
  const path = joinPath(partialDir, `segments/${id}/${manifestName}`);
  const text = await readTextIfPresent(vfs, path);
  if (text === undefined) {
    throw new EngineError(
      'wrong_input',
      `Validation failed: invalid partial snapshot: segment ${id} does not contain segment manifest; ensure you are not recovering shard snapshot on partial snapshot endpoint. Nothing was changed: ${wholeRemedy}`,
      { details: { file: `segments/${id}/${manifestName}`, expected: 'a partial snapshot', found: 'a whole shard', remedy: wholeRemedy } },
    );
  }
  return atFile(path, () => {
    const manifest = parseSegmentManifest(text);
    checkManifestId(manifest, id);
    const { file_hashes: hashes } = parseJson(text) as { file_hashes?: Record<string, string> };
    return { manifest, hashes: new Map(Object.entries(hashes ?? {})) };
  });
}

/** A file that the snapshot does not bring must be here as the snapshot means it: not older, and not of a segment that went on by itself. */
function requireCurrent(file: string, incoming: SegmentManifest, here: ShardManifest, isHere: boolean): void {
  const own = here[incoming.segment_id];
  const wanted = incoming.file_versions[file] ?? incoming.segment_version;
  const held = own?.file_versions[file] === 0 ? 0 : (own?.segment_version ?? 0);
  const isAhead = (own?.segment_version ?? 0) > incoming.segment_version;
  if (isHere && held >= wanted && !isAhead) return;
  const path = `segments/${incoming.segment_id}/${file}`;
  throw new EngineError(
    'bad_request',
    `The partial snapshot was made against another state of the shard: ${path} is not in it and ${isHere ? `here of operation ${held}; expected ${wanted}` : 'not here'}. Nothing was changed: ${newPartialRemedy}`,
    {
      details: { reason: 'stale_partial', file: path, expected: wanted, ...(isHere ? { found: held } : {}), remedy: newPartialRemedy },
    },
  );
}

async function requireSame(path: string, expected: string, entry: CheckpointEntry | undefined): Promise<void> {
  const found = entry && (await hashEntry(entry));
  if (found === expected) return;
  throw new EngineError(
    'bad_request',
    `The partial snapshot was made against another state of the shard: ${path} is not in it and ${found === undefined ? 'not here' : `has SHA-256 ${found} here; expected ${expected}`}. Nothing was changed: ${newPartialRemedy}`,
    { details: { reason: 'stale_partial', file: path, expected, ...(found === undefined ? {} : { found }), remedy: newPartialRemedy } },
  );
}

async function requireSpace(vfs: Vfs, directory: string, { kept }: Merge): Promise<void> {
  const needed = kept.reduce((sum, { entry }) => sum + dataBytes(entry), 0);
  const free = await vfs.freeBytes(directory);
  if (free >= needed) return;
  throw new EngineError(
    'insufficient_storage',
    `the files of the shard that stay take ${needed} bytes beside the present ones, and ${free} are free; nothing was changed: free space and try again`,
    { details: { expected: needed, found: free, remedy: 'free space and try again' } },
  );
}

function dataBytes(entry: CheckpointEntry): number {
  return entry.extents?.reduce((sum, { length }) => sum + length, 0) ?? entry.sizeBytes;
}

async function copyEntry(vfs: Vfs, entry: CheckpointEntry, target: string, settle: SettleFile): Promise<void> {
  const extents = entry.extents ?? [{ offset: 0, length: entry.sizeBytes }];
  const file = await vfs.open(target, 'wx+');
  try {
    await file.truncate(entry.sizeBytes);
    let extent = 0;
    let done = 0;
    for await (const chunk of givingBack(givingWay(entry.read()))) {
      for (let at = 0; at < chunk.length; ) {
        const { offset, length } = extents[extent] as { offset: number; length: number };
        const part = chunk.subarray(at, at + Math.min(chunk.length - at, length - done));
        await file.write(part, offset + done);
        at += part.length;
        done += part.length;
        if (done === length) [extent, done] = [extent + 1, 0];
      }
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  await settle(file);
}
