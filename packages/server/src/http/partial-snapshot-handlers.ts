import type { JsonValue } from '@sextant/contract/json';
import { EngineError } from '@sextant/engine';
import { isFormatError } from '@sextant/snapshot';
import type { ServerContext } from '../context.ts';
import { type Decoder, invalidType, isObject, list, optional, struct, text, u64 } from '../decode/decoder.ts';
import { choiceParameter } from '../decode/parameters.ts';
import { FormatError } from '../decode/scope.ts';
import { type FileHash, type ReceiverManifest, segmentsOf } from '../snapshot-store/receiver-manifest.ts';
import { snapshotPriorities } from '../snapshot-store/snapshot-service.ts';
import { decodeText } from './body.ts';
import { type Handler, type Handlers, type RawReply, type RestRequest, reply } from './handler.ts';
import { requireChecksum } from './snapshot-checksum.ts';
import { answer, isDryRun, shardScope, waits } from './snapshot-handlers.ts';
import { streamReply } from './snapshot-reply.ts';
import { receiveUpload } from './snapshot-upload.ts';

const manifest: Handler = async ({ snapshots }, request) => {
  const format = choiceParameter(request.query, 'format', ['segments', 'files']) ?? 'segments';
  const scope = shardScope(request);
  return reply(format === 'files' ? { files: await snapshots.fileManifest(scope) } : await snapshots.manifest(scope));
};

const fileList = struct<{ files: FileHash[] }>('FileManifest', {
  files: list(struct<FileHash>('FileHash', { path: text, hash: text })),
});
const fileVersion = optional(u64);
const fileVersions: Decoder<JsonValue> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'a map', scope);
  for (const [file, version] of Object.entries(value)) {
    scope.path.push(file);
    fileVersion(version, scope);
    scope.path.pop();
  }
  return value;
};
const segmentManifest = struct<{ segment_id: string; segment_version: number; file_versions: JsonValue }>('SegmentManifest', {
  segment_id: text,
  segment_version: u64,
  file_versions: fileVersions,
});

/** Either form; a list under the key `files` is no segment. */
const receiverManifest: Decoder<ReceiverManifest> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'a map', scope);
  if (Array.isArray(value['files'])) return { kind: 'files', files: fileList(value, scope).files };
  for (const [id, segment] of Object.entries(value)) {
    scope.path.push(id);
    segmentManifest(segment, scope);
    scope.path.pop();
  }
  try {
    return segmentsOf(value);
  } catch (error) {
    if (isFormatError(error)) throw new FormatError(error.message, scope);
    throw error;
  }
};

const peerUrl: Decoder<URL> = (value, scope) => {
  const location = text(value, scope);
  if (URL.canParse(location)) return new URL(location);
  throw new FormatError(`relative URL without a base: ${JSON.stringify(location)}`, scope);
};
const peer = struct<{ peer_url: URL; api_key?: string }>('PartialSnapshotRecoverFrom', { peer_url: peerUrl, api_key: optional(text) });

/** The real server reads these bodies with another extractor: it insists on the content type, and answers in its own words as plain text. */
async function strictBody<T>(request: RestRequest, decode: Decoder<T>): Promise<{ body: T } | { refusal: RawReply }> {
  if (!/^application\/(?:[^;]*\+)?json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
    request.stream.resume();
    return { refusal: plain('Content type error') };
  }
  try {
    return { body: decodeText(await request.text(), decode) };
  } catch (error) {
    if (error instanceof EngineError && error.code === 'json_format') return { refusal: plain(`Json deserialize error: ${error.message}`) };
    throw error;
  }
}

function plain(body: string): RawReply {
  return { kind: 'raw', status: 400, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

const create: Handler = async ({ snapshots }, request) => {
  const read = await strictBody(request, receiverManifest);
  if ('refusal' in read) return read.refusal;
  const stream = await snapshots.createPartial(shardScope(request), read.body, { signal: request.signal });
  return stream === undefined
    ? { kind: 'raw', status: 304, headers: { 'content-type': 'text/plain; charset=utf-8' } }
    : streamReply(stream);
};

const recover: Handler = async (context, request) => {
  const wait = waits(request);
  const isDry = isDryRun(request, wait);
  choiceParameter(request.query, 'priority', snapshotPriorities);
  const checksum = request.query.get('checksum');
  if (checksum !== undefined) requireChecksum(checksum, 'query parameters');
  return receiveUpload(
    request,
    async (file) => {
      const asked = {
        body: file.bytes,
        ...(file.sizeHintBytes === undefined ? {} : { sizeHintBytes: file.sizeHintBytes }),
        ...(checksum === undefined ? {} : { checksum }),
        ...(wait ? { signal: request.signal } : {}),
      };
      if (isDry) return reply(await context.snapshots.planPartialUpload(shardScope(request), asked));
      await context.snapshots.uploadPartial(shardScope(request), asked);
      return reply(null);
    },
    wait ? undefined : context.snapshots,
  );
};

const recoverFromPeer: Handler = async (context: ServerContext, request) => {
  const wait = waits(request);
  const isDry = isDryRun(request, wait);
  const read = await strictBody(request, peer);
  if ('refusal' in read) return read.refusal;
  const { peer_url: url, api_key: apiKey } = read.body;
  return answer(context, request, wait, async (signal) => {
    const asked = { peerUrl: url, ...(apiKey === undefined ? {} : { apiKey }), ...(signal === undefined ? {} : { signal }) };
    const scope = shardScope(request);
    return isDry ? context.snapshots.planPartialFrom(scope, asked) : context.snapshots.recoverPartialFrom(scope, asked);
  });
};

/** What changed in a shard: told, sent, and merged into another. */
export const partialSnapshotHandlers: Handlers = {
  get_partial_snapshot_manifest: manifest,
  create_partial_snapshot: create,
  recover_partial_snapshot: recover,
  recover_partial_snapshot_from: recoverFromPeer,
};
