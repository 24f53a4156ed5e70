import { checkJsonObject, decodePayload, encodePayload, jsonObjectCheck } from '@sextant/snapshot/format';
import type { Payload } from '../operation/point.ts';
import { grown } from './growable.ts';
import { joinPayloadCache, type PayloadOwner } from './payload-cache.ts';

/**
 * The payloads of a segment's rows, kept as the text that is in the files, in a few large blocks outside the JavaScript heap, and parsed when asked
 * for. A payload that was written stays as it came until its text is first needed.
 */
export interface PayloadRows extends PayloadOwner {
  /** `once`: the parsed payload is not kept for the next who asks. */
  get(row: number, use?: 'once'): Payload | undefined;
  /** Empty payloads are none. */
  set(row: number, payload: Payload | undefined): void;
  /** Takes a copy of a stored text. Throws the format's error unless it is that of an object. */
  load(row: number, text: Uint8Array): void;
  /** The text for the files; valid whatever happens to the row later. */
  text(row: number): Uint8Array | undefined;
}

/*
 * A block holds entries one after the other, each at a multiple of 4
 *
 *   0   u32   row
 *   4   u32   bytes of text
 *   8   text
 */
interface Block {
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
  used: number;
  /** Bytes of entries that a row still points at. */
  live: number;
}

const headBytes = 8;
const maxBlockBytes = 1_048_576;
const minBlockBytes = 16_384;
/** An entry from this size on has a block to itself. */
const largeBytes = maxBlockBytes / 4;

export function createPayloadRows(): PayloadRows {
  let objects: (Payload | undefined)[] = [];
  // Of the text of a row: block * maxBlockBytes + offset + 1; 0: it has none.
  let places = new Float64Array(0);
  const blocks: (Block | undefined)[] = [];
  /** The block that is being filled, and its size. */
  let current = -1;
  let blockBytes = 0;

  function addBlock(sizeBytes: number): number {
    const bytes = new Uint8Array(sizeBytes);
    const gap = blocks.indexOf(undefined);
    const number = gap < 0 ? blocks.length : gap;
    blocks[number] = { bytes, words: new Uint32Array(bytes.buffer), used: 0, live: 0 };
    return number;
  }

  function place(row: number, text: Uint8Array): void {
    const size = entryBytes(text.length);
    let number = current;
    if (size >= largeBytes) number = addBlock(size);
    else if (number < 0 || blockBytes - (blocks[number] as Block).used < size) {
      blockBytes = Math.min(maxBlockBytes, Math.max(minBlockBytes, blockBytes * 2, size));
      number = current = addBlock(blockBytes);
    }
    const block = blocks[number] as Block;
    const at = block.used;
    block.words[at / 4] = row;
    block.words[at / 4 + 1] = text.length;
    block.bytes.set(text, at + headBytes);
    block.used += size;
    block.live += size;
    places = grown(places, row + 1);
    places[row] = number * maxBlockBytes + at + 1;
  }

  function read(row: number): Uint8Array | undefined {
    const found = (places[row] ?? 0) - 1;
    if (found < 0) return undefined;
    const { bytes, words } = blocks[Math.floor(found / maxBlockBytes)] as Block;
    const at = found % maxBlockBytes;
    return bytes.subarray(at + headBytes, at + headBytes + (words[at / 4 + 1] as number));
  }

  function drop(row: number): void {
    const found = (places[row] ?? 0) - 1;
    if (found < 0) return;
    const number = Math.floor(found / maxBlockBytes);
    const block = blocks[number] as Block;
    const length = block.words[(found % maxBlockBytes) / 4 + 1] as number;
    if (objects[row] !== undefined) share.release(length);
    places[row] = 0;
    block.live -= entryBytes(length);
    if (number !== current && block.live * 2 < block.used) moveOut(number, block);
  }

  /** Copies what is still pointed at out of a block that is mostly holes, and gives the block back. */
  function moveOut(number: number, block: Block): void {
    if (block.live > 0) {
      for (let at = 0; at < block.used; ) {
        const row = block.words[at / 4] as number;
        const length = block.words[at / 4 + 1] as number;
        if (places[row] === number * maxBlockBytes + at + 1) place(row, block.bytes.subarray(at + headBytes, at + headBytes + length));
        at += entryBytes(length);
      }
    }
    blocks[number] = undefined;
  }

  /** Without holes, so that the array stays a dense one. */
  function keep(row: number, payload: Payload | undefined): void {
    while (objects.length < row) objects.push(undefined);
    objects[row] = payload;
  }

  const rows: PayloadRows = {
    get(row, use) {
      const known = objects[row];
      if (known !== undefined) return known;
      const text = read(row);
      if (text === undefined) return undefined;
      const payload = decodePayload(text);
      if (use !== 'once' && share.admit(text.length)) keep(row, payload);
      return payload;
    },
    set(row, payload) {
      drop(row);
      const isEmpty = payload === undefined || Object.keys(payload).length === 0;
      if (row < objects.length || !isEmpty) keep(row, isEmpty ? undefined : payload);
    },
    load(row, text) {
      const found = checkJsonObject(text);
      if (found === jsonObjectCheck.unproven && Object.keys(decodePayload(text)).length === 0) return;
      if (found !== jsonObjectCheck.empty) place(row, text);
    },
    text(row) {
      const payload = objects[row];
      if (payload !== undefined && (places[row] ?? 0) === 0) {
        place(row, encodePayload(payload));
        objects[row] = undefined;
      }
      return read(row);
    },
    forgetParsed() {
      objects = objects.map((payload, row) => ((places[row] ?? 0) > 0 ? undefined : payload));
    },
  };
  const share = joinPayloadCache(rows);
  return rows;
}

function entryBytes(textBytes: number): number {
  return (headBytes + textBytes + 3) & ~3;
}
