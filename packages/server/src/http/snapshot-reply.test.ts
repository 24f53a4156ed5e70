import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { SnapshotDownload } from '../snapshot-store/snapshot-service.ts';
import { downloadReply } from './snapshot-reply.ts';

/** A download of five bytes that counts how often it was closed. */
function downloadOf(read: () => AsyncIterable<Uint8Array>): SnapshotDownload & { closed: number } {
  return {
    name: 'x.snapshot',
    sizeBytes: 5,
    modifiedMs: 0,
    etag: '"e"',
    closed: 0,
    read,
    async close() {
      this.closed += 1;
    },
  };
}

async function* chunks(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

describe('downloadReply', () => {
  it('sends what it read before the answer, and the rest', async () => {
    const file = downloadOf(() => chunks('he', 'l', 'lo'));
    const { status, body } = await downloadReply(file, {});
    expect(status).toBe(200);
    expect(Buffer.concat(await (body as Readable).toArray()).toString()).toBe('hello');
    expect(file.closed).toBeGreaterThan(0);
  });

  it('fails, and closes the file, when nothing of it can be read', async () => {
    const file = downloadOf(async function* () {
      yield* chunks();
      throw new Error('refused');
    });
    await expect(downloadReply(file, {})).rejects.toThrow('refused');
    expect(file.closed).toBe(1);
  });

  it('fails in the body when the middle cannot be read', async () => {
    const file = downloadOf(async function* () {
      yield* chunks('he');
      throw new Error('cut');
    });
    const { body } = await downloadReply(file, {});
    await expect((body as Readable).toArray()).rejects.toThrow('cut');
    expect(file.closed).toBeGreaterThan(0);
  });

  it('closes the file of an answer that nobody takes', async () => {
    const file = downloadOf(() => chunks('he', 'llo'));
    const body = (await downloadReply(file, {})).body as Readable;
    const closed = new Promise((resolve) => body.once('close', resolve));
    body.destroy();
    await closed;
    expect(file.closed).toBe(1);
  });

  it('answers for an empty file', async () => {
    const { body } = await downloadReply({ ...downloadOf(() => chunks()), sizeBytes: 0 }, {});
    expect(await (body as Readable).toArray()).toEqual([]);
  });
});
