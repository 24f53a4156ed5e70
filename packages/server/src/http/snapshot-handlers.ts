import { EngineError } from '@sextant/engine';
import type { ServerContext } from '../context.ts';
import { oneOf, optional, struct, text } from '../decode/decoder.ts';
import { booleanParameter, choiceParameter } from '../decode/parameters.ts';
import { takesBareNames } from '../snapshot-store/open-snapshot-service.ts';
import { parseLocation } from '../snapshot-store/snapshot-location.ts';
import { snapshotKey } from '../snapshot-store/snapshot-names.ts';
import {
  type RecoverableScope,
  type SnapshotDescription,
  type SnapshotPriority,
  type SnapshotScope,
  snapshotPriorities,
} from '../snapshot-store/snapshot-service.ts';
import { decodeBody } from './body.ts';
import { nameOf } from './collection-access.ts';
import { type Handler, type Handlers, type Reply, type RestRequest, reply } from './handler.ts';
import { requireChecksum } from './snapshot-checksum.ts';
import { downloadReply, streamReply } from './snapshot-reply.ts';
import { receiveUpload } from './snapshot-upload.ts';

type ScopeOf<S extends SnapshotScope> = (request: RestRequest) => S;

const collectionScope: ScopeOf<RecoverableScope> = (request) => ({ kind: 'collection', collection: nameOf(request) });
export const shardScope: ScopeOf<Extract<SnapshotScope, { kind: 'shard' }>> = (request) => ({
  kind: 'shard',
  collection: nameOf(request),
  shardId: Number(request.params['shard_id']),
});
const fullScope: ScopeOf<SnapshotScope> = () => ({ kind: 'full' });

/** `creation_time` is UTC, without fraction and zone: the form that clients generated from Qdrant's contract parse. */
export function describeSnapshot({ name, createdMs, sizeBytes, checksum }: SnapshotDescription): Record<string, unknown> {
  const time = new Date(createdMs).toISOString().slice(0, 19);
  return { name, creation_time: time, size: sizeBytes, ...(checksum === undefined ? {} : { checksum }) };
}

/**
 * With `wait=false` the answer is 202 before anything is looked at; what becomes of the work is told to the log. Only work for which there is no room
 * is refused, which shows at once: nobody should take it for accepted.
 */
export async function answer(
  context: ServerContext,
  request: RestRequest,
  wait: boolean,
  work: (signal: AbortSignal | undefined) => Promise<unknown>,
): Promise<Reply> {
  if (wait) return reply(await work(request.signal));
  let refusal: unknown;
  const outcome = work(undefined);
  outcome.catch((error: unknown) => (refusal = error));
  context.snapshots.detach(() => outcome);
  await new Promise(setImmediate);
  if (refusal instanceof EngineError && refusal.code === 'rate_limited') throw refusal;
  return { kind: 'accepted' };
}

/** Whether only the plan of a recovery is asked for; nobody could be told it who does not wait. */
export function isDryRun(request: RestRequest, wait: boolean): boolean {
  const isDry = booleanParameter(request.query, 'dry_run') ?? false;
  if (isDry && !wait)
    throw new EngineError('bad_request', 'dry_run=true answers a plan and cannot be combined with wait=false: leave wait out, or dry_run', {
      details: { expected: 'wait=true', found: 'wait=false' },
    });
  return isDry;
}

/** Whether the caller waits for the outcome; the default. */
export function waits(request: RestRequest): boolean {
  return booleanParameter(request.query, 'wait') ?? true;
}

const list =
  (scope: ScopeOf<SnapshotScope>): Handler =>
  async ({ snapshots }, request) =>
    reply((await snapshots.list(scope(request))).map(describeSnapshot));

const create =
  (scope: ScopeOf<SnapshotScope>): Handler =>
  (context, request) =>
    answer(context, request, waits(request), async (signal) =>
      describeSnapshot(await context.snapshots.create(scope(request), signal === undefined ? {} : { signal })),
    );

const remove =
  (scope: ScopeOf<SnapshotScope>): Handler =>
  (context, request) =>
    answer(context, request, waits(request), async () => {
      await context.snapshots.remove(scope(request), request.params['snapshot_name'] ?? '');
      return true;
    });

const download =
  (scope: ScopeOf<SnapshotScope>): Handler =>
  async ({ snapshots }, request) =>
    downloadReply(await snapshots.download(scope(request), request.params['snapshot_name'] ?? ''), request.headers);

