import { isAscii, isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { type JsonValue, parseJson } from '@sextant/contract/json';
import { EngineError } from '@sextant/engine';
import type { Decoder } from '../decode/decoder.ts';
import { describeSyntaxError, positionOf } from '../decode/json-syntax.ts';
import { locate } from '../decode/locate.ts';
import { FormatError, newScope, rejectViolations, ValidationError } from '../decode/scope.ts';
import type { RestRequest } from './handler.ts';
import { nestsTooDeep } from './nesting.ts';

/**
 * Reads a whole body. More than the limit fails at once, by the announced length where there is one; what is still to come is then
 * read and forgotten, so that the client gets to see the answer. A client that goes away fails with `cancelled`, one that falls silent with `timeout`.
 */
export async function readBytes(
  stream: Readable,
  { limitBytes, idleMs, announced }: { limitBytes: number; idleMs: number; announced: string | undefined },
): Promise<Buffer> {
  const announcedBytes = Number(announced ?? 0);
  if (announcedBytes > limitBytes) throw tooLarge(announcedBytes, limitBytes);
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const take = (chunk: Buffer): void => {
    silence.refresh();
    sizeBytes += chunk.length;
    if (sizeBytes <= limitBytes) {
      chunks.push(chunk);
      return;
    }
    stream.off('data', take);
    stream.resume();
    reject(tooLarge(sizeBytes, limitBytes));
  };
  const silence = setTimeout(() => {
    stream.off('data', take);
    reject(new EngineError('timeout', `the body came to a halt: nothing came for ${idleMs / 1000} s after ${sizeBytes} bytes`));
  }, idleMs);
  const lost = (cause?: unknown): void => reject(new EngineError('cancelled', 'the request ended before its body was complete', { cause }));
  stream.on('data', take);
  stream.once('end', () => {
    // Its close follows: an error that nobody sees costs every request the time of its stack.
    stream.off('close', lost);
    resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, sizeBytes));
  });
  stream.once('error', lost);
  stream.once('close', lost);
  return promise.finally(() => clearTimeout(silence));
}

function tooLarge(sizeBytes: number, limitBytes: number): EngineError {
  return new EngineError('payload_too_large', `JSON payload (${sizeBytes} bytes) is larger than allowed (limit: ${limitBytes} bytes).`);
}

/** A body as text; fails for what is no UTF-8. */
export function textOf(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const lossy = bytes.toString('utf8');
  const { line, column } = positionOf(lossy, lossy.indexOf('\u{FFFD}'));
  throw new EngineError('json_format', `invalid unicode code point at line ${line} column ${column + 1}`);
}

/** Parses a body, lossless; malformed text fails in the words of the real server. */
export function parseBody(source: string): JsonValue {
  try {
    return parseJson(source);
  } catch {
    throw new EngineError('json_format', describeSyntaxError(source));
  }
}

/** Reads, parses and decodes a body; what is out of range is reported only when the form is right. */
export async function decodeBody<T>(request: RestRequest, decode: Decoder<T>): Promise<T> {
  return decodeText(await request.text(), decode);
}

/** As `decodeBody`, of a text at hand. */
export function decodeText<T>(source: string, decode: Decoder<T>): T {
  if (nestsTooDeep(source)) throw new EngineError('json_format', 'recursion limit exceeded at line 1 column 128');
  const value = parseBody(source);
  const scope = newScope();
  try {
    const decoded = decode(value, scope);
    rejectViolations(scope);
    return decoded;
  } catch (error) {
    if (error instanceof FormatError) throw new EngineError('json_format', error.message + locate(source, error.path, error.position));
    if (error instanceof ValidationError) throw new EngineError('validation', `JSON body: ${error.message}`);
    throw error;
  }
}
