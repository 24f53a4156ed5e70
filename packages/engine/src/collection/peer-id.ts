import { isJsonNumber, parseJson } from '@sextant/contract/json';
import { joinPath, readTextIfPresent, type Vfs, writeFileAtomic } from '@sextant/vfs';
import { isPlainObject } from './config-json.ts';
import type { PeerId } from './replica-state.ts';

/**
 * The identity of a storage directory, the same at every start. A storage that a Qdrant server made has it in `raft_state.json`;
 * ours lies in `peer.json` (`{"this_peer_id":N}`), which Qdrant ignores, because a raft state without a cluster would be a lie.
 */
export async function storagePeerId(vfs: Vfs, storagePath: string): Promise<PeerId> {
  const known =
    (await peerIdIn(vfs, joinPath(storagePath, 'raft_state.json'))) ?? (await peerIdIn(vfs, joinPath(storagePath, 'peer.json')));
  if (known !== undefined) return known;
  const peerId = randomPeerId();
  await writeFileAtomic(vfs, joinPath(storagePath, 'peer.json'), `{"this_peer_id":${peerId}}`);
  return peerId;
}

/** Random in 1 … 2^53-1. */
function randomPeerId(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high & 0x1fffff) * 2 ** 32 + low || 1;
}

async function peerIdIn(vfs: Vfs, path: string): Promise<PeerId | undefined> {
  const text = await readTextIfPresent(vfs, path);
  if (text === undefined) return undefined;
  try {
    const json = parseJson(text);
    const id = isPlainObject(json) ? json['this_peer_id'] : undefined;
    if (typeof id === 'number' && Number.isSafeInteger(id) && id > 0) return id;
    return isJsonNumber(id) ? id.toBigInt() : undefined;
  } catch {
    return undefined; // A damaged identity is replaced: nothing but names depends on it.
  }
}