const recoverBody = struct<{ location: string; priority?: SnapshotPriority; checksum?: string; api_key?: string }>(
  'SnapshotRecover',
  { location: text, priority: optional(oneOf(...snapshotPriorities)), checksum: optional(text), api_key: optional(text) },
  4,
);

const recover =
  (scope: ScopeOf<RecoverableScope>): Handler =>
  async (context, request) => {
    const { location, checksum, priority, api_key: apiKey } = await decodeBody(request, recoverBody);
    const wait = waits(request);
    const isDry = isDryRun(request, wait);
    if (checksum !== undefined) requireChecksum(checksum, 'JSON body');
    // A location that is no URL is a malformed body, also when nobody waits.
    const bareNames = takesBareNames(scope(request), { kind: context.config.storage.snapshots_config.snapshots_storage });
    if (!bareNames && !URL.canParse(location)) parseLocation(location, { snapshotsPath: '/', urlRecovery: true, bareNames });
    return answer(context, request, wait, async (signal) => {
      const asked = {
        location,
        ...(checksum === undefined ? {} : { checksum }),
        ...(priority === undefined ? {} : { priority }),
        ...(apiKey === undefined ? {} : { apiKey }),
        ...(signal === undefined ? {} : { signal }),
      };
      if (isDry) return context.snapshots.planRecover(scope(request), asked);
      await context.snapshots.recover(scope(request), asked);
      return true;
    });
  };

/** `result` is what the real server answers: `true` for collections, `null` for shards. */
const upload =
  (scope: ScopeOf<RecoverableScope>, result: true | null): Handler =>
  async (context, request) => {
    const wait = waits(request);
    const isDry = isDryRun(request, wait);
    const priority = choiceParameter(request.query, 'priority', snapshotPriorities);
    const checksum = request.query.get('checksum');
    if (checksum !== undefined) requireChecksum(checksum, 'query parameters');
    return receiveUpload(
      request,
      async (file) => {
        const asked = {
          body: file.bytes,
          ...(file.name === undefined ? {} : { fileName: file.name }),
          ...(file.sizeHintBytes === undefined ? {} : { sizeHintBytes: file.sizeHintBytes }),
          ...(checksum === undefined ? {} : { checksum }),
          ...(priority === undefined ? {} : { priority }),
          signal: request.signal,
        };
        if (isDry) return reply(await context.snapshots.planUpload(scope(request), asked));
        await context.snapshots.upload(scope(request), asked);
        return reply(result);
      },
      wait ? undefined : context.snapshots,
    );
  };

/** The real server reads the parameters of this one route with another extractor, which answers in its own words, as plain text. */
const createOfShard: Handler = (context, request) => {
  try {
    waits(request);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'query_format') throw error;
    return {
      kind: 'raw',
      status: 400,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `Query deserialize error: ${error.message}`,
    };
  }
  return create(shardScope)(context, request);
};

/** As the real server answers it: a file that is not there has no content type. */
const downloadOfShard: Handler = async (context, request) => {
  try {
    return await download(shardScope)(context, request);
  } catch (error) {
    const isMissingFile = error instanceof EngineError && error.code === 'not_found' && error.details['snapshot'] !== undefined;
    if (!isMissingFile || snapshotKey(shardScope(request), request.params['snapshot_name'] ?? '') === undefined) throw error;
    return { kind: 'raw', status: 404, headers: {}, body: `File not found: ${error.message}` };
  }
};

const streamShard: Handler = async ({ snapshots }, request) =>
  streamReply(await snapshots.stream(shardScope(request), { signal: request.signal }));

/** Snapshots of collections, shards and the whole storage; partial ones have handlers of their own. */
export const snapshotHandlers: Handlers = {
  list_snapshots: list(collectionScope),
  create_snapshot: create(collectionScope),
  delete_snapshot: remove(collectionScope),
  get_snapshot: download(collectionScope),
  recover_from_snapshot: recover(collectionScope),
  recover_from_uploaded_snapshot: upload(collectionScope, true),
  list_shard_snapshots: list(shardScope),
  create_shard_snapshot: createOfShard,
  delete_shard_snapshot: remove(shardScope),
  get_shard_snapshot: downloadOfShard,
  stream_shard_snapshot: streamShard,
  recover_shard_from_snapshot: recover(shardScope),
  recover_shard_from_uploaded_snapshot: upload(shardScope, null),
  list_full_snapshots: list(fullScope),
  create_full_snapshot: create(fullScope),
  delete_full_snapshot: remove(fullScope),
  get_full_snapshot: download(fullScope),
};
