import { memoryVfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { parseLocation, requireInside } from './snapshot-location.ts';
import { snapshotKey, snapshotName, uploadName } from './snapshot-names.ts';

const now = new Date('2026-01-02T03:04:05.678Z');
const listed = /^[0-9a-f-]{36}\.snapshot$/;
const collection = { kind: 'collection', collection: 'words' } as const;

describe('snapshotName', () => {
  it('is the name Qdrant gives', () => {
    expect(snapshotName(collection, 725502313155555, now, 0)).toBe('words-725502313155555-2026-01-02-03-04-05.snapshot');
    expect(snapshotName({ kind: 'shard', collection: 'words', shardId: 3 }, 7, now, 0)).toBe('words-shard-3-2026-01-02-03-04-05.snapshot');
    expect(snapshotName({ kind: 'full' }, 7, now, 2)).toBe('full-snapshot-2026-01-02-03-04-05-2.snapshot');
  });

  it('fits a file name with its sidecar, whatever the collection is called', () => {
    const name = snapshotName({ kind: 'collection', collection: 'é'.repeat(127) }, 2n ** 64n - 1n, now, 0);
    expect(new TextEncoder().encode(`${name}.checksum`).length).toBeLessThanOrEqual(255);
    expect(name).not.toContain('\u{FFFD}');
  });
});

describe('names from outside', () => {
  it.each(['', '.', '..', '../x', '/etc/passwd', 'a/b', 'a\\b', 'x\0y', '.8d7.sextant-tmp'])('never lead elsewhere: %j', (name) => {
    expect(snapshotKey(collection, name)).toBeUndefined();
  });

  it('keeps the last segment of an uploaded name, else a random one', () => {
    expect(uploadName('../../../evil.snapshot')).toBe('evil.snapshot');
    expect(uploadName('C:\\dir\\up.snapshot')).toBe('up.snapshot');
    for (const name of [undefined, '', '..', 'dir/']) expect(uploadName(name)).toMatch(/^[0-9a-f-]{36}$/);
    for (const name of ['x'.repeat(300), 'é'.repeat(121), 'x\0y', '.8d7.sextant-tmp']) expect(uploadName(name)).toMatch(listed);
  });

  it.each(['x.snapshot.checksum', 'x.snapshot.CHECKSUM', '.checksum', 'shards', 'Shards'])(
    'gives an upload no name that the layout uses: %j',
    (name) => {
      expect(uploadName(name)).toMatch(listed);
    },
  );

  it.each(['x', 'x.tar', 'checksum', 'shards.snapshot', 'x.checksum.snapshot'])('keeps other names as they are: %j', (name) => {
    expect(uploadName(name)).toBe(name);
  });
});

describe('parseLocation', () => {
  const rules = { snapshotsPath: '/data/snapshots', urlRecovery: true, bareNames: false };

  it('takes files below the snapshots directory', () => {
    expect(parseLocation('file:///data/snapshots/c/a%20b.snapshot', rules)).toEqual({
      kind: 'file',
      path: '/data/snapshots/c/a b.snapshot',
    });
    expect(parseLocation('file://localhost/data/snapshots/x', rules)).toEqual({ kind: 'file', path: '/data/snapshots/x' });
  });

  it.each([
    ['file://host/data/snapshots/x', 'bad_request'],
    ['ftp://127.0.0.1/x', 'bad_request'],
    ['hello', 'json_format'],
    ['', 'json_format'],
  ])('refuses %s', (location, code) => {
    expect(() => parseLocation(location, rules)).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    'file:///etc/passwd',
    'file:///data/snapshots/../secret',
    'file:///data/snapshots/%2e%2e/secret',
    'file:///data/snapshots/..%2fsecret',
    'file:///data/snapshots-other/x',
    'file:///data/snapshots/a%00b',
    'file:///data/snapshots',
  ])('reads nothing elsewhere: %s', async (location) => {
    const found = parseLocation(location, rules);
    expect(found).toMatchObject({ kind: 'outside' });
    const vfs = memoryVfs();
    const nothingThere = location.includes('%00') ? 'forbidden' : 'bad_request';
    await expect(requireInside(found, vfs)).rejects.toMatchObject({ code: nothingThere });
    const anything = { ...vfs, stat: async () => ({ kind: 'file', sizeBytes: 1, modifiedMs: 0 }) as never };
    await expect(requireInside(found, anything)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('refuses URLs when they are switched off, and takes bare names for shards only', () => {
    expect(() => parseLocation('https://example.com/x', { ...rules, urlRecovery: false })).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    expect(parseLocation('x.snapshot', { ...rules, bareNames: true })).toEqual({ kind: 'name', name: 'x.snapshot' });
    expect(() => parseLocation('file:///data/snapshots/x', { ...rules, bareNames: true })).toThrow(
      expect.objectContaining({ code: 'bad_request' }),
    );
  });
});
