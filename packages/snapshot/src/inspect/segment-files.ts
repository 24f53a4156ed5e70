import { vectorIndexDirectory, vectorStorageDirectory } from '../format/segment-state.ts';

/** Apparent bytes of the files of a segment by what they are for. */
export interface SegmentSizes {
  readonly ids: number;
  readonly vectors: number;
  /** Graphs and inverted indexes. */
  readonly vectorIndexes: number;
  readonly quantized: number;
  readonly payload: number;
  readonly payloadIndexes: number;
  readonly other: number;
}

/** Sorts the files of a segment by what they are for. */
export function sizesOf(files: ReadonlyMap<string, number>): SegmentSizes {
  const sizes = { ids: 0, vectors: 0, vectorIndexes: 0, quantized: 0, payload: 0, payloadIndexes: 0, other: 0 };
  for (const [file, sizeBytes] of files) sizes[partOf(file)] += sizeBytes;
  return sizes;
}

function partOf(file: string): keyof SegmentSizes {
  if (/^(mutable_)?id_tracker\./.test(file)) return 'ids';
  if (/^vector_storage(-[^/]*)?\/quantized[._]/.test(file)) return 'quantized';
  if (/^vector_storage(-[^/]*)?\//.test(file)) return 'vectors';
  if (/^vector_index(-[^/]*)?\//.test(file)) return 'vectorIndexes';
  if (file.startsWith('payload_storage/')) return 'payload';
  return file.startsWith('payload_index/') ? 'payloadIndexes' : 'other';
}

const linksFiles = ['links.bin', 'links_compressed.bin', 'links_comp_vec.bin'];

/** What is there of the graph of a vector: both of its files, one, or none. */
export function graphFiles(files: ReadonlyMap<string, number>, vector: string): { readonly hasGraph: boolean; readonly hasLinks: boolean } {
  const directory = vectorIndexDirectory(vector);
  return {
    hasGraph: files.has(`${directory}/graph.bin`),
    hasLinks: linksFiles.some((name) => files.has(`${directory}/${name}`)),
  };
}

/** What is there of the quantized data of a vector. */
export function quantizedFiles(
  files: ReadonlyMap<string, number>,
  vector: string,
): { readonly hasConfig: boolean; readonly hasData: boolean } {
  const directory = vectorStorageDirectory(vector);
  const hasData =
    files.has(`${directory}/quantized.data`) || [...files.keys()].some((file) => file.startsWith(`${directory}/quantized_data/`));
  return { hasConfig: files.has(`${directory}/quantized.config.json`), hasData };
}
