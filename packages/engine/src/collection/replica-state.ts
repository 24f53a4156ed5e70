import { atFile, encodeReplicaState, encodeShardConfig, FormatError, parseReplicaState, parseShardConfig } from '@sextant/snapshot/format';
import { joinPath, readTextIfPresent, type Vfs, writeFileAtomic } from '@sextant/vfs';

/** Peer ids are u64; ours stay below 2^53 so that JavaScript clients read them whole. */
export type PeerId = number | bigint;

/**
 * Fails unless `shard_config.json` and `replica_state.json` of a shard directory say that it holds the data of the shard: Qdrant's rule for a
 * restore without a cluster.
 */
export async function checkShardIsLocal(vfs: Vfs, shardDirectory: string, shardId: number, needsConfig: boolean): Promise<void> {
  const configPath = joinPath(shardDirectory, 'shard_config.json');
  const config = await readTextIfPresent(vfs, configPath);
  if (config === undefined && needsConfig) {
    throw new FormatError('missing', `Can't read shard config of shard ${shardId}: the file is missing`, { file: configPath });
  }
  const type = config === undefined ? 'ReplicaSet' : atFile(configPath, () => parseShardConfig(config));
  if (type === 'Local') return;
  if (type !== 'ReplicaSet')
    throw new FormatError('unsupported', 'the shard type', { file: configPath, expected: 'ReplicaSet or Local', found: type });
  const statePath = joinPath(shardDirectory, 'replica_state.json');
  const state = await readTextIfPresent(vfs, statePath);
  if (state !== undefined && atFile(statePath, () => parseReplicaState(state)).isLocal) return;
  throw new FormatError('missing', `Can't restore snapshot in local mode with missing data at shard: ${shardId}`, {
    file: statePath,
    expected: 'is_local true',
    found: state === undefined ? 'no such file' : 'is_local false',
    remedy: 'take the snapshot on a node that holds the shard',
  });
}

/** Makes this node the only, active replica of a shard that came in a snapshot, or is new. */
export async function claimShard(vfs: Vfs, shardDirectory: string, peerId: PeerId): Promise<void> {
  await writeFileAtomic(vfs, joinPath(shardDirectory, 'shard_config.json'), encodeShardConfig());
  const state = encodeReplicaState({ isLocal: true, thisPeerId: peerId, peers: new Map([[String(peerId), 'Active']]) });
  await writeFileAtomic(vfs, joinPath(shardDirectory, 'replica_state.json'), state);
}
