import { decodeElements, elementBytes, encodeElements, roundToElements } from './convert.ts';
import { instantiateKernel, type KernelExports, type ScanFunction } from './kernel-instance.ts';
import { layOut, maxDim, maxPages, maxScanRows, overreadBytes, pageBytes, pagesFor } from './scan-layout.ts';
import type { ElementType, Metric, ScanMemory, ScanMemoryOptions, SharedScanMemory } from './scan-memory.ts';

/** 2^112: see assembly/f16.ts. */
const halfScale = 2 ** 112;
/** From this size on a memory tells the garbage collector what it holds. */
const accountedPages = 16;

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
  let capacityRows = rowsIn(buffer.byteLength);
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
    capacityRows = rowsIn(buffer.byteLength);
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
    const needed = requirePages(pagesFor(layout, rows), rows);
    const pages = buffer.byteLength / pageBytes;
    const wanted = Math.min(maxPages, Math.max(needed, pages + (pages >> 1)));
    if (wanted > pages) memory.grow(wanted - pages);
    refresh();
    account?.(wanted);
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
    share: () => shared,
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

function requireDim(values: Float32Array, dim: number): void {
  if (values.length !== dim) throw new RangeError(`a vector of ${values.length} elements, expected ${dim}`);
}

function requireCount(count: number): void {
  if (count > maxScanRows) throw new RangeError(`${count} rows in one scan, at most ${maxScanRows}`);
}

function writeMasks(elementType: ElementType, dim: number, buffer: SharedArrayBuffer, at: number): void {
  new Uint8Array(buffer, at, 64).fill(255, 0, (dim & 15) * elementBytes[elementType]);
  if (elementType !== 'f16') return;
  const constants = new DataView(buffer, at, 64);
  constants.setUint32(32, 0x8fffe000, true);
  constants.setFloat32(36, halfScale, true);
  constants.setUint16(40, 0x7fff, true);
}

/** The padding behind the query is zero from the start and never written. */
function writeQuery(elementType: ElementType, query: Float32Array, buffer: SharedArrayBuffer, at: number, scaledAt: number): void {
  if (elementType !== 'f16') {
    encodeElements(elementType, query, buffer, at);
    return;
  }
  const rounded = roundToElements('f16', query);
  const plain = new Float32Array(buffer, at);
  const scaled = new Float32Array(buffer, scaledAt);
  for (let i = 0; i < rounded.length; i++) {
    const place = (i & ~7) | ((i & 1) << 2) | ((i & 7) >> 1);
    plain[place] = rounded[i]!;
    scaled[place] = rounded[i]! * halfScale;
  }
}

function scanFunction(kernel: KernelExports, elementType: ElementType, metric: Metric): ScanFunction {
  if (metric === 'manhattan') return kernel[`${elementType}_absolutes`];
  if (metric === 'euclid' || metric === 'squaredEuclid') return kernel[`${elementType}_squares`];
  if (metric === 'cosine' && elementType === 'u8') return kernel.u8_cosine;
  return kernel[`${elementType}_dot`];
}
