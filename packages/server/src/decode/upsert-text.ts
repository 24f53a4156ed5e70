import { isUtf8 } from 'node:buffer';
import { type JsonObject, type JsonValue, parseJson } from '@sextant/contract/json';
import type { NamedVectors, Point, Vector } from '@sextant/engine';
import { readFloats, skipSpace, skipString, skipValue } from './float-text.ts';
import { payload } from './payload.ts';
import { pointId } from './point-id.ts';
import { type DecodedWrite, finishUpsert } from './points.ts';
import { newScope, type Scope } from './scope.ts';
import { vector } from './vector.ts';

/**
 * The usual upsert, read in one pass: points as a list, vectors of plain numbers, unnamed or by name. Numbers go straight into float32;
 * everything else is handed to the general decoders piece by piece. Whatever is unusual, malformed or out of range is undefined
 * here: then the general way, which knows how to complain, reads the body again.
 */
export function readUpsert(body: Buffer): DecodedWrite | undefined {
  if (!isUtf8(body)) return undefined;
  const reader = new Reader(body);
  try {
    return reader.upsert();
  } catch {
    return undefined;
  }
}

// What makes a key more than its bytes: escapes, and control characters, which JSON.parse refuses.
const escapes = /[\\\u0000-\u001F]/;

/** Thrown where the text is not what this reader takes; never leaves this file. */
const unusual = new Error('not the usual form');

class Reader {
  readonly #bytes: Buffer;
  readonly #scope: Scope = newScope();
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  upsert(): DecodedWrite {
    let points: Point[] | undefined;
    const rest: JsonObject = {};
    this.#object((key) => {
      if (key === 'points') points = this.#list(() => this.#point());
      else if (key === 'batch') throw unusual;
      else rest[key] = this.#general();
    });
    if (points === undefined || skipSpace(this.#bytes, this.#at) !== this.#bytes.length) throw unusual;
    const write = finishUpsert(points, rest, this.#scope);
    if (this.#scope.violations.length > 0) throw unusual;
    return write;
  }

  #point(): Point {
    let id: Point['id'] | undefined;
    let vectors: NamedVectors | undefined;
    let data: Point['payload'];
    this.#object((key) => {
      if (key === 'id') id = pointId(this.#general(), this.#scope);
      else if (key === 'vector' || key === 'vectors') vectors = this.#vectors();
      else if (key === 'payload') {
        const value = this.#general();
        data = value === null ? undefined : payload(value, this.#scope);
      } else {
        this.#general();
      }
    });
    if (id === undefined || vectors === undefined) throw unusual;
    return data === undefined ? { id, vectors } : { id, vectors, payload: data };
  }

  #vectors(): NamedVectors {
    if (this.#peek() === 0x5b) return new Map([['', this.#floats()]]);
    const named = new Map<string, Vector>();
    this.#object((name) => {
      const isNumbers = this.#peek() === 0x5b && this.#bytes[skipSpace(this.#bytes, this.#at + 1)] !== 0x5b;
      // An object with these keys asks for an embedding: that is for the general way to refuse.
      if (name === 'model') throw unusual;
      named.set(name, isNumbers ? this.#floats() : vector(this.#general(), this.#scope));
    });
    return named;
  }

  #floats(): Float32Array {
    const found = readFloats(this.#bytes, this.#at);
    if (found === undefined || found.values.length === 0) throw unusual;
    this.#at = found.end;
    return found.values;
  }

  /** Any value, by the lossless parser. */
  #general(): JsonValue {
    this.#peek();
    const end = skipValue(this.#bytes, this.#at);
    if (end === undefined) throw unusual;
    const value = parseJson(this.#bytes.toString('utf8', this.#at, end));
    this.#at = end;
    return value;
  }

  #object(each: (key: string) => void): void {
    if (this.#peek() !== 0x7b) throw unusual;
    this.#at += 1;
    if (this.#peek() === 0x7d) {
      this.#at += 1;
      return;
    }
    for (;;) {
      each(this.#key());
      const c = this.#peek();
      this.#at += 1;
      if (c === 0x7d) return;
      if (c !== 0x2c) throw unusual;
    }
  }

  #list<T>(each: () => T): T[] {
    if (this.#peek() !== 0x5b) throw unusual;
    this.#at += 1;
    if (this.#peek() === 0x5d) {
      this.#at += 1;
      return [];
    }
    const items: T[] = [];
    for (;;) {
      items.push(each());
      const c = this.#peek();
      this.#at += 1;
      if (c === 0x5d) return items;
      if (c !== 0x2c) throw unusual;
    }
  }

  /** A key and its colon. */
  #key(): string {
    if (this.#peek() !== 0x22) throw unusual;
    const end = skipString(this.#bytes, this.#at);
    if (end === undefined) throw unusual;
    const raw = this.#bytes.toString('utf8', this.#at + 1, end - 1);
    const key = escapes.test(raw) ? (JSON.parse(`"${raw}"`) as string) : raw;
    this.#at = end;
    if (this.#peek() !== 0x3a) throw unusual;
    this.#at += 1;
    this.#peek();
    return key;
  }

  /** The next character that is no white space; the reader stands on it then. */
  #peek(): number | undefined {
    this.#at = skipSpace(this.#bytes, this.#at);
    return this.#bytes[this.#at];
  }
}
