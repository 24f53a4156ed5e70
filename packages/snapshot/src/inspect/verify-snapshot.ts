import { createBackgroundSlice, joinPath, type Vfs } from '@sextant/vfs';
import { parseCollectionConfig, parseFullSnapshotConfig, type StoredCollectionConfig } from '../format/collection-config.ts';
import { atFile, corrupt } from '../format/format-error.ts';
import { parseJsonObject } from '../format/json-shape.ts';
import type { PointId } from '../format/point-id.ts';
import { checkManifestId, parseSegmentManifest } from '../format/segment-manifest.ts';
import { parseSegmentState, type SegmentConfig } from '../format/segment-state.ts';
import { parsePayloadIndex, parseShardKeyMapping } from '../format/shard-files.ts';
import { createShardRing } from '../format/shard-ring.ts';
import { checkCollectionVersion, checkSegmentVersion } from '../format/version-info.ts';
import { isStorage, listStoredCollections } from '../read/collection-reader.ts';
import { decodeFile, decodeOptionalText, decodeText, isDirectory, isFile, readOptionalFile } from '../read/read-file.ts';
import { type Finding, type Report, reportErrors } from './finding.ts';
import { type PartialSegmentInfo, readPartialSegments } from './partial-segments.ts';
import { type VerifiedShard, verifyShard } from './verify-shard.ts';

export interface VerifyReport {
  readonly kind: 'shard' | 'partial' | 'collection' | 'full' | 'storage';
  readonly findings: readonly Finding[];
  /** Points in segments; what logs add is not counted. */
  readonly points: number;
  readonly shards: number;
  readonly segments: number;
  readonly pendingOperations: number;
}

/** Findings beyond this many of one severity are counted, not kept. */
const largestFindings = 1000;

interface Totals {
  points: number;
  shards: number;
  segments: number;
  pendingOperations: number;
}

/**
 * Checks an unpacked snapshot, or a shard or collection directory, down to every block and record, and goes on past what is broken. An
 * empty list of errors means that a restore yields every point.
 */
export async function verifySnapshot(vfs: Vfs, path: string, onFinding: Report = () => {}): Promise<VerifyReport> {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const report: Report = (finding) => {
    // The same bytes are looked at for the points and for the structure around them.
    const text = `${finding.file}\n${finding.offset ?? ''}\n${finding.message}`;
    if (seen.has(text)) return;
    if (seen.size < largestFindings) seen.add(text);
    if (findings.length < largestFindings) findings.push(finding);
    onFinding(finding);
  };
  const totals: Totals = { points: 0, shards: 0, segments: 0, pendingOperations: 0 };
  const kind = (await reportErrors(path, report, () => verifyAny(vfs, path, totals, report))) ?? 'collection';
  return { kind, findings, ...totals };
}

async function verifyAny(vfs: Vfs, path: string, totals: Totals, report: Report): Promise<VerifyReport['kind']> {
  if (await isStorage(vfs, path)) {
    for (const name of await listStoredCollections(vfs, path))
      await verifyCollection(vfs, joinPath(path, 'collections', name), totals, report);
    return 'storage';
  }
  const isCollection = await isFile(vfs, joinPath(path, 'config.json'));
  const config = isCollection ? await readOptionalFile(vfs, joinPath(path, 'config.json')) : undefined;
  if (!config) {
    const partial = await readPartialSegments(vfs, path);
    if (partial) {
      totals.shards += 1;
      totals.segments += partial.length;
      await verifyPartial(vfs, path, partial, report);
      return 'partial';
    }
    addShard(totals, await verifyShard(vfs, path, report));
    return 'shard';
  }
  const configPath = joinPath(path, 'config.json');
  const text = atFile(configPath, () => decodeText(config));
  if (atFile(configPath, () => parseJsonObject(text, 'config.json'))['collections_mapping'] === undefined) {
    await verifyCollection(vfs, path, totals, report);
    return 'collection';
  }
  const full = atFile(configPath, () => parseFullSnapshotConfig(text));
  for (const [alias, collection] of full.collectionsAliases) {
    if (!full.collectionsMapping.has(collection)) {
      report({
        severity: 'error',
        file: joinPath(path, 'config.json'),
        message: `alias ${alias} names the collection ${collection}, which is not in the snapshot`,
      });
    }
  }
  for (const archive of full.collectionsMapping.values()) {
    const directory = joinPath(path, archive);
    if (!(await isDirectory(vfs, directory)))
      report({ severity: 'error', file: directory, message: 'the archive of a collection is missing' });
    else await verifyCollection(vfs, directory, totals, report);
  }
  return 'full';
}

