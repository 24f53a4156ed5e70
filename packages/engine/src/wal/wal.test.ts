import { decodeWalOperation, type WalOperation, walOperationBytes } from '@sextant/snapshot';
import { faultVfs } from '@sextant/testkit';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { beforeEach, describe, expect, it } from 'vitest';
import { failingVfs } from '../shard/failing-vfs.testing.ts';
import { openWal, resetWal } from './open-wal.ts';
import type { Wal } from './wal.ts';

const directory = '/wal';
const options = { capacityBytes: 512 };
const deletion = (id: number): WalOperation => ({ kind: 'delete_points', ids: [id] });

async function idsOf(wal: Wal, from = wal.ackIndex): Promise<[number, number][]> {
  const found: [number, number][] = [];
  for await (const { index, data } of wal.entries(from)) {
    const operation = decodeWalOperation(data);
    if (operation.kind === 'delete_points') found.push([index, operation.ids[0] as number]);
  }
  return found;
}

const upTo = (count: number, from = 0): [number, number][] => Array.from({ length: count - from }, (_, i) => [from + i, from + i]);

describe('a log', () => {
  let vfs: Vfs;
  beforeEach(async () => {
    vfs = memoryVfs();
    await vfs.mkdir(directory);
  });
  const names = async (): Promise<string[]> => (await vfs.readdir(directory)).map((entry) => entry.name).sort();

  it('numbers entries in the order of their appends, and one write takes all that wait', async () => {
    const counted = failingVfs(vfs);
    let writes = 0;
    const wal = await openWal(counted, directory, { capacityBytes: 65_536 });
    counted.decide = (_, call) => {
      if (call === 'write') writes++;
      return undefined;
    };
    const numbers = await Promise.all(Array.from({ length: 100 }, (_, i) => wal.append(deletion(i))));
    expect(numbers).toEqual(numbers.map((_, i) => i));
    expect(writes).toBeLessThanOrEqual(2);
    expect(await idsOf(wal)).toEqual(upTo(100));
    await wal.close();
    expect(counted.openFiles).toBe(0);
    const again = await openWal(vfs, directory, options);
    expect(again.nextIndex).toBe(100);
    await again.close();
  });

  it('keeps the order of appends around long operations, which let others run while they are encoded', async () => {
    const wal = await openWal(vfs, directory, { capacityBytes: 65_536 });
    const vector = Float32Array.from({ length: 100 }, (_, i) => i);
    const long = (from: number): WalOperation => ({
      kind: 'upsert_points',
      points: Array.from({ length: 20_000 }, (_, i) => ({ id: from + i, vectors: new Map([['', vector]]) })),
    });
    const wrong: WalOperation = {
      kind: 'upsert_points',
      points: [...(long(0) as Extract<WalOperation, { kind: 'upsert_points' }>).points, { id: 'no uuid', vectors: new Map() }],
    };
    let rounds = 0;
    const counting = setInterval(() => rounds++, 0);
    const numbers = Promise.all([wal.append(deletion(0)), wal.append(long(1)), wal.append(deletion(2)), wal.append(long(3))]);
    await expect(wal.append(wrong)).rejects.toThrow('not a UUID');
    const last = wal.append(deletion(4));
    const closed = wal.close();
    expect(await numbers).toEqual([0, 1, 2, 3]);
    expect(await last).toBe(4);
    await closed;
    clearInterval(counting);
    expect(rounds).toBeGreaterThan(0);
    const again = await openWal(vfs, directory, options);
    const kinds: string[] = [];
    for await (const { data } of again.entries(0)) {
      const operation = decodeWalOperation(data);
      kinds.push(operation.kind === 'upsert_points' ? `upsert ${operation.points.length} from ${operation.points[0]?.id}` : operation.kind);
    }
    expect(kinds).toEqual(['delete_points', 'upsert 20000 from 1', 'delete_points', 'upsert 20000 from 3', 'delete_points']);
    await again.close();
  });

  it('reads on from the first entry that is not acknowledged, also what is appended later', async () => {
    for (const acknowledged of [0, 3, 10]) {
      await vfs.rm(directory, { recursive: true });
      await vfs.mkdir(directory);
      let wal = await openWal(vfs, directory, { capacityBytes: 65_536 });
      for (let i = 0; i < 10; i++) await wal.append(deletion(i));
      await wal.acknowledge(acknowledged);
      await wal.close();
      wal = await openWal(vfs, directory, { capacityBytes: 65_536 });
      expect(await idsOf(wal)).toEqual(upTo(10, acknowledged));
      for (let i = 10; i < 15; i++) await wal.append(deletion(i));
      expect(await idsOf(wal)).toEqual(upTo(15, acknowledged));
      expect(await idsOf(wal, 0)).toEqual(upTo(15));
      expect(await idsOf(wal, 12)).toEqual(upTo(15, 12));
      await wal.close();
    }
  });

  it('goes on in a new segment when one is full, and drops those that are acknowledged but one', async () => {
    let wal = await openWal(vfs, directory, options);
    for (let i = 0; i < 60; i++) await wal.append(deletion(i));
    expect((await names()).filter((name) => name.startsWith('closed-')).length).toBeGreaterThan(3);
    expect(await idsOf(wal)).toEqual(upTo(60));
    await wal.acknowledge(50);
    expect((await names()).filter((name) => name.startsWith('closed-')).length).toBeLessThanOrEqual(2);
    await wal.close();
    wal = await openWal(vfs, directory, options);
    expect(wal.ackIndex).toBe(50);
    expect(await idsOf(wal)).toEqual(upTo(60, 50));
    expect(await wal.append(deletion(60))).toBe(60);
    await wal.close();
  });

  it('loses nothing it has answered to a power cut, from its very first file on', async () => {
    for (const count of [1, 40]) {
      const cut = faultVfs(memoryVfs());
      await cut.mkdir(directory);
      await cut.syncDir('/');
      const wal = await openWal(cut, directory, { ...options, fsync: 'always' });
      for (let id = 0; id < count; id++) await wal.append(deletion(id));
      const left = await cut.afterCrash('unsynced');
      const again = await openWal(left, directory, options);
      expect(await idsOf(again)).toEqual(upTo(count));
      await again.close();
    }
  });

  it('takes an entry larger than a segment', async () => {
    const wal = await openWal(vfs, directory, options);
    await wal.append(deletion(0));
    const ids = Array.from({ length: 5000 }, (_, i) => i + 1);
    expect(await wal.append({ kind: 'delete_points', ids })).toBe(1);
    expect(await wal.append(deletion(2))).toBe(2);
    await wal.close();
    const again = await openWal(vfs, directory, options);
    expect((await idsOf(again)).map(([index]) => index)).toEqual([0, 1, 2]);
    await again.close();
  });

  it('cuts off what a torn write left, also when something valid lies behind it', async () => {
    const wal = await openWal(vfs, directory, { capacityBytes: 4096 });
    for (let i = 0; i < 5; i++) await wal.append(deletion(i));
    await wal.close();
    const path = `${directory}/open-1`;
    const bytes = await vfs.readFile(path);
    const entryBytes = 8 + walOperationBytes(deletion(0)).length;
    const file = await vfs.open(path, 'r+');
    await file.write(Uint8Array.of((bytes[8 + 3 * 40 + 12] as number) ^ 1), 8 + 3 * (Math.ceil((entryBytes + 4) / 8) * 8) + 12);
    await file.close();
    const again = await openWal(vfs, directory, { capacityBytes: 4096 });
    expect(await idsOf(again)).toEqual(upTo(3));
    expect(await again.append(deletion(3))).toBe(3);
    expect(await idsOf(again)).toEqual(upTo(4));
    await again.close();
  });

  it.each(['ENOSPC', 'short'] as const)('refuses an append whole when the disk is full (%s) and works again afterwards', async (kind) => {
    const failing = failingVfs(vfs);
    const wal = await openWal(failing, directory, options);
    for (let i = 0; i < 3; i++) await wal.append(deletion(i));
    failing.decide = (_, call) => (call === 'write' || call === 'open' ? kind : undefined);
    await expect(wal.append(deletion(99))).rejects.toMatchObject({ code: 'insufficient_storage', retryable: true });
    expect(await idsOf(wal)).toEqual(upTo(3));
    failing.decide = () => undefined;
    for (let i = 3; i < 40; i++) expect(await wal.append(deletion(i))).toBe(i);
    await wal.close();
    const again = await openWal(vfs, directory, options);
    expect(await idsOf(again)).toEqual(upTo(40));
    await again.close();
  });

  it('starts where it is told when the directory is empty, and writes that down', async () => {
    const wal = await openWal(vfs, directory, options, 100);
    expect(await wal.append(deletion(100))).toBe(100);
    await wal.close();
    expect(await names()).toEqual(['closed-100', 'open-1']);
    const again = await openWal(vfs, directory, options);
    expect(await idsOf(again)).toEqual(upTo(101, 100));
    await again.close();
    const reset = await resetWal(vfs, directory, options, 500);
    expect(reset.nextIndex).toBe(500);
    await reset.close();
  });

  it('names the entries that are missing between two segments, or there twice', async () => {
    const wal = await openWal(vfs, directory, options);
    for (let i = 0; i < 60; i++) await wal.append(deletion(i));
    await wal.close();
    const starts = (await names())
      .filter((name) => name.startsWith('closed-'))
      .map((name) => Number(name.slice(7)))
      .sort((a, b) => a - b);
    const [, second, third] = starts as [number, number, number];
    await vfs.rename(`${directory}/closed-${second}`, '/elsewhere');
    await expect(openWal(vfs, directory, options)).rejects.toThrow(`entries ${second} to ${third - 1} are missing`);
    await vfs.rename('/elsewhere', `${directory}/closed-${second - 1}`);
    await expect(openWal(vfs, directory, options)).rejects.toThrow(`entries ${second - 1} to ${second - 1} are there twice`);
  });

  it('refuses a segment that is none, by name', async () => {
    const wal = await openWal(vfs, directory, options);
    await wal.close();
    const file = await vfs.open(`${directory}/open-1`, 'r+');
    await file.write(new Uint8Array(8), 0);
    await file.close();
    await expect(openWal(vfs, directory, options)).rejects.toThrow('/wal/open-1 does not begin with "wal" at byte 0');
  });

  it('does not trust an acknowledgement beyond its end', async () => {
    let wal = await openWal(vfs, directory, options);
    await wal.append(deletion(0));
    await wal.close();
    const file = await vfs.open(`${directory}/first-index`, 'w+');
    await file.write(new TextEncoder().encode('{"ack_index":9}'), 0);
    await file.close();
    wal = await openWal(vfs, directory, options);
    await wal.append(deletion(1));
    await wal.close();
    wal = await openWal(vfs, directory, options);
    expect(await idsOf(wal)).toEqual([[1, 1]]);
    await wal.close();
  });
});
