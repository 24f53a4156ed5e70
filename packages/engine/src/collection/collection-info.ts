import type { CollectionConfig, CollectionInfo, PayloadFieldSchema, PayloadIndexInfo } from '@sextant/contract';
import type { SegmentView } from '../segment/segment-view.ts';
import { schemaType } from './index-point-counts.ts';
import type { LocalCollection } from './local-collection.ts';

/** What `GET /collections/{name}` answers. Counting the points of payload indexes looks at rows that are new since the last time. */
export async function collectionInfo(state: LocalCollection): Promise<CollectionInfo> {
  const shards = state.shards.all;
  const segments = shards.flatMap((shard) => shard.segments());
  const queueLength = shards.reduce((total, shard) => total + shard.queueLength, 0);
  return {
    status: 'green',
    optimizer_status: 'ok',
    indexed_vectors_count: indexedVectors(state, segments),
    points_count: shards.reduce((total, shard) => total + shard.pointCount, 0),
    segments_count: segments.length,
    config: publicConfig(state),
    payload_schema: await payloadSchema(state, segments),
    update_queue: { length: queueLength },
  };
}

async function payloadSchema(state: LocalCollection, segments: readonly SegmentView[]): Promise<Record<string, PayloadIndexInfo>> {
  const fields: [string, PayloadIndexInfo][] = [];
  for (const [field, schema] of state.payloadSchemas()) {
    const points = await state.pointCounts.count(field, schemaType(schema), segments);
    fields.push([field, { data_type: schemaType(schema), ...paramsOf(schema), points } as PayloadIndexInfo]);
  }
  return Object.fromEntries(fields);
}

/** `params` are shown when the definition has any besides its type, with the defaults the real server adds. */
function paramsOf(schema: PayloadFieldSchema): { params?: PayloadFieldSchema } {
  if (typeof schema === 'string' || Object.keys(schema).length <= 1) return {};
  if (schema.type === 'text') return { params: { tokenizer: 'word', ...schema } };
  if (schema.type === 'integer') return { params: { lookup: null, range: null, is_principal: null, ...schema } };
  return { params: schema };
}

/** Sparse vectors count as indexed from the start, dense ones once a graph holds them: those it was built with, dead ones included. */
function indexedVectors(state: LocalCollection, segments: readonly SegmentView[]): number {
  let total = 0;
  for (const [name, spec] of state.readContext().vectors) {
    if (spec.kind === 'sparse') total += sparseVectors(name, segments);
    else for (const segment of segments) total += segment.index?.(name)?.indexedVectors ?? 0;
  }
  return total;
}

/** Those of deleted points are still in Qdrant's inverted index; those that an update replaced are not, and empty ones never were. */
function sparseVectors(name: string, segments: readonly SegmentView[]): number {
  let count = 0;
  for (const segment of segments) {
    const storage = segment.storage(name);
    if (storage?.kind !== 'sparse') continue;
    for (let row = 0; row < segment.rowCount; row++) {
      if (storage.elementCount(row) === 0) continue;
      if (segment.live[row] === 1) count += 1;
      else if (segment.isDeleted(row) && segments.every((other) => other.rowOf(segment.idOf(row)) === undefined)) count += 1;
    }
  }
  return count;
}

/** The configuration as the API shows it: without what only the file has. */
export function publicConfig(state: LocalCollection): CollectionConfig {
  const { uuid: _uuid, ...config } = state.config();
  return config;
}
