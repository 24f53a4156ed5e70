import type { PointId } from '../operation/point.ts';
import { grown } from './growable.ts';

const parts = 64;
const minSlots = 16;
const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Which row an id lives in, and which id a row has. Ids are kept as 8 bytes a row (16 once there is a UUID) and found through a hash
 * table of 4-byte row numbers outside the JavaScript heap. A row keeps its id until the row is given to another.
 */
export interface IdIndex {
  /** Ids that are mapped. */
  readonly size: number;
  rowOf(id: PointId): number | undefined;
  idOf(row: number): PointId;
  /** Maps the id to a row that is mapped by no other id; an earlier row of the id is no longer found. */
  set(id: PointId, row: number): void;
  delete(id: PointId): void;
}

/** An empty index. */
export function createIdIndex(): IdIndex {
  // Two words of a number, or the first eight bytes of a UUID; the other eight and the kind only once a UUID has come.
  let head = new Uint32Array(0);
  let rest: Uint32Array | undefined;
  let isUuid: Uint8Array | undefined;
  // Row + 1 in open addressing, in parts that grow by themselves: no growth holds the process up for long.
  const tables: Uint32Array[] = Array.from({ length: parts }, () => new Uint32Array(minSlots));
  const counts = new Uint32Array(parts);
  let size = 0;
  const key = new Uint32Array(4);
  let keyIsUuid = false;

  function load(id: PointId): void {
    if (typeof id === 'number') {
      keyIsUuid = false;
      key[0] = id;
      key[1] = id / 0x1_0000_0000;
      key[2] = 0;
      key[3] = 0;
    } else if (typeof id === 'bigint') {
      keyIsUuid = false;
      key[0] = Number(id & 0xffff_ffffn);
      key[1] = Number(id >> 32n);
      key[2] = 0;
      key[3] = 0;
    } else {
      keyIsUuid = true;
      readUuidWords(id, key);
    }
  }

  function hash(): number {
    let h = Math.imul((key[0] as number) ^ 0x9e3779b9, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 15) ^ (key[1] as number), 0xc2b2ae35);
    if (keyIsUuid) {
      h = Math.imul(h ^ (h >>> 13) ^ (key[2] as number), 0x85ebca6b);
      h = Math.imul(h ^ (h >>> 16) ^ (key[3] as number), 0xc2b2ae35);
    }
    return (h ^ (h >>> 16)) >>> 0;
  }

  function isKey(row: number): boolean {
    if (head[row * 2] !== key[0] || head[row * 2 + 1] !== key[1]) return false;
    if ((isUuid?.[row] ?? 0) !== (keyIsUuid ? 1 : 0)) return false;
    return !keyIsUuid || ((rest as Uint32Array)[row * 2] === key[2] && (rest as Uint32Array)[row * 2 + 1] === key[3]);
  }

  /** Slot of the loaded key in its part, or the free slot where it would go. */
  function find(table: Uint32Array, h: number): number {
    const mask = table.length - 1;
    let slot = (h >>> 6) & mask;
    for (;;) {
      const entry = table[slot] as number;
      if (entry === 0 || isKey(entry - 1)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  function loadRow(row: number): void {
    keyIsUuid = isUuid?.[row] === 1;
    key[0] = head[row * 2] as number;
    key[1] = head[row * 2 + 1] as number;
    key[2] = keyIsUuid ? ((rest as Uint32Array)[row * 2] as number) : 0;
    key[3] = keyIsUuid ? ((rest as Uint32Array)[row * 2 + 1] as number) : 0;
  }

  function growTable(part: number): Uint32Array {
    const old = tables[part] as Uint32Array;
    const table = new Uint32Array(old.length * 2);
    const mask = table.length - 1;
    for (const entry of old) {
      if (entry === 0) continue;
      loadRow(entry - 1);
      let slot = (hash() >>> 6) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = entry;
    }
    tables[part] = table;
    return table;
  }

  /** Closes the gap that a removed entry leaves, so that searches need no tombstones. */
  function removeSlot(table: Uint32Array, removed: number): void {
    const mask = table.length - 1;
    let gap = removed;
    let slot = gap;
    for (;;) {
      slot = (slot + 1) & mask;
      const entry = table[slot] as number;
      if (entry === 0) break;
      loadRow(entry - 1);
      const home = (hash() >>> 6) & mask;
      if (((slot - home) & mask) >= ((slot - gap) & mask)) {
        table[gap] = entry;
        gap = slot;
      }
    }
    table[gap] = 0;
  }

  function store(row: number): void {
    head = grown(head, (row + 1) * 2);
    head[row * 2] = key[0] as number;
    head[row * 2 + 1] = key[1] as number;
    if (!keyIsUuid) {
      if (isUuid && row < isUuid.length) isUuid[row] = 0;
      return;
    }
    rest = grown(rest ?? new Uint32Array(0), (row + 1) * 2);
    isUuid = grown(isUuid ?? new Uint8Array(0), row + 1);
    rest[row * 2] = key[2] as number;
    rest[row * 2 + 1] = key[3] as number;
    isUuid[row] = 1;
  }

  return {
    get size() {
      return size;
    },
    rowOf(id) {
      load(id);
      const h = hash();
      const table = tables[h & (parts - 1)] as Uint32Array;
      const entry = table[find(table, h)] as number;
      return entry === 0 ? undefined : entry - 1;
    },
    idOf(row) {
      const low = head[row * 2] ?? 0;
      const high = head[row * 2 + 1] ?? 0;
      if (isUuid?.[row] === 1)
        return uuidText(low, high, (rest as Uint32Array)[row * 2] as number, (rest as Uint32Array)[row * 2 + 1] as number);
      return high < 0x20_0000 ? high * 0x1_0000_0000 + low : (BigInt(high) << 32n) | BigInt(low);
    },
    set(id, row) {
      load(id);
      const h = hash();
      const part = h & (parts - 1);
      let table = tables[part] as Uint32Array;
      let slot = find(table, h);
      if (table[slot] === 0) {
        size++;
        const count = ((counts[part] as number) += 1);
        if (count * 3 > table.length * 2) {
          table = growTable(part);
          load(id);
          slot = find(table, h);
        }
      }
      store(row);
      table[slot] = row + 1;
    },
    delete(id) {
      load(id);
      const h = hash();
      const part = h & (parts - 1);
      const table = tables[part] as Uint32Array;
      const slot = find(table, h);
      if (table[slot] === 0) return;
      removeSlot(table, slot);
      (counts[part] as number) -= 1;
      size--;
    },
  };
}

function readUuidWords(text: string, into: Uint32Array): void {
  let word = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 45) continue;
    word = (word << 4) | (code <= 57 ? code - 48 : (code | 32) - 87);
    if ((++digits & 7) === 0) into[(digits >> 3) - 1] = word;
  }
}

function uuidText(a: number, b: number, c: number, d: number): string {
  const byte = (word: number, shift: number): string => hexDigits[(word >>> shift) & 255] as string;
  const half = (word: number): string => byte(word, 24) + byte(word, 16);
  const other = (word: number): string => byte(word, 8) + byte(word, 0);
  return `${half(a)}${other(a)}-${half(b)}-${other(b)}-${half(c)}-${other(c)}${half(d)}${other(d)}`;
}
