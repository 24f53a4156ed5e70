import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeVfs } from '@sextant/vfs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparedPoints, diffPoints } from '../diff/diff-points.ts';
import { dumpPoints } from '../dump/dump-points.ts';
import { encodePayload } from '../format/blob-value.ts';
import { encodeReplicaState, encodeShardConfig } from '../format/shard-files.ts';
import { verifySnapshot } from '../inspect/verify-snapshot.ts';
import { openSnapshot, type SnapshotReader } from '../read/collection-reader.ts';
import { packTar } from '../tar/pack-tar.ts';
import { encodeWalHeader } from '../wal/wal-segment.ts';
import { openSegmentWriter } from './segment-writer.ts';
import { slimSnapshot } from './slim-snapshot.ts';
import { writeNewFile } from './write-file.ts';

// Ten times as much data as may be held at once. Ids are few: they are what may grow.

const points = 9000;
const payloadBytes = 12_000;
const dim = 512;
const largestGrowthBytes = 64 << 20;

const vfs = nodeVfs();
let directory: string;
let snapshot: SnapshotReader;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-flat-'));
  const shard = join(directory, 'shard');
  await vfs.mkdir(join(shard, 'segments'), { recursive: true });
  const config = {
    vector_data: {
      '': {
        size: dim,
        distance: 'Dot' as const,
        storage_type: 'ChunkedMmap' as const,
        index: { type: 'plain' as const, options: {} },
        quantization_config: null,
      },
    },
    sparse_vector_data: {},
    payload_storage_type: { type: 'mmap' as const },
  };
  const writer = await openSegmentWriter(vfs, join(shard, 'segments/6d1f4f0a-0000-4000-8000-000000000000'), config, {});
  // Different in every point, and nothing a compressor could shrink to nothing.
  const pool = Array.from({ length: points }, (_, at) => createHash('sha256').update(`${at}`).digest('base64')).join('');
  const vector = new Uint8Array(dim * 4);
  for (let id = 0; id < points; id++) {
    new Float32Array(vector.buffer).fill(id / 7);
    const text = pool.slice(id * 7, id * 7 + payloadBytes);
    await writer.add({ id, version: id, vectors: new Map([['', vector]]), payload: encodePayload({ id, text }) });
  }
  await writer.finish(points);
  await writeNewFile(vfs, join(shard, 'shard_config.json'), encodeShardConfig());
  const replica = { isLocal: true, thisPeerId: 1, peers: new Map([['1', 'Active']]) };
  await writeNewFile(vfs, join(shard, 'replica_state.json'), encodeReplicaState(replica));
  await vfs.mkdir(join(shard, 'wal'));
  await writeNewFile(vfs, join(shard, `wal/closed-${points + 1}`), encodeWalHeader(0));
  snapshot = await openSnapshot(vfs, shard);
}, 120_000);

afterAll(async () => {
  await snapshot.close();
  await rm(directory, { recursive: true, force: true });
});

/** How much the process grew at most while the work went on. */
async function growthBytes(work: () => Promise<void>): Promise<number> {
  const used = (): number => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, used());
  }, 5);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return peak - before;
}

describe('memory stays flat', () => {
  it.each<[string, () => Promise<number>]>([
    ['verify', async () => (await verifySnapshot(vfs, join(directory, 'shard'))).points * payloadBytes],
    ['dump', () => bytesOf(dumpPoints(snapshot))],
    [
      'diff',
      async () => {
        const differences = diffPoints(comparedPoints(snapshot), comparedPoints(snapshot));
        for (let next = await differences.next(); ; next = await differences.next()) if (next.done) return next.value.left * payloadBytes;
      },
    ],
    [
      'slim',
      async () => {
        const target = join(directory, `slim-${crypto.randomUUID()}`);
        await vfs.mkdir(target);
        const report = await slimSnapshot({ snapshot, vfs }, { vfs, directory: target }, { replace: ['id'] });
        return bytesOf(packTar(report.entries));
      },
    ],
  ])('in %s', { timeout: 120_000 }, async (_verb, work) => {
    let seenBytes = 0;
    const measure = () =>
      growthBytes(async () => {
        seenBytes = await work();
      });
    // What the collector has not come round to yet counts too: the smaller of two runs is nearer to what is held.
    const growth = Math.min(await measure(), await measure());
    expect(seenBytes).toBeGreaterThan(100e6);
    expect(growth).toBeLessThan(largestGrowthBytes);
  });
});

async function bytesOf(chunks: AsyncIterable<{ readonly length: number }>): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks) bytes += chunk.length;
  return bytes;
}
