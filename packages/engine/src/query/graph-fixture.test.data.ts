import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Filter } from '@sextant/contract';
import { parseJson } from '@sextant/contract/json';
import { unpackSnapshot } from '@sextant/snapshot';
import { joinPath, memoryVfs, type Vfs } from '@sextant/vfs';
import { openSegment } from '../segment/open-segment.ts';
import type { Segment } from '../segment/segment.ts';
import { queryPoints } from './query-points.ts';
import type { ReadContext, VectorSpec } from './read-source.ts';
import type { QueryRequest, ScoredPoint } from './request.ts';

/** Requests and what the real server answered, over a segment of its own. */
export interface GraphFixture {
  readonly points: number;
  readonly deleted_rows: number;
  readonly links_file: string;
  readonly hnsw_config: {
    readonly ef: number;
    readonly m0: number;
    readonly full_scan_threshold: number;
    readonly indexed_vector_count: number;
  };
  readonly cases: Readonly<Record<string, { readonly filter?: Filter; readonly params?: RecordedParams }>>;
  readonly queries: readonly {
    readonly vector: readonly number[];
    readonly expected: Readonly<Record<string, readonly [number, number][]>>;
  }[];
}

interface RecordedParams {
  readonly hnsw_ef?: number;
  readonly exact?: boolean;
  readonly acorn?: { readonly enable: boolean };
}

export interface OpenedFixture {
  readonly json: GraphFixture;
  readonly vfs: Vfs;
  /** Of the segment; its graph is in `vector_index`. */
  readonly directory: string;
  readonly warnings: { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[];
  open(): Promise<Segment>;
}

const root = new URL('../../../snapshot/fixtures/hnsw/', import.meta.url);

export async function openGraphFixture(name: string): Promise<OpenedFixture> {
  const vfs = memoryVfs();
  await vfs.mkdir('/segment');
  const archive = name.startsWith('own') ? `${name}.snapshot` : `${name}.tar`;
  await unpackSnapshot(createReadStream(new URL(archive, root)), vfs, '/segment');
  const directory = (await findSegment(vfs, '/segment')) as string;
  const json = parseJson(await readFile(new URL(`${name}.json`, root), 'utf8')) as unknown as GraphFixture;
  const warnings: OpenedFixture['warnings'] = [];
  const open = async (): Promise<Segment> =>
    openSegment({
      vfs,
      directory,
      uuid: 'fixture',
      durable: false,
      schema: new Map(),
      warn: (message, fields) => warnings.push({ message, fields }),
    });
  return { json, vfs, directory, warnings, open };
}

async function findSegment(vfs: Vfs, directory: string): Promise<string | undefined> {
  for (const { name, kind } of await vfs.readdir(directory)) {
    if (kind !== 'directory') continue;
    if (name === 'vector_index') return directory;
    const below = await findSegment(vfs, joinPath(directory, name));
    if (below !== undefined) return below;
  }
  return undefined;
}

/** Asks one segment for the nearest points of a vector. */
export async function nearestIn(segment: Segment, vector: ArrayLike<number>, request: Partial<QueryRequest> = {}): Promise<ScoredPoint[]> {
  return queryPoints(
    [{ segments: [segment.view], pin: () => segment.pin() }],
    { ...base, ...request, query: nearestTo(vector) },
    contextOf(segment),
  );
}

export function nearestTo(vector: ArrayLike<number>): NonNullable<QueryRequest['query']> {
  return { kind: 'nearest', input: { vector: Float32Array.from(vector) } };
}

export function contextOf(segment: Segment): ReadContext {
  const { size, distance, datatype } = segment.config.vector_data[''] as NonNullable<(typeof segment.config.vector_data)[string]>;
  const spec: VectorSpec = { kind: 'dense', dim: size, distance, uint8: datatype === 'uint8' };
  return {
    vectors: new Map([['', spec]]),
    indexed: new Map([
      ['k', 'keyword'],
      ['n', 'integer'],
    ]),
  };
}

const base: QueryRequest = { using: '', limit: 10, offset: 0, withPayload: false, withVector: false };

export function paramsOf({ filter, params = {} }: GraphFixture['cases'][string]): Partial<QueryRequest> {
  return {
    ...(filter === undefined ? {} : { filter }),
    params: {
      exact: params.exact === true,
      ...(params.acorn?.enable === true ? { acorn: { maxSelectivity: 0.4 } } : {}),
      ...(params.hnsw_ef === undefined ? {} : { hnswEf: params.hnsw_ef }),
    },
  };
}
