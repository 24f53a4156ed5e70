import { Code, ConnectError, createClient, createRouterTransport } from '@connectrpc/connect';
import { type ShardSnapshotPriority, ShardSnapshots } from '@sextant/contract/grpc';
import { beforeEach, expect, it } from 'vitest';
import type { ServerContext } from '../context.ts';
import type { RecoverRequest } from '../snapshot-store/snapshot-service.ts';
import { shardSnapshotsService } from './snapshot-services.ts';

const recovered: RecoverRequest[] = [];
const snapshots = {
  recover: async (_scope: unknown, request: RecoverRequest) => void recovered.push(request),
} as unknown as ServerContext['snapshots'];
const transport = createRouterTransport(({ service }) => void service(ShardSnapshots, shardSnapshotsService({ snapshots })));
const shards = createClient(ShardSnapshots, transport);

beforeEach(() => void recovered.splice(0));

function recover(place: 'url' | 'path', value: string, priority = 0): Promise<unknown> {
  const snapshotPriority = priority as ShardSnapshotPriority;
  return shards.recover({ collectionName: 'c', shardId: 0, snapshotLocation: { location: { case: place, value } }, snapshotPriority });
}

async function refusal(call: Promise<unknown>): Promise<[Code, string]> {
  const { code, rawMessage } = await call.then(
    () => new ConnectError('the call succeeded', Code.Unknown),
    (error: unknown) => ConnectError.from(error),
  );
  return [code, rawMessage];
}

it.each([
  ['url', 'http://node:6333/x.snapshot'],
  ['url', 's3://bucket/x.snapshot'],
  ['path', 'x.snapshot'],
  ['path', '2026-01-02T03:04:05.snapshot'],
] as const)('recovers from the %s %s', async (place, location) => {
  await recover(place, location);
  expect(recovered).toMatchObject([{ location, priority: 'no_sync' }]);
});

it.each([
  ['url', 'x.snapshot', 'snapshot_location.url is no URL; the name of a stored snapshot goes into snapshot_location.path'],
  ['url', '', 'snapshot_location.url is no URL; the name of a stored snapshot goes into snapshot_location.path'],
  [
    'path',
    'http://someone:secret@node:6333/x.snapshot',
    'snapshot_location.path is a URL, not the name of a stored snapshot; a URL goes into snapshot_location.url',
  ],
  [
    'path',
    's3://bucket/x.snapshot',
    'snapshot_location.path is a URL, not the name of a stored snapshot; a URL goes into snapshot_location.url',
  ],
] as const)('refuses the %s %j', async (place, location, text) => {
  expect(await refusal(recover(place, location))).toEqual([Code.InvalidArgument, text]);
  expect(recovered).toEqual([]);
});

it('refuses the priority of a transfer, and one that is none', async () => {
  expect(await refusal(recover('path', 'x.snapshot', 3))).toEqual([
    Code.InvalidArgument,
    'The priority of a shard transfer has no meaning outside a cluster',
  ]);
  expect(await refusal(recover('path', 'x.snapshot', 9))).toEqual([
    Code.InvalidArgument,
    'Unknown snapshot priority 9: expected 0 (no sync), 1 (snapshot) or 2 (replica)',
  ]);
});
