import type { PayloadFieldSchema } from '@sextant/contract';
import {
  atFile,
  checkSegmentVersion,
  FormatError,
  isAppendable,
  isFormatError,
  parseBlobstoreConfig,
  parseSegmentState,
  type SegmentState,
} from '@sextant/snapshot';
import { joinPath, readTextIfPresent, type Vfs } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import { loadImmutable } from './immutable-segment.ts';
import { loadAppendable } from './load-appendable.ts';
import type { WarnOfGraph } from './load-graph.ts';
import type { AppendableSegment, Segment } from './segment.ts';

export interface OpenSegmentOptions {
  readonly vfs: Vfs;
  readonly directory: string;
  readonly uuid: string;
  readonly durable: boolean;
  readonly schema: ReadonlyMap<string, PayloadFieldSchema>;
  /** Told of what is there and cannot be used. */
  readonly warn?: WarnOfGraph;
}

/** Opens a segment of either kind in place. Fails naming the file and what is wrong with it. */
export async function openSegment(options: OpenSegmentOptions): Promise<Segment> {
  const { vfs, directory } = options;
  try {
    const versionText = (await readTextIfPresent(vfs, joinPath(directory, 'version.info'))) ?? '';
    atFile('version.info', () => checkSegmentVersion(versionText));
    const text = await readTextIfPresent(vfs, joinPath(directory, 'segment.json'));
    if (text === undefined)
      throw new EngineError('service_error', `${directory}/segment.json is missing. Restore the shard from a snapshot`, {
        details: { file: `${directory}/segment.json` },
      });
    const state: SegmentState = atFile('segment.json', () => parseSegmentState(text));
    return (await takesRows(vfs, directory, state)) ? await loadAppendable(options, state) : await loadImmutable(options, state);
  } catch (error) {
    if (!isFormatError(error)) throw error;
    const { file } = error.details;
    const path = file === undefined || file.startsWith('/') ? (file ?? directory) : joinPath(directory, file);
    const located = new FormatError(error.code, error.finding, { ...error.details, file: path }, error);
    throw new EngineError('service_error', located.message, { cause: located, details: { ...located.details } });
  }
}

/** Appendable by its configuration, and with stores that can be written in place. */
async function takesRows(vfs: Vfs, directory: string, state: SegmentState): Promise<boolean> {
  if (!isAppendable(state.config)) return false;
  if (Object.values(state.config.sparse_vector_data).some((config) => config.storage_type === 'empty')) return false;
  const text = await readTextIfPresent(vfs, joinPath(directory, 'payload_storage/config.json'));
  return text === undefined || atFile('payload_storage/config.json', () => parseBlobstoreConfig(text)).mode === 'mutable';
}

export function isAppendableSegment(segment: Segment): segment is AppendableSegment {
  return segment.isAppendable;
}
