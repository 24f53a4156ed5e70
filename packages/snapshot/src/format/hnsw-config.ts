/**
 * vector_index/hnsw_config.json: how a graph was built, and when it is used
 *
 *   {"m":16,"m0":32,"ef_construct":100,"ef":100,"full_scan_threshold":25,"max_indexing_threads":1,
 *    "payload_m":null,"payload_m0":null,"indexed_vector_count":10000}
 *
 * The first five are required; here the threshold is a number of vectors, in segment.json and config.json it is kilobytes.
 */
import { asCount, parseJsonObject } from './json-shape.ts';

export interface HnswConfig {
  readonly m: number;
  /** Width of a search that names none. */
  readonly ef: number;
  /** Fewer vectors than this are scanned. */
  readonly fullScanThreshold: number;
  readonly payloadM: number | undefined;
  /** What collection info reports; absent: the number of nodes. */
  readonly indexedVectorCount: number | undefined;
}

/** Parses hnsw_config.json. */
export function parseHnswConfig(text: string): HnswConfig {
  const json = parseJsonObject(text, 'hnsw_config.json');
  const optional = (key: string): number | undefined => {
    const value = json[key] ?? null;
    return value === null ? undefined : asCount(value, key);
  };
  asCount(json['m0'], 'm0');
  asCount(json['ef_construct'], 'ef_construct');
  return {
    m: asCount(json['m'], 'm'),
    ef: asCount(json['ef'], 'ef'),
    fullScanThreshold: asCount(json['full_scan_threshold'], 'full_scan_threshold'),
    payloadM: optional('payload_m'),
    indexedVectorCount: optional('indexed_vector_count'),
  };
}
