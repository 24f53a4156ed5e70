import { type Validator, validateClusterOperations, validateCreateShardingKey, validateDropShardingKey } from '@sextant/contract';
import { EngineError } from '@sextant/engine';
import { contractBody } from '../decode/contract-body.ts';
import { integerParameter, positiveTimeout } from '../decode/parameters.ts';
import { decodeBody } from './body.ts';
import { nameOf } from './collection-access.ts';
import { type Handler, type Handlers, type RawReply, reply } from './handler.ts';

function standalone(): EngineError {
  return new EngineError('standalone', 'Qdrant is running in standalone mode');
}

const refuse: Handler = () => {
  throw standalone();
};

/** A write that only a cluster takes: its body is checked first, then it is refused. */
function refuseBody(validate: Validator, name: string, fieldCount: number): Handler {
  const body = contractBody<unknown>(validate, name, fieldCount);
  return async (_context, request) => {
    positiveTimeout(request.query);
    await decodeBody(request, body);
    throw standalone();
  };
}

const clusterStatus: Handler = () => reply({ status: 'disabled' });

const clusterTelemetry: Handler = (_context, request) => {
  integerParameter(request.query, 'details_level');
  positiveTimeout(request.query);
  throw new EngineError('service_error', 'Could not get telemetry from cluster');
};

/** A peer id that is none is a path that does not exist, said in plain text. */
const removePeer: Handler = (_context, request): RawReply => {
  const peer = request.params['peer_id'] ?? '';
  if (/^\+?\d+$/.test(peer) && BigInt(peer) < 2n ** 64n) throw standalone();
  const body = `can not parse ${JSON.stringify(peer)} to a u64`;
  return { kind: 'raw', status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
};

const collectionCluster: Handler = ({ engine }, request) => {
  const { shards } = engine.collection(nameOf(request)).stats();
  return reply({
    peer_id: engine.peerId,
    shard_count: shards.length,
    local_shards: shards.map(({ shardId, shardKey, pointCount }) => ({
      shard_id: shardId,
      ...(shardKey === undefined ? {} : { shard_key: shardKey }),
      points_count: pointCount,
      state: 'Active',
    })),
    remote_shards: [],
    shard_transfers: [],
  });
};

const listShardKeys: Handler = ({ engine }, request) => {
  const collection = engine.collection(nameOf(request));
  if (collection.config().params.sharding_method !== 'custom') return reply({});
  const keys = new Set(collection.stats().shards.map(({ shardKey }) => shardKey));
  return reply({ shard_keys: [...keys].filter((key) => key !== undefined).map((key) => ({ key })) });
};

const optimizations: Handler = async ({ engine }, request) => {
  const collection = engine.collection(nameOf(request));
  const { segments_count: segments } = await collection.info();
  const asked = new Set((request.query.get('with') ?? '').split(',').map((name) => name.trim()));
  return reply({
    summary: { queued_optimizations: 0, queued_segments: 0, queued_points: 0, idle_segments: segments },
    running: [],
    ...(asked.has('queued') ? { queued: [] } : {}),
    ...(asked.has('completed') ? { completed: [] } : {}),
    ...(asked.has('idle_segments') ? { idle_segments: [] } : {}),
  });
};

/** What a single node says where a cluster would be asked. */
export const clusterHandlers: Handlers = {
  cluster_status: clusterStatus,
  cluster_telemetry: clusterTelemetry,
  recover_current_peer: refuse,
  remove_peer: removePeer,
  list_cluster_metadata_keys: refuse,
  get_cluster_metadata_key: refuse,
  update_cluster_metadata_key: refuse,
  delete_cluster_metadata_key: refuse,
  collection_cluster_info: collectionCluster,
  update_collection_cluster: refuseBody(validateClusterOperations, 'ClusterOperations', 1),
  list_shard_keys: listShardKeys,
  create_shard_key: refuseBody(validateCreateShardingKey, 'CreateShardingKey', 5),
  delete_shard_key: refuseBody(validateDropShardingKey, 'DropShardingKey', 1),
  get_optimizations: optimizations,
};
