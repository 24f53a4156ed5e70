import { createHnswGraph, type HnswGraphBuilder } from '@sextant/kernel';
import {
  type HnswConfig,
  isFormatError,
  parseHnswConfig,
  readGraph,
  type SegmentVectorConfig,
  type StoredGraph,
  vectorIndexDirectory,
} from '@sextant/snapshot';
import { createBackgroundSlice, joinPath, readTextIfPresent, type Vfs } from '@sextant/vfs';
import type { SegmentCore } from './segment-core.ts';
import type { DenseStorageView, SearchGraph, VectorIndexView } from './segment-view.ts';

/** Told when a graph cannot be used: the segment is searched exactly then. */
export type WarnOfGraph = (message: string, fields: Readonly<Record<string, unknown>>) => void;

const kilobyte = 1024;
const defaultEf = 100;
const defaultThresholdKb = 10_000;

/**
 * Reads the HNSW graphs of a loaded segment, in slices, into the memories of their vectors. A graph that is broken, or does not fit, is left
 * alone: whoever searches finds the same points by scanning.
 */
export async function loadGraphs(
  vfs: Vfs,
  directory: string,
  core: SegmentCore,
  configs: Readonly<Record<string, SegmentVectorConfig>>,
  warn: WarnOfGraph,
): Promise<void> {
  for (const [name, config] of Object.entries(configs)) {
    if (config.index.type !== 'hnsw' || config.storage_type === 'Empty') continue;
    const folder = joinPath(directory, vectorIndexDirectory(name));
    const storage = core.view.storage(name);
    try {
      const index =
        storage?.kind === 'dense' ? await loadGraph(vfs, folder, core, storage, config) : await readIndexedCount(vfs, folder, core);
      core.setIndex(name, index);
    } catch (error) {
      if (!isFormatError(error) && !(error instanceof RangeError)) throw error;
      core.setIndex(name, { indexedVectors: 0 });
      warn('An HNSW graph cannot be used: the segment is searched exactly, which is slower', {
        directory: folder,
        vector: name,
        reason: error.message,
        remedy: 'restore the shard from a snapshot whose graph is whole',
      });
    }
  }
}

async function loadGraph(
  vfs: Vfs,
  folder: string,
  core: SegmentCore,
  storage: DenseStorageView,
  config: SegmentVectorConfig,
): Promise<VectorIndexView> {
  const { rowCount } = core;
  let builder: HnswGraphBuilder | undefined;
  const stored = await readGraph(vfs, folder, rowCount, (shape) => {
    builder = createHnswGraph(storage.memory, shape);
    return builder;
  });
  const graph = (builder as HnswGraphBuilder).finish(stored);
  const slice = createBackgroundSlice();
  const { live } = core.view;
  let presentCount = 0;
  for (let row = 0; row < rowCount; row++) {
    if (slice.isDue()) await slice.rest();
    if (storage.absent[row] === 1) graph.setVectorless(row);
    else {
      presentCount++;
      if (live[row] !== 1) graph.setDeath(row, 1);
    }
  }
  const settings = stored.config ?? settingsOf(config, stored, presentCount, rowCount);
  const searchGraph: SearchGraph = {
    graph,
    ef: settings.ef,
    fullScanThreshold: settings.m === 0 && (settings.payloadM ?? 0) === 0 ? Infinity : settings.fullScanThreshold,
    presentCount,
  };
  return { indexedVectors: settings.indexedVectorCount ?? rowCount, graph: searchGraph };
}

/** Without hnsw_config.json the options in segment.json count; their threshold is kilobytes of vectors. */
function settingsOf(config: SegmentVectorConfig, { m, efConstruct }: StoredGraph, presentCount: number, rowCount: number): HnswConfig {
  const { full_scan_threshold: threshold, payload_m: payloadM } = config.index.options;
  const rowBytes = config.size * (config.datatype === 'float16' ? 2 : config.datatype === 'uint8' ? 1 : 4);
  const averageBytes = Math.max(1, Math.floor((presentCount * rowBytes) / Math.max(1, rowCount)));
  const thresholdKb = typeof threshold === 'number' ? threshold : defaultThresholdKb;
  return {
    m,
    ef: efConstruct > 0 ? efConstruct : defaultEf,
    fullScanThreshold: presentCount === 0 ? 1 : Math.floor((thresholdKb * kilobyte) / averageBytes),
    payloadM: typeof payloadM === 'number' ? payloadM : undefined,
    indexedVectorCount: undefined,
  };
}

/** Of multivectors: their graph is there, and counts as Qdrant counts it, but is not walked yet. */
async function readIndexedCount(vfs: Vfs, folder: string, core: SegmentCore): Promise<VectorIndexView> {
  const text = await readTextIfPresent(vfs, joinPath(folder, 'hnsw_config.json'));
  return { indexedVectors: (text === undefined ? undefined : parseHnswConfig(text).indexedVectorCount) ?? core.rowCount };
}
