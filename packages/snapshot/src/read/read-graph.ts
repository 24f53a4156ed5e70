import { giveWay, isMissing, joinPath, type Vfs, type VfsFile } from '@sextant/vfs';
import { atFile, awaitAtFile, corrupt, FormatError } from '../format/format-error.ts';
import { type HnswConfig, parseHnswConfig } from '../format/hnsw-config.ts';
import { decodeHnswGraph, type HnswEntryPoint, type HnswGraphFile } from '../format/hnsw-graph-file.ts';
import { decodeLinkList } from '../format/hnsw-link-list.ts';
import {
  decodeLevelStarts,
  decodeLinksHeader,
  type LinksKind,
  type LinksLayout,
  linksFiles,
  linksHeaderBytes,
} from '../format/hnsw-links-file.ts';
import { decodeLinkOffsets } from '../format/hnsw-offsets.ts';
import { decodeOptionalText, readRequiredFile } from './read-file.ts';

/** How large a graph is, before its links are read. */
export interface GraphShape {
  readonly nodes: number;
  /** First list of each level and, at the end, the number of lists. List of a node: on level 0 its own number, above `start + rank`. */
  readonly levelStarts: readonly number[];
}

/** Where a graph is read to. */
export interface GraphTarget {
  /** Rank of each node: a level has the nodes whose rank is below its number of lists. */
  readonly ranks: Uint32Array;
  /** First link of each list and, at the end, the number of links. */
  readonly listStarts: Uint32Array;
  /** Takes the links of the next lists; the array is used again. */
  append(links: Uint32Array): void;
}

/** What a graph says besides its links. */
export interface StoredGraph extends HnswGraphFile {
  /** Undefined without hnsw_config.json. */
  readonly config: HnswConfig | undefined;
  /** Name of the file the links come from. */
  readonly linksFile: string;
  readonly levelStarts: readonly number[];
}

/** So much is decoded in one piece. */
const windowBytes = 128 * 1024;

/**
 * Reads the HNSW graph in a `vector_index` directory of a segment of `points` rows, in slices, checking every number: what comes back leads to no
 * other row, list or level than there are. Fails with a format error that names the file.
 */
export async function readGraph(
  vfs: Vfs,
  directory: string,
  points: number,
  begin: (shape: GraphShape) => GraphTarget,
): Promise<StoredGraph> {
  const config = await decodeOptionalText(vfs, joinPath(directory, 'hnsw_config.json'), parseHnswConfig);
  const path = joinPath(directory, 'graph.bin');
  const content = await readRequiredFile(vfs, path);
  const graph = atFile(path, () => decodeHnswGraph(content, points));
  const { file, name, kind } = await openLinks(vfs, directory);
  try {
    const { levelStarts, ranks } = await awaitAtFile(joinPath(directory, name), () => readLinks(file, kind, points, begin));
    atFile(path, () => checkEntryPoints([...graph.entryPoints, ...graph.extraEntryPoints], levelStarts, ranks));
    return { ...graph, config, linksFile: name, levelStarts };
  } finally {
    await file.close();
  }
}

