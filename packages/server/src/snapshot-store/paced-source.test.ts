import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { type Pace, paced } from './paced-source.ts';

const pace = (extra: Partial<Pace> = {}): Pace => ({
  idleMs: 60_000,
  minBytesPerSec: 0,
  maxBytes: 1000,
  signal: new AbortController().signal,
  sender: 'the client',
  code: 'timeout',
  ...extra,
});

async function sizeOf(source: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const chunk of source) size += chunk.length;
  return size;
}

async function* chunks(...sizes: number[]): AsyncIterable<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size);
}

/** One byte now and then, for ever. */
async function* drip(everyMs: number): AsyncIterable<Uint8Array> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    yield new Uint8Array(1);
  }
}

async function* silence(first: number): AsyncIterable<Uint8Array> {
  yield new Uint8Array(first);
  await new Promise(() => undefined);
}

describe('paced', () => {
  it('holds no chunk that it has handed on, however long it goes on', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const handedOn: WeakRef<Uint8Array>[] = [];
    const source = paced(chunks(...Array.from({ length: 50 }, () => 1000)), pace({ maxBytes: 1e6 }));
    for await (const chunk of source) {
      handedOn.push(new WeakRef(chunk));
      if (handedOn.length < 50) continue;
      // References that were looked at are kept to the end of the turn.
      await new Promise(setImmediate);
      collect();
      expect(handedOn.slice(0, 45).filter((chunk) => chunk.deref() !== undefined)).toEqual([]);
    }
  });

  it('hands on what comes in time and in size', async () => {
    expect(await sizeOf(paced(chunks(1, 0, 999), pace()))).toBe(1000);
    expect(await sizeOf(paced(chunks(), pace()))).toBe(0);
    await expect(sizeOf(paced(chunks(1, 1000), pace()))).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('ends with a sender that is silent, or drips', async () => {
    await expect(sizeOf(paced(silence(5), pace({ idleMs: 10 })))).rejects.toMatchObject({ code: 'timeout' });
    await expect(sizeOf(paced(silence(5), pace({ idleMs: 10, code: 'bad_gateway' })))).rejects.toMatchObject({ code: 'bad_gateway' });
    await expect(sizeOf(paced(drip(1), pace({ idleMs: 40, minBytesPerSec: 1_000_000 })))).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(/^the client sent \d+ bytes within 0\.04 s; expected at least 40000/),
    });
  });

  it('does not count the time of its reader against the sender', async () => {
    let size = 0;
    for await (const chunk of paced(chunks(1, 1, 1, 1), pace({ idleMs: 500, minBytesPerSec: 1000 }))) {
      size += chunk.length;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(size).toBe(4);
  });

  it('ends at once when it is told to, and lets a sender go that was given up', async () => {
    const controller = new AbortController();
    const stopped = expect(sizeOf(paced(silence(5), pace({ signal: controller.signal })))).rejects.toMatchObject({ code: 'cancelled' });
    setImmediate(() => controller.abort());
    await stopped;
    await expect(sizeOf(paced(chunks(1), pace({ signal: controller.signal })))).rejects.toMatchObject({ code: 'cancelled' });
    let isReturned = false;
    const source: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ value: new Uint8Array(1), done: false }),
        return: async () => {
          isReturned = true;
          return { value: undefined, done: true };
        },
      }),
    };
    for await (const _chunk of paced(source, pace())) break;
    expect(isReturned).toBe(true);
  });
});