/** What can be told of a partial snapshot without the shard it was made for. */
async function verifyPartial(vfs: Vfs, path: string, segments: readonly PartialSegmentInfo[], report: Report): Promise<void> {
  for (const { id } of segments) {
    const directory = joinPath(path, 'segments', id);
    await reportErrors(directory, report, async () => {
      await decodeFile(vfs, joinPath(directory, 'version.info'), (content) => checkSegmentVersion(decodeText(content)));
      await decodeFile(vfs, joinPath(directory, 'segment.json'), (content) => parseSegmentState(decodeText(content)));
      await decodeFile(vfs, joinPath(directory, 'segment_manifest.json'), (content) =>
        checkManifestId(parseSegmentManifest(decodeText(content)), id),
      );
    });
  }
  report({
    severity: 'warning',
    file: path,
    message: 'this is a partial snapshot, whose points were not checked: merge it into the shard it was made for',
    remedy: 'name a snapshot of that shard as the base',
  });
}

function addShard(totals: Totals, shard: VerifiedShard): void {
  totals.shards += 1;
  totals.points += shard.ids.size;
  totals.segments += shard.segments;
  totals.pendingOperations += shard.pendingOperations;
}

async function verifyCollection(vfs: Vfs, path: string, totals: Totals, report: Report): Promise<void> {
  const configPath = joinPath(path, 'config.json');
  const config = await reportErrors(configPath, report, () =>
    decodeFile(vfs, configPath, (content) => parseCollectionConfig(decodeText(content))),
  );
  if (!config) return;
  const keys = await reportErrors(path, report, async () => {
    await decodeOptionalText(vfs, joinPath(path, 'version.info'), checkCollectionVersion);
    await decodeOptionalText(vfs, joinPath(path, 'payload_index.json'), parsePayloadIndex);
    return (await decodeOptionalText(vfs, joinPath(path, 'shard_key_mapping.json'), parseShardKeyMapping)) ?? [];
  });
  const isCustom = config.params.sharding_method === 'custom';
  const rings = isCustom
    ? (keys ?? []).map((entry) => entry.shardIds)
    : [Array.from({ length: config.params.shard_number ?? 1 }, (_, id) => id)];
  for (const shardIds of rings) {
    // A ring of very many shards takes long: only when they are there.
    const first = shardIds[0];
    const isThere = first !== undefined && (await isDirectory(vfs, joinPath(path, `${shardIds.at(-1)}`)));
    const ring = isThere ? createShardRing(shardIds) : undefined;
    for (const id of shardIds) {
      const directory = joinPath(path, `${id}`);
      if (!(await isDirectory(vfs, directory))) {
        report({ severity: 'error', file: directory, message: `shard ${id} has no directory` });
        continue;
      }
      const shard = await verifyShard(vfs, directory, report);
      addShard(totals, shard);
      for (const segment of shard.configs)
        await reportErrors(segment.path, report, async () => checkAgainstCollection(config, segment.path, segment.config));
      const strayed = ring ? await countStrayed(shard.ids, (pointId) => ring.shardOf(pointId) === id) : 0;
      if (strayed > 0)
        report({ severity: 'error', file: directory, message: `${strayed} points belong to another shard: they would not be found by id` });
    }
  }
}

async function countStrayed(ids: ReadonlySet<PointId>, isAtHome: (id: PointId) => boolean): Promise<number> {
  let strayed = 0;
  const slice = createBackgroundSlice();
  for (const id of ids) {
    if (!isAtHome(id)) strayed++;
    if (slice.isDue()) await slice.rest();
  }
  return strayed;
}

/** A server accepts a configuration that contradicts the segments, and then answers wrongly. */
function checkAgainstCollection(config: StoredCollectionConfig, path: string, segment: SegmentConfig): void {
  const file = joinPath(path, 'segment.json');
  const { vectors, sparse_vectors: sparse } = config.params;
  const declared = (typeof (vectors as { size?: unknown }).size === 'number' ? { '': vectors } : vectors) as Record<
    string,
    { size: number; distance: string }
  >;
  const names = (record: object | null | undefined): string =>
    Object.keys(record ?? {})
      .toSorted((left, right) => (left < right ? -1 : 1))
      .join(', ');
  if (names(declared) !== names(segment.vector_data)) {
    throw corrupt('the vectors differ from those of the collection', {
      file,
      expected: names(declared),
      found: names(segment.vector_data),
    });
  }
  if (names(sparse) !== names(segment.sparse_vector_data)) {
    throw corrupt('the sparse vectors differ from those of the collection', {
      file,
      expected: names(sparse),
      found: names(segment.sparse_vector_data),
    });
  }
  for (const [name, vector] of Object.entries(segment.vector_data)) {
    const expected = declared[name];
    if (expected?.size === vector.size && expected.distance === vector.distance) continue;
    throw corrupt(`vector "${name}" differs from the collection`, {
      file,
      expected: `${expected?.size} ${expected?.distance}`,
      found: `${vector.size} ${vector.distance}`,
    });
  }
}
