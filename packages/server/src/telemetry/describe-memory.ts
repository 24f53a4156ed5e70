import type { Collection } from '@sextant/engine';
import { isMissing, joinPath, type Vfs } from '@sextant/vfs';

/** Bytes of one part of a collection. What a process of JavaScript cannot know, the page cache, is 0. */
interface PartUsage {
  disk_bytes: number;
  ram_bytes: number;
  cached_bytes: number;
  expected_cache_bytes: number;
}

const nothing = (): PartUsage => ({ disk_bytes: 0, ram_bytes: 0, cached_bytes: 0, expected_cache_bytes: 0 });

/**
 * What the files of a collection take, by what they hold: the result of `GET /collections/{name}/memory`. Sizes on disk are those of the files, holes
 * included; those in memory are told for dense vectors only.
 */
export async function describeMemory(vfs: Vfs, storagePath: string, collection: Collection): Promise<Record<string, unknown>> {
  const { params } = collection.config();
  const vectors = params.vectors === undefined ? {} : 'size' in params.vectors ? { '': params.vectors } : params.vectors;
  const dense = new Map(Object.keys(vectors).map((name) => [name, { storage: nothing(), index: nothing() }]));
  const sparse = new Map(Object.keys(params.sparse_vectors ?? {}).map((name) => [name, { storage: nothing(), index: nothing() }]));
  const payload = nothing();
  const payloadIndex = nothing();
  const idTracker = nothing();

  const partOf = (path: string): PartUsage | undefined => {
    const top = path.slice(0, (path.indexOf('/') + 1 || path.length + 1) - 1);
    const [, kind, name = ''] = /^vector_(storage|index)(?:-(.+))?$/.exec(top) ?? [];
    if (kind === 'storage' || kind === 'index') return (dense.get(name) ?? sparse.get(name))?.[kind];
    if (top === 'payload_storage') return payload;
    if (top === 'payload_index') return payloadIndex;
    return /^(?:mutable_)?id_tracker\./.test(top) ? idTracker : undefined;
  };
  for (const shardId of collection.shardIds) {
    const segments = joinPath(storagePath, 'collections', collection.name, String(shardId), 'segments');
    for (const { name } of await entriesOf(vfs, segments)) {
      for await (const { path, sizeBytes } of filesBelow(vfs, joinPath(segments, name), '')) {
        const part = partOf(path);
        if (part !== undefined) part.disk_bytes += sizeBytes;
      }
    }
  }
  const { vectorCounts } = collection.stats();
  for (const [name, { storage }] of dense) {
    const { size = 0, datatype } = (vectors as Record<string, { size?: number | bigint; datatype?: string | null }>)[name] ?? {};
    storage.ram_bytes = (vectorCounts[name] ?? 0) * Number(size) * (elementBytes[datatype ?? 'float32'] ?? 4);
  }
  const { payload_schema: schema } = await collection.info();
  // The files of all fields lie together: there are no structures of one field to tell apart.
  const fields = Object.keys(schema ?? {}).map((name, at) => ({ name, usage: at === 0 ? payloadIndex : nothing() }));
  const parts = [...dense.values(), ...sparse.values()].flatMap(({ storage, index }) => [storage, index]);
  const list = (some: typeof dense): unknown[] => [...some].map(([name, usage]) => ({ name, ...usage }));
  return {
    total: sumOf([...parts, payload, payloadIndex, idTracker]),
    vectors: list(dense),
    sparse_vectors: list(sparse),
    payload,
    payload_index: fields,
    other: { id_tracker: idTracker },
  };
}

const elementBytes: Readonly<Record<string, number>> = { float32: 4, float16: 2, uint8: 1 };

function sumOf(parts: readonly PartUsage[]): PartUsage {
  const sum = nothing();
  for (const part of parts) for (const key of Object.keys(sum) as (keyof PartUsage)[]) sum[key] += part[key];
  return sum;
}

/** Files with their paths below `root`; what goes meanwhile is left out. */
async function* filesBelow(vfs: Vfs, root: string, base: string): AsyncGenerator<{ path: string; sizeBytes: number }> {
  for (const { name, kind } of await entriesOf(vfs, joinPath(root, base))) {
    const path = base === '' ? name : `${base}/${name}`;
    if (kind === 'directory') yield* filesBelow(vfs, root, path);
    else if (kind === 'file') yield { path, sizeBytes: await sizeOf(vfs, joinPath(root, path)) };
  }
}

async function entriesOf(vfs: Vfs, path: string): ReturnType<Vfs['readdir']> {
  return vfs.readdir(path).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

async function sizeOf(vfs: Vfs, path: string): Promise<number> {
  return vfs.stat(path).then(
    ({ sizeBytes }) => sizeBytes,
    (error: unknown) => {
      if (isMissing(error)) return 0;
      throw error;
    },
  );
}
