import { createHash } from 'node:crypto';
import type { ByteSource } from './snapshot-store.ts';

/** Bytes that are hashed, counted and handed to a witness on their way to a consumer who may stop early. */
export interface HashedSource {
  /** For the consumer; ending the iteration early leaves the rest to `finish`. */
  readonly bytes: ByteSource;
  /** Reads what the consumer left. Answers the SHA-256 of everything, lower-case hex, and the size. */
  finish(): Promise<{ checksum: string; sizeBytes: number }>;
  /** Gives the source up. */
  close(): Promise<void>;
}

/**
 * `witness` gets each chunk, and the size so far, when the consumer does; the next chunk waits for both. What the witness throws the consumer meets when it
 * asks for that.
 */
export function hashed(
  source: ByteSource,
  witness: (chunk: Uint8Array, doneBytes: number) => void | Promise<void> = () => undefined,
): HashedSource {
  const iterator = source[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let ended = false;
  // A source that broke would look ended to whoever asks again.
  let failure: { error: unknown } | undefined;

  let witnessing: Promise<void> | undefined;

  async function witnessed(): Promise<void> {
    const before = witnessing;
    witnessing = undefined;
    await before;
  }
  async function next(): Promise<Uint8Array | undefined> {
    await witnessed();
    if (ended) return undefined;
    if (failure !== undefined) throw failure.error;
    const { value, done } = await iterator.next().catch((error: unknown) => {
      failure = { error };
      throw error;
    });
    if (done === true) {
      ended = true;
      return undefined;
    }
    hash.update(value);
    sizeBytes += value.length;
    // Two writes at once: what keeps the bytes and what unpacks them need not wait for each other.
    witnessing = (async () => witness(value, sizeBytes))();
    witnessing.catch(() => undefined);
    return value;
  }
  async function* pass(): ByteSource {
    for (let chunk = await next(); chunk !== undefined; chunk = await next()) yield chunk;
  }

  return {
    bytes: pass(),
    async finish() {
      while ((await next()) !== undefined) {
        // Each chunk has been hashed by `next`.
      }
      return { checksum: hash.digest('hex'), sizeBytes };
    },
    async close() {
      await witnessed().catch(() => undefined);
      if (!ended) await iterator.return?.();
      ended = true;
    },
  };
}
