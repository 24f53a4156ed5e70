/**
 * segment.json
 *
 *   {"initial_version":null,"version":3,"config":{
 *     "vector_data":{"":{"size":5,"distance":"Cosine","storage_type":"InRamChunkedMmap","index":{"type":"plain","options":{}},
 *                        "quantization_config":null,"multivector_config":{"comparator":"max_sim"},"datatype":"float16"}},
 *     "sparse_vector_data":{"sp":{"index":{"full_scan_threshold":null,"index_type":"MutableRam"},"storage_type":"mmap","modifier":"idf"}},
 *     "payload_storage_type":{"type":"mmap"}}}
 *
 * Absent maps are empty, an absent datatype is float32, an absent sparse storage type is mmap. Unknown keys are ignored.
 */
import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { corrupt, FormatError } from './format-error.ts';
import { asCount, asObject, asString, parseJsonObject } from './json-shape.ts';
import { oldSegment } from './version-info.ts';

const distances = ['Cosine', 'Euclid', 'Dot', 'Manhattan'] as const;
const datatypes = ['float32', 'float16', 'uint8', 'turbo4'] as const;
const storageTypes = ['ChunkedMmap', 'InRamChunkedMmap', 'Mmap', 'InRamMmap', 'Empty'] as const;
const sparseIndexTypes = ['MutableRam', 'ImmutableRam', 'Mmap'] as const;
const modifiers = ['none', 'idf'] as const;
const largestDim = 65_536;

export type Distance = (typeof distances)[number];
export type DenseDatatype = (typeof datatypes)[number];
export type VectorStorageType = (typeof storageTypes)[number];
export type SparseIndexType = (typeof sparseIndexTypes)[number];

/** The shape of segment.json; keys as on disk. */
export interface SegmentState {
  initial_version: number | null;
  /** Number of the last operation applied; null when empty. */
  version: number | null;
  config: SegmentConfig;
}

export interface SegmentConfig {
  vector_data: Record<string, SegmentVectorConfig>;
  sparse_vector_data: Record<string, SegmentSparseConfig>;
  payload_storage_type: { type: 'mmap' | 'in_ram_mmap' };
}

export interface SegmentVectorConfig {
  size: number;
  distance: Distance;
  storage_type: VectorStorageType;
  index: { type: 'plain'; options: JsonObject } | { type: 'hnsw'; options: JsonObject };
  quantization_config: JsonObject | null;
  multivector_config?: { comparator: 'max_sim' };
  /** Absent: float32. */
  datatype?: DenseDatatype;
}

export interface SegmentSparseConfig {
  index: { full_scan_threshold: number | null; index_type: SparseIndexType } & Record<string, JsonValue>;
  storage_type: 'mmap' | 'empty';
  modifier?: 'none' | 'idf';
}

/** Parses and checks; what only RocksDB-era Qdrant wrote is refused with the way out. */
export function parseSegmentState(text: string): SegmentState {
  const json = parseJsonObject(text, 'segment.json');
  const config = asObject(json['config'], 'config');
  const vectors = asObject(config['vector_data'] ?? {}, 'vector_data');
  const sparse = asObject(config['sparse_vector_data'] ?? {}, 'sparse_vector_data');
  return {
    initial_version: optionalVersion(json['initial_version'], 'initial_version'),
    version: optionalVersion(json['version'], 'version'),
    config: {
      vector_data: mapEntries(vectors, parseVectorConfig),
      sparse_vector_data: mapEntries(sparse, parseSparseConfig),
      payload_storage_type: { type: parsePayloadType(config['payload_storage_type']) },
    },
  };
}

/** The text of segment.json. */
export function encodeSegmentState(state: SegmentState): string {
  const { vector_data, sparse_vector_data, payload_storage_type } = state.config;
  const hasSparse = Object.keys(sparse_vector_data).length > 0;
  return JSON.stringify({
    initial_version: state.initial_version,
    version: state.version,
    config: { vector_data, ...(hasSparse ? { sparse_vector_data } : {}), payload_storage_type },
  });
}

/** True when the segment takes new points: every index plain or mutable, every dense storage chunked. */
export function isAppendable({ vector_data, sparse_vector_data }: SegmentConfig): boolean {
  const dense = Object.values(vector_data).every((vector) => vector.index.type === 'plain' && isChunked(vector.storage_type));
  return dense && Object.values(sparse_vector_data).every((vector) => vector.index.index_type === 'MutableRam');
}

