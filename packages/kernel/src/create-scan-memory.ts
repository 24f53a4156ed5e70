import { decodeElements, encodeElements } from './convert.ts';
import { instantiateKernel, type ScanFunction } from './kernel-instance.ts';
import { scanFunction, writeMasks, writeQuery } from './query-scratch.ts';
import { layOut, maxDim, maxPages, maxScanRows, overreadBytes, pageBytes, pagesFor } from './scan-layout.ts';
import type { ScanMemory, ScanMemoryOptions, SharedScanMemory } from './scan-memory.ts';

/** From this size on a memory tells the garbage collector what it holds. */
const accountedPages = 16;
const reservedAlign = 64;

/** A new memory with all rows zero. Throws RangeError for a dimension out of range, for more than 4 GiB and when the system has no memory left. */
export function createScanMemory(options: ScanMemoryOptions): ScanMemory {
  const { elementType, dim, initialRows = 0, readers = 1 } = options;
  if (!Number.isInteger(dim) || dim < 1 || dim > maxDim) throw new RangeError(`dimension ${dim} is not between 1 and ${maxDim}`);
  const initial = requirePages(pagesFor(layOut(elementType, dim, readers), initialRows), initialRows);
  // The maximum only reserves addresses, so growing never moves the rows.
  const memory = new WebAssembly.Memory({ initial, maximum: maxPages, shared: true });
  return openScanMemory({ memory, elementType, dim, readers }, 0);
}

/**
 * The memory another thread created, with the scratch space of reader `reader` (1 … readers-1; 0 is the creator's). Rows that the
 * creator added later are seen too.
 */
export function attachScanMemory(shared: SharedScanMemory, reader: number): ScanMemory {
  if (!Number.isInteger(reader) || reader < 1 || reader >= shared.readers) {
    throw new RangeError(`reader ${reader} of a memory made for ${shared.readers}: expected 1 to ${shared.readers - 1}`);
  }
  return openScanMemory(shared, reader);
}

