import { stringifyJson } from '@sextant/contract/json';
import { joinPath, type Vfs } from '@sextant/vfs';
import { encodeMappingChanges } from '../format/mutable-id-tracker.ts';
import { encodePointVersions, pointVersionBytes } from '../format/point-versions.ts';
import { encodeSegmentState, type SegmentConfig, vectorStorageDirectory } from '../format/segment-state.ts';
import type { PayloadIndexSchema } from '../format/shard-files.ts';
import { segmentVersion } from '../format/version-info.ts';
import type { RawPoint } from '../read/stored-point.ts';
import { openBlobWriter } from './blob-writer.ts';
import { openDenseWriter, type VectorWriter } from './dense-writer.ts';
import { createPagedWriter } from './paged-writer.ts';
import { createRowFlags } from './row-flags.ts';
import { writeNewFile } from './write-file.ts';

/** Fills a new appendable segment, point after point; memory does not grow with them. */
export interface SegmentWriter {
  add(point: Omit<RawPoint, 'row'>): Promise<void>;
  /** Writes what is left; `version` is that of the segment, null when it never had an operation. */
  finish(version: number | null): Promise<void>;
  close(): Promise<void>;
}

/** `config` must be appendable: see `plainConfig`. */
export async function openSegmentWriter(
  vfs: Vfs,
  directory: string,
  config: SegmentConfig,
  indexedFields: PayloadIndexSchema,
): Promise<SegmentWriter> {
  await vfs.mkdir(directory, { recursive: true });
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(part: T): T => {
    opened.push(part);
    return part;
  };
  const close = async (): Promise<void> => {
    for (const part of opened.splice(0)) await part.close();
  };
  try {
    const mappings = keep(wholeFile(vfs, joinPath(directory, 'mutable_id_tracker.mappings')));
    const versions = keep(wholeFile(vfs, joinPath(directory, 'mutable_id_tracker.versions')));
    const payloads = keep(await openBlobWriter(vfs, joinPath(directory, 'payload_storage'), 'LZ4'));
    const vectors = new Map<string, VectorWriter>();
    for (const [name, vector] of Object.entries(config.vector_data))
      vectors.set(name, keep(await openDenseWriter(vfs, directory, name, vector)));
    for (const name of Object.keys(config.sparse_vector_data)) vectors.set(name, keep(await openSparseWriter(vfs, directory, name)));
    let rows = 0;
    let mappingBytes = 0;
    return {
      async add(point) {
        const row = rows++;
        for (const [name, vector] of vectors) await vector.add(row, point.vectors.get(name));
        if (point.payload) await payloads.add(row, point.payload);
        const change = encodeMappingChanges([{ id: point.id, row }]);
        await mappings.write(mappingBytes, change);
        mappingBytes += change.length;
        await versions.write(row * pointVersionBytes, encodePointVersions([point.version]));
      },
      async finish(version) {
        for (const vector of vectors.values()) await vector.finish(rows);
        await payloads.finish();
        await mappings.finish(1);
        await versions.finish(1);
        await close();
        await vfs.mkdir(joinPath(directory, 'payload_index'));
        await writeNewFile(vfs, joinPath(directory, 'payload_index/config.json'), stringifyJson({ indexed_fields: indexedFields }));
        await writeNewFile(vfs, joinPath(directory, 'segment.json'), encodeSegmentState({ initial_version: null, version, config }));
        // The last file: an engine takes a segment without it for one whose making was interrupted.
        await writeNewFile(vfs, joinPath(directory, 'version.info'), segmentVersion);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function wholeFile(vfs: Vfs, path: string): ReturnType<typeof createPagedWriter> {
  return createPagedWriter(vfs, () => path, Number.POSITIVE_INFINITY);
}

async function openSparseWriter(vfs: Vfs, segment: string, name: string): Promise<VectorWriter> {
  const directory = joinPath(segment, vectorStorageDirectory(name));
  const store = await openBlobWriter(vfs, joinPath(directory, 'store'), 'None');
  const absent = createRowFlags(vfs, joinPath(directory, 'deleted'));
  return {
    async add(row, bytes) {
      if (bytes) await store.add(row, bytes);
      else absent.set(row);
    },
    async finish(rows) {
      await store.finish();
      await absent.finish(rows);
    },
    close: () => store.close(),
  };
}