/** Chunked files (true) or a single immutable file (false). */
export function isChunked(type: VectorStorageType): boolean {
  return type === 'ChunkedMmap' || type === 'InRamChunkedMmap';
}

/** `vector_storage` for the unnamed vector, `vector_storage-<name>` for the others. */
export function vectorStorageDirectory(name: string): string {
  return name === '' ? 'vector_storage' : `vector_storage-${name}`;
}

export function vectorIndexDirectory(name: string): string {
  return name === '' ? 'vector_index' : `vector_index-${name}`;
}

function mapEntries<T>(object: JsonObject, parse: (name: string, value: JsonValue) => T): Record<string, T> {
  // A vector may be called __proto__; only a real own property keeps it.
  const entries: Record<string, T> = Object.create(null) as Record<string, T>;
  for (const [name, value] of Object.entries(object)) {
    checkVectorName(name);
    entries[name] = parse(name, value);
  }
  return entries;
}

/** A vector name becomes a part of directory names: nothing in it may lead out of the segment. */
function checkVectorName(name: string): void {
  if (/[/\\\0]/.test(name)) throw new FormatError('forbidden', 'a vector name would leave its directory', { found: JSON.stringify(name) });
}

function optionalVersion(value: JsonValue | undefined, what: string): number | null {
  return value === undefined || value === null ? null : asCount(value, what);
}

function oneOf<T extends string>(known: readonly T[], value: JsonValue | undefined, what: string): T {
  const text = asString(value, what);
  const match = known.find((candidate) => candidate === text);
  if (match === undefined) throw new FormatError('unsupported', `unknown ${what}`, { expected: known.join(', '), found: text });
  return match;
}

function parseVectorConfig(name: string, value: JsonValue): SegmentVectorConfig {
  const where = `vector "${name}"`;
  const json = asObject(value, where);
  if (json['storage_type'] === 'Memory') throw oldSegment(`storage_type of ${where}`, 'Memory');
  const index = asObject(json['index'], `index of ${where}`);
  const size = asCount(json['size'], `size of ${where}`, 1);
  if (size > largestDim) throw corrupt(`size of ${where} is out of range`, { expected: `1 to ${largestDim}`, found: size });
  const quantization = json['quantization_config'] ?? null;
  const config: SegmentVectorConfig = {
    size,
    distance: oneOf(distances, json['distance'], `distance of ${where}`),
    storage_type: oneOf(storageTypes, json['storage_type'], `storage_type of ${where}`),
    index: {
      type: oneOf(['plain', 'hnsw'], index['type'], `index type of ${where}`),
      options: asObject(index['options'] ?? {}, `index options of ${where}`),
    },
    quantization_config: quantization === null ? null : asObject(quantization, `quantization_config of ${where}`),
  };
  const multivector = json['multivector_config'] ?? null;
  if (multivector !== null) {
    const comparator = asObject(multivector, `multivector_config of ${where}`)['comparator'];
    config.multivector_config = { comparator: oneOf(['max_sim'], comparator, `comparator of ${where}`) };
  }
  if ((json['datatype'] ?? null) !== null) config.datatype = oneOf(datatypes, json['datatype'], `datatype of ${where}`);
  return config;
}

function parseSparseConfig(name: string, value: JsonValue): SegmentSparseConfig {
  const where = `sparse vector "${name}"`;
  const json = asObject(value, where);
  if (json['storage_type'] === 'on_disk') throw oldSegment(`storage_type of ${where}`, 'on_disk');
  const index = asObject(json['index'], `index of ${where}`);
  const threshold = index['full_scan_threshold'] ?? null;
  const config: SegmentSparseConfig = {
    index: {
      ...index,
      full_scan_threshold: threshold === null ? null : asCount(threshold, `full_scan_threshold of ${where}`),
      index_type: oneOf(sparseIndexTypes, index['index_type'], `index_type of ${where}`),
    },
    storage_type: oneOf(['mmap', 'empty'], json['storage_type'] ?? 'mmap', `storage_type of ${where}`),
  };
  if ((json['modifier'] ?? null) !== null) config.modifier = oneOf(modifiers, json['modifier'], `modifier of ${where}`);
  return config;
}

function parsePayloadType(value: JsonValue | undefined): 'mmap' | 'in_ram_mmap' {
  const type = asObject(value, 'payload_storage_type')['type'];
  if (type === 'in_memory' || type === 'on_disk') throw oldSegment('payload_storage_type', type);
  return oneOf(['mmap', 'in_ram_mmap'], type, 'payload_storage_type');
}