function openScanMemory(shared: SharedScanMemory, reader: number): ScanMemory {
  const { memory, elementType, dim, readers } = shared;
  const layout = layOut(elementType, dim, readers);
  const { strideBytes, rowsOffset } = layout;
  const kernel = instantiateKernel(memory);
  const scratch = reader * layout.readerBytes;
  const account = reader === 0 ? createAccount() : undefined;
  let buffer = memory.buffer as unknown as SharedArrayBuffer;
  /** Where the next reserved bytes go; undefined while there are none and rows may still come. */
  let tail: number | undefined;
  let capacityRows = shared.rows ?? rowsIn(buffer.byteLength);
  let scores = new Float32Array(buffer, scratch + layout.scoresOffset, maxScanRows);
  let score: ScanFunction | undefined;
  let rooted = false;
  writeMasks(elementType, dim, buffer, scratch + layout.masksOffset);
  account?.(buffer.byteLength / pageBytes);

  function rowsIn(bytes: number): number {
    return Math.floor((bytes - rowsOffset - overreadBytes) / strideBytes);
  }

  function refresh(): void {
    buffer = memory.buffer as unknown as SharedArrayBuffer;
    if (tail === undefined) capacityRows = shared.rows ?? rowsIn(buffer.byteLength);
    scores = new Float32Array(buffer, scratch + layout.scoresOffset, maxScanRows);
  }

  function requireRows(from: number, to: number): void {
    if (to > capacityRows) {
      // Another thread may have grown the memory: growing by nothing makes this one notice.
      memory.grow(0);
      refresh();
    }
    if (!(from >= 0 && from <= to && to <= capacityRows))
      throw new RangeError(`rows ${from} to ${to} of a memory for ${capacityRows} rows`);
  }

  function ensureRows(rows: number): void {
    if (rows <= capacityRows) return;
    if (tail !== undefined) throw new RangeError(`${rows} rows in a memory closed at ${capacityRows}`);
    const needed = requirePages(pagesFor(layout, rows), rows);
    const pages = buffer.byteLength / pageBytes;
    growTo(Math.min(maxPages, Math.max(needed, pages + (pages >> 1))));
  }

  function growTo(wanted: number): void {
    const pages = buffer.byteLength / pageBytes;
    if (wanted > pages) memory.grow(wanted - pages);
    refresh();
    account?.(Math.max(wanted, pages));
  }

  function reserve(bytes: number): number {
    const at = tail ?? roundUp(rowsOffset + capacityRows * strideBytes + overreadBytes);
    const end = at + roundUp(bytes);
    if (end > maxPages * pageBytes) throw new RangeError(`${bytes} bytes behind the rows do not fit into ${maxPages * pageBytes}`);
    tail = end;
    growTo(Math.ceil(end / pageBytes));
    return at;
  }

  function run(list: number, first: number, count: number): Float32Array {
    if (score === undefined) throw new Error('a scan needs a query: call setQuery first');
    const query = scratch + (score === kernel.f16_dot ? layout.scaledOffset : 0);
    const out = scratch + layout.scoresOffset;
    score(rowsOffset, strideBytes, first, list, count, query, dim, scratch + layout.masksOffset, out, scratch);
    if (rooted) kernel.f32_roots(out, count);
    return scores.subarray(0, count);
  }

  return {
    elementType,
    dim,
    strideBytes,
    maxScanRows,
    get buffer() {
      return buffer;
    },
    rowOffset: (row) => rowsOffset + row * strideBytes,
    ensureRows,
    reserve,
    rowBytes(from, to) {
      requireRows(from, to);
      return new Uint8Array(buffer, rowsOffset + from * strideBytes, (to - from) * strideBytes);
    },
    setRow(row, values) {
      requireRows(row, row + 1);
      requireDim(values, dim);
      encodeElements(elementType, values, buffer, rowsOffset + row * strideBytes);
    },
    getRow(row) {
      requireRows(row, row + 1);
      return decodeElements(elementType, buffer, rowsOffset + row * strideBytes, dim);
    },
    setQuery(metric, query) {
      requireDim(query, dim);
      writeQuery(elementType, query, buffer, scratch, scratch + layout.scaledOffset);
      score = scanFunction(kernel, elementType, metric);
      rooted = metric === 'euclid';
    },
    scan(from, to) {
      requireRows(from, to);
      requireCount(to - from);
      return run(0, from, to - from);
    },
    scoreRows(rows) {
      requireCount(rows.length);
      let last = -1;
      for (let i = 0; i < rows.length; i++) if (rows[i]! > last) last = rows[i]!;
      requireRows(0, last + 1);
      const list = scratch + layout.scoresOffset;
      new Uint32Array(buffer, list, rows.length).set(rows);
      return run(list, 0, rows.length);
    },
    share: () => (tail === undefined ? shared : { ...shared, rows: capacityRows }),
  };
}

/**
 * The garbage collector does not count shared memory, and would let gigabytes of dropped ones lie. So each large memory holds a twin
 * of its size that does count, and is never touched: it takes addresses, no memory.
 */
function createAccount(): (pages: number) => void {
  let twin: WebAssembly.Memory | undefined;
  let accounted = 0;
  return (pages) => {
    if (pages < accountedPages) return;
    try {
      if (twin === undefined) twin = new WebAssembly.Memory({ initial: pages });
      else twin.grow(pages - accounted);
      accounted = pages;
    } catch {
      // Out of addresses or over a commit limit: the rows matter, their bookkeeping does not.
    }
  };
}

function requirePages(pages: number, rows: number): number {
  if (pages > maxPages)
    throw new RangeError(`${rows} rows need ${pages * pageBytes} bytes, a vector storage holds at most ${maxPages * pageBytes}`);
  return pages;
}

/** Reserved bytes begin at a cache line. */
function roundUp(bytes: number): number {
  return Math.ceil(bytes / reservedAlign) * reservedAlign;
}

function requireDim(values: Float32Array, dim: number): void {
  if (values.length !== dim) throw new RangeError(`a vector of ${values.length} elements, expected ${dim}`);
}

function requireCount(count: number): void {
  if (count > maxScanRows) throw new RangeError(`${count} rows in one scan, at most ${maxScanRows}`);
}
