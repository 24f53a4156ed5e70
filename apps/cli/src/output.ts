import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** The standard output of a command, whose reader may go away and whose disk may be full. */
export interface Output {
  /** Never fails: what cannot be written is dropped. */
  readonly stream: Writable;
  /** Aborted when there is no use in going on. */
  readonly signal: AbortSignal;
  /** Waits for the last write, or for the interrupt; answers why something could not be written, unless the reader went away. */
  end(interrupt: AbortSignal): Promise<Error | undefined>;
}

/** `isAll` says that the output is all there is to do: a command goes on without a reader when its exit code is an answer too. */
export function createOutput(target: NodeJS.WritableStream, { isAll }: { readonly isAll: boolean }): Output {
  const stopped = new AbortController();
  let isReaderGone = false;
  let failure: Error | undefined;
  const fail = (error: NodeJS.ErrnoException): void => {
    if (isReaderGone || failure) return;
    // `… | head` has what it wanted.
    isReaderGone = error.code === 'EPIPE';
    if (!isReaderGone) failure = error;
    if (isAll || failure) stopped.abort(error);
  };
  // Stays when the command has ended: the event comes after the write has told of the same error, and unheard it is a stack trace.
  target.on('error', fail);
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Uint8Array, _encoding, done) {
      if (isReaderGone || failure) return done();
      target.write(chunk as string, (error) => {
        if (error) fail(error);
        done();
      });
    },
  });
  return {
    stream,
    signal: stopped.signal,
    async end(interrupt) {
      stream.end();
      await finished(stream, { signal: interrupt }).catch((error: unknown) => {
        if (!interrupt.aborted) throw error;
      });
      return failure;
    },
  };
}
