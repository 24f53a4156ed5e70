import { describe, expect, it } from 'vitest';
import { placeSnapshotEntry } from './segment-layout.ts';

describe('a file that is read as one text', () => {
  const place = (path: string, sizeBytes: number): unknown => placeSnapshotEntry({ path, kind: 'file', sizeBytes, archiveOffset: 512 });

  it.each([
    ['config.json', 1 << 20],
    ['0/segments/s/files/segment.json', 1 << 20],
    ['segments/s/segment_manifest.json', 8 << 20],
    ['payload_index.json', 1 << 20],
    ['shard_key_mapping.json', 1 << 20],
    ['0/newest_clocks.json', 1 << 20],
    ['0/replica_state.json', 1 << 16],
    ['0/shard_config.json', 1 << 16],
    ['0/segments/s/vector_index/hnsw_config.json', 1 << 16],
    ['0/segments/s/version.info', 1 << 16],
    ['0/wal/first-index', 1 << 16],
  ])('is refused when it would take long to read: %s', (path, mostBytes) => {
    expect(place(path, mostBytes)).toMatchObject({ kind: 'here' });
    expect(() => place(path, mostBytes + 1)).toThrow(
      expect.objectContaining({
        code: 'limit',
        message: expect.stringContaining(`${path} is too large`),
        details: { offset: 512, expected: `at most ${mostBytes} bytes`, found: mostBytes + 1 },
      }),
    );
  });

  it('is none of those that are read piece by piece', () => {
    for (const path of ['0/segments/s/payload_storage/page_0.dat', '0/segments/s/id_tracker.mappings', '0/wal/open-1'])
      expect(place(path, 2 ** 40)).toMatchObject({ kind: 'here' });
  });

  it('is as large in the archive of a segment', () => {
    const nested = placeSnapshotEntry({ path: '0/segments/s.tar', kind: 'file', sizeBytes: 2 ** 40, archiveOffset: 0 });
    if (nested.kind !== 'nested') throw new Error('a segment is an archive');
    const segment = { path: 'snapshot/files/segment.json', kind: 'file', archiveOffset: 0 } as const;
    expect(nested.place({ ...segment, sizeBytes: 1 << 20 })).toMatchObject({ kind: 'here' });
    expect(() => nested.place({ ...segment, sizeBytes: (1 << 20) + 1 })).toThrow(/segment\.json is too large/);
  });
});