async function openLinks(vfs: Vfs, directory: string): Promise<{ file: VfsFile; name: string; kind: LinksKind }> {
  for (const { name, kind } of linksFiles) {
    try {
      return { file: await vfs.open(joinPath(directory, name), 'r'), name, kind };
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  throw new FormatError('missing', 'there is no file of links', {
    file: directory,
    expected: linksFiles.map(({ name }) => name).join(', '),
  });
}

async function readLinks(
  file: VfsFile,
  kind: LinksKind,
  points: number,
  begin: (shape: GraphShape) => GraphTarget,
): Promise<{ levelStarts: number[]; ranks: Uint32Array }> {
  const { sizeBytes } = await file.stat();
  const header = new Uint8Array(Math.min(linksHeaderBytes, sizeBytes));
  await readWhole(file, header, 0);
  const layout = decodeLinksHeader(kind, header, sizeBytes, points);
  const starts = new Uint8Array(layout.levels * 8);
  await readWhole(file, starts, layout.levelStartsAt);
  const levelStarts = decodeLevelStarts(layout, starts);
  const target = begin({ nodes: points, levelStarts });
  await readRanks(file, layout, target.ranks);
  await readOffsets(file, layout, target.listStarts);
  await readLists(file, layout, levelStarts, target);
  return { levelStarts, ranks: target.ranks };
}

async function readRanks(file: VfsFile, { points, ranksAt }: LinksLayout, ranks: Uint32Array): Promise<void> {
  const window = new Uint8Array(Math.min(windowBytes, points * 4));
  for (let from = 0; from < points; from += window.length / 4) {
    const count = Math.min(window.length / 4, points - from);
    const bytes = window.subarray(0, count * 4);
    await readWhole(file, bytes, ranksAt + from * 4);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let i = 0; i < count; i++) {
      const rank = view.getUint32(i * 4, true);
      if (rank >= points)
        throw corrupt('a node has an impossible rank', { offset: ranksAt + (from + i) * 4, expected: `below ${points}`, found: rank });
      ranks[from + i] = rank;
    }
    await giveWay();
  }
}

async function readOffsets(file: VfsFile, layout: LinksLayout, out: Uint32Array): Promise<void> {
  const { packing, offsetsAt, lists } = layout;
  const chunks = Math.ceil((lists + 1) / packing.values);
  const step = Math.max(1, Math.floor(windowBytes / 4 / packing.bytes));
  const window = new Uint8Array(Math.min(step, chunks) * packing.bytes);
  for (let chunk = 0; chunk < chunks; chunk += step) {
    const bytes = window.subarray(0, Math.min(step, chunks - chunk) * packing.bytes);
    const at = offsetsAt + chunk * packing.bytes;
    await readWhole(file, bytes, at);
    const first = chunk * packing.values;
    decodeLinkOffsets(layout, bytes, at, out, first, Math.min(step * packing.values, lists + 1 - first));
    await giveWay();
  }
}

/** Decodes the lists; where their bytes begin is replaced by where their links begin on the way. */
async function readLists(
  file: VfsFile,
  layout: LinksLayout,
  levelStarts: readonly number[],
  { listStarts, append }: GraphTarget,
): Promise<void> {
  const { lists, kind, neighboursAt, points, vectors } = layout;
  const unit = kind === 'plain' ? 4 : 1;
  const startOf = (list: number): number => (listStarts[list] as number) * unit;
  const longest = (points + 1) * (5 + (vectors?.linkBytes ?? 0)) + (vectors?.baseBytes ?? 0) + 512;
  let window = new Uint8Array(windowBytes);
  let links = new Uint32Array(windowBytes);
  let total = 0;
  let level = 0;
  for (let list = 0; list < lists; ) {
    const start = startOf(list);
    let end = list + 1;
    while (end < lists && startOf(end + 1) - start <= windowBytes && end - list < windowBytes / 8) end++;
    const length = startOf(end) - start;
    if (end === list + 1 && length > longest)
      throw corrupt('a list of links is longer than all points', { offset: neighboursAt + start, found: `${length} bytes` });
    if (length > window.length) [window, links] = [new Uint8Array(length), new Uint32Array(length)];
    const bytes = window.subarray(0, length);
    await readWhole(file, bytes, neighboursAt + start);
    let filled = 0;
    for (; list < end; list++) {
      while (list >= (levelStarts[level + 1] as number)) level++;
      const [from, to] = [startOf(list) - start, startOf(list + 1) - start];
      listStarts[list] = total + filled;
      filled += decodeLinkList(layout, level, bytes, from, to, neighboursAt + start, links.subarray(filled));
    }
    append(links.subarray(0, filled));
    total += filled;
    await giveWay();
  }
  listStarts[lists] = total;
}

function checkEntryPoints(entries: readonly HnswEntryPoint[], levelStarts: readonly number[], ranks: Uint32Array): void {
  for (const { node, level } of entries) {
    const nodes = (levelStarts[level + 1] ?? 0) - (levelStarts[level] ?? 0);
    if ((ranks[node] as number) < nodes || (level === 0 && levelStarts.length > 1)) continue;
    throw corrupt('an entry point is not on its level', { expected: `a node of level ${level}`, found: `node ${node}` });
  }
}

async function readWhole(file: VfsFile, target: Uint8Array, position: number): Promise<void> {
  const read = await file.read(target, position);
  if (read < target.length) throw corrupt('the file is cut off', { offset: position, expected: `${target.length} bytes`, found: read });
}
