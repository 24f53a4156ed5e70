import { type JsonValue, parseJson, stringifyJson } from '@sextant/contract/json';
import { joinPath, readTextIfPresent, type Vfs, writeFileAtomic } from '@sextant/vfs';
import type { Segment } from '../segment/segment.ts';
import type { MovingVfs } from './moving-vfs.ts';

/*
 * Partial snapshots compare segments by id and version: two segments of one id must have one history. A segment that came in a snapshot is the sender's;
 * before the first operation of this node changes its files it gets an id of its own, and whoever compares the two then sends it whole.
 *
 *   sextant_adopted.json at the root of a shard   {"segments":["<uuid>", …]}: ids that came in a snapshot and have not been changed here since
 */
const fileName = 'sextant_adopted.json';

/** The ids under which the segments of an open shard are known. */
export interface SegmentLineage {
  uuidOf(segment: Segment): string;
  /** Gives ids of their own to adopted segments that operations have changed in memory. Before a flush writes them, one call at a time. */
  forkChanged(segments: readonly Segment[]): Promise<void>;
}

/** Notes that the segments of a shard directory came in a snapshot. */
export async function adoptSegments(vfs: Vfs, shardDirectory: string): Promise<void> {
  const segments = (await vfs.readdir(joinPath(shardDirectory, 'segments'))).filter(({ kind }) => kind === 'directory');
  await writeAdopted(vfs, shardDirectory, new Set(segments.map(({ name }) => name)));
}

/** `opened` are the segments as their files have them, before anything is replayed. */
export async function openLineage(moving: MovingVfs, shardDirectory: string, opened: readonly Segment[]): Promise<SegmentLineage> {
  const { vfs } = moving;
  const adopted = parseAdopted(await readTextIfPresent(vfs, joinPath(shardDirectory, fileName)));
  const versions = new Map(opened.filter(({ uuid }) => adopted.has(uuid)).map((segment) => [segment, segment.version]));
  const own = new Map<Segment, string>();
  const uuidOf = (segment: Segment): string => own.get(segment) ?? segment.uuid;
  return {
    uuidOf,
    async forkChanged(segments) {
      const changed = segments.filter((segment) => versions.has(segment) && versions.get(segment) !== segment.version);
      if (changed.length === 0) return;
      for (const segment of changed) {
        const uuid = crypto.randomUUID();
        await moving.move(segment.directory, joinPath(shardDirectory, `segments/${uuid}`));
        own.set(segment, uuid);
        versions.delete(segment);
      }
      // What the flush writes must not become durable under the old names.
      await vfs.syncDir(joinPath(shardDirectory, 'segments'));
      await writeAdopted(vfs, shardDirectory, new Set([...versions.keys()].map(uuidOf)));
    },
  };
}

async function writeAdopted(vfs: Vfs, shardDirectory: string, uuids: ReadonlySet<string>): Promise<void> {
  const path = joinPath(shardDirectory, fileName);
  if (uuids.size === 0) await vfs.rm(path);
  else await writeFileAtomic(vfs, path, stringifyJson({ segments: [...uuids] }));
}

/** What cannot be read is taken for nothing: the ids then stay as they are. */
function parseAdopted(text: string | undefined): ReadonlySet<string> {
  const json = text === undefined ? null : (parse(text) as { segments?: JsonValue } | null);
  return new Set(Array.isArray(json?.segments) ? json.segments.filter((id) => typeof id === 'string') : []);
}

function parse(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
