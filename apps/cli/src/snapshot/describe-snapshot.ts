import type { VectorParams } from '@sextant/contract';
import type { CollectionInfo, PartialSegmentInfo, SegmentInfo, ShardInfo, SnapshotInfo } from '@sextant/snapshot';
import { formatBytes, formatCount, formatCounted } from '../quantity.ts';
import type { ArchiveFacts } from './source.ts';
import { textTable } from './text-table.ts';

const kinds = {
  full: 'full storage snapshot',
  storage: 'storage directory',
  collection: 'collection snapshot',
  shard: 'shard snapshot',
  partial: 'partial shard snapshot',
} as const;

/** What a snapshot holds, for people. */
export function describeSnapshot(label: string, archive: ArchiveFacts | undefined, info: SnapshotInfo): string {
  let text = `${label}: ${kinds[info.kind]}\n`;
  if (archive) {
    text += `  archive   ${formatBytes(archive.archiveBytes)}, ${formatCount(archive.files)} files of ${formatBytes(archive.sizeBytes)} unpacked\n`;
    text += `  SHA-256   ${digestText(archive)}\n`;
  }
  if (info.kind === 'shard') return text + describeShard(info.shard);
  if (info.kind === 'partial') return text + describePartial(info.segments);
  if (info.kind === 'collection') return text + describeCollection(info.collection);
  for (const [alias, collection] of Object.entries(info.aliases)) text += `  alias     ${alias} -> ${collection}\n`;
  return text + info.collections.map(describeCollection).join('');
}

function digestText({ sha256, recordedSha256 }: ArchiveFacts): string {
  if (sha256 !== undefined) return sha256;
  return `${recordedSha256 === undefined ? 'not computed' : `${recordedSha256} as recorded, not computed`}: read in part; verify reads it all`;
}

function describeCollection({ name, config, version, payloadIndex, shards }: CollectionInfo): string {
  const points = shards.reduce((sum, shard) => sum + shard.points, 0);
  const segments = shards.reduce((sum, shard) => sum + shard.segments.length, 0);
  const { params, hnsw_config: hnsw, quantization_config: quantization } = config;
  const rows: [string, string][] = [
    ['points', `${formatCount(points)} in ${formatCounted(segments, 'segment')} of ${formatCounted(shards.length, 'shard')}`],
    ['version', version ?? 'none (no version.info)'],
    ...vectorRows(params),
    ['payload', params.on_disk_payload === false ? 'in memory' : 'on disk'],
    ['hnsw', `m ${hnsw.m}, ef_construct ${hnsw.ef_construct}, full_scan_threshold ${hnsw.full_scan_threshold}`],
    ['quantization', quantization ? Object.keys(quantization).join(', ') : 'none'],
    ['replication', `factor ${params.replication_factor ?? 1}, sharding ${params.sharding_method ?? 'auto'}`],
  ];
  const fields = Object.entries(payloadIndex).map(([field, schema]) => `${field} ${typeof schema === 'string' ? schema : schema.type}`);
  rows.push(['indexes', fields.length === 0 ? 'none' : fields.join(', ')]);
  const width = Math.max(...rows.map(([key]) => key.length));
  return `\ncollection${name === undefined ? '' : ` ${name}`}\n${rows.map(([key, value]) => `  ${key.padEnd(width)}  ${value}\n`).join('')}${shards.map(describeShard).join('')}`;
}

function vectorRows(params: CollectionInfo['config']['params']): [string, string][] {
  const { vectors = {} } = params;
  // One object with a size is the unnamed vector, anything else a map of named ones.
  const dense = Object.entries((typeof vectors?.size === 'number' ? { '': vectors } : (vectors ?? {})) as Record<string, VectorParams>);
  const rows = dense.map(([name, vector]): [string, string] => [
    name === '' ? 'vector' : `vector ${name}`,
    `${vector.size} ${vector.distance}${vector.datatype ? ` ${vector.datatype}` : ''}${vector.multivector_config ? ' multivector' : ''}`,
  ]);
  return [...rows, ...Object.keys(params.sparse_vectors ?? {}).map((name): [string, string] => [`vector ${name}`, 'sparse'])];
}

function describeShard({ id, shardKey, segments, points, pendingOperations, unappliedOperations, walBytes }: ShardInfo): string {
  const key = shardKey === undefined ? '' : `, key ${shardKey}`;
  const pending =
    pendingOperations === 0
      ? 'empty'
      : `${formatCounted(pendingOperations, 'operation')} to replay, ${unappliedOperations === 0 ? 'none new to the segments' : `${formatCount(unappliedOperations)} that the segments may lack`}`;
  const title = `\nshard${id === undefined ? '' : ` ${id}`}${key}: ${formatCount(points)} points, log ${pending} (${formatBytes(walBytes)})\n`;
  const heads = ['SEGMENT', 'TYPE', 'POINTS', 'DEAD', 'VERSION', 'SIZE', 'VECTORS', 'INDEXES', 'PAYLOAD', 'STATE'];
  return title + textTable([heads, ...segments.map(segmentRow)], '  ');
}

function segmentRow(segment: SegmentInfo): string[] {
  const { sizes } = segment;
  return [
    segment.id,
    segment.isAppendable ? 'appendable' : 'immutable',
    formatCount(segment.points),
    formatCount(segment.deletedRows),
    segment.version === null ? 'none' : formatCount(segment.version),
    formatBytes(segment.sizeBytes),
    formatBytes(sizes.vectors),
    formatBytes(sizes.vectorIndexes + sizes.quantized + sizes.payloadIndexes),
    formatBytes(sizes.payload),
    stateOf(segment),
  ];
}

/** What is built from the vectors of a segment. */
function stateOf({ vectors, sparseVectors, indexedFields }: SegmentInfo): string {
  const states = Object.entries(vectors).map(([name, { index, hasGraph, quantization, hasQuantizedData }]) => {
    const graph = index === 'hnsw' && !hasGraph ? 'hnsw (files missing)' : index;
    const quantized = quantization === null ? '' : `+${quantization}${hasQuantizedData ? '' : ' (not built)'}`;
    return `${name === '' ? '' : `${name}:`}${graph}${quantized}`;
  });
  for (const name of sparseVectors) states.push(`${name}:sparse`);
  const fields = Object.keys(indexedFields).length;
  if (fields > 0) states.push(formatCounted(fields, 'field index', 'field indexes'));
  return states.join(', ');
}

function describePartial(segments: readonly PartialSegmentInfo[]): string {
  const heads = ['SEGMENT', 'VERSION', 'FILES', 'SIZE', 'FROM BASE'];
  const rows = segments.map(({ id, version, files, sizeBytes, filesFromBase }) => [
    id,
    formatCount(version),
    formatCount(files),
    formatBytes(sizeBytes),
    formatCounted(filesFromBase.length, 'file'),
  ]);
  return `\n${textTable([heads, ...rows], '  ')}\nIts points are known only together with the shard it was made for: name a snapshot of that with --base.\n`;
}
