/**
 * Roaring bitmap, portable serialization
 *
 *   0   u32   12346 = no run containers, u32 container count follows
 *             12347 = low 16 bits of the cookie, high 16 bits = container count - 1, then one bit a container: 1 = run container
 *   .   per container: u16 key (high half of its values), u16 cardinality - 1
 *   .   per container: u32 offset; absent when there are run containers and fewer than 4 containers
 *   .   containers, one after the other:
 *         run      u16 count, then count times u16 first, u16 length - 1
 *         array    cardinality times u16, when cardinality <= 4096
 *         bitmap   1024 u64 words, 8192 bytes
 */
import { corrupt } from './format-error.ts';
import { viewOf } from './u64.ts';

const cookieWithoutRuns = 12_346;
const cookieWithRuns = 12_347;
const largestArray = 4096;
const bitmapBytes = 8192;

interface Container {
  readonly key: number;
  readonly cardinality: number;
  readonly isRun: boolean;
}

/** Hands every run of set positions to `visit`, ascending; bounds of all reads are checked. */
export function decodeRoaring(bytes: Uint8Array, visit: (start: number, count: number) => void): void {
  const view = viewOf(bytes);
  const { containers, dataOffset } = readHeader(bytes, view);
  let offset = dataOffset;
  for (const container of containers) offset = readContainer(view, offset, container, visit);
}

function need(view: DataView, offset: number, sizeBytes: number): void {
  if (offset + sizeBytes > view.byteLength) {
    throw corrupt('the Roaring bitmap is cut off', {
      offset,
      expected: `${sizeBytes} bytes`,
      found: Math.max(0, view.byteLength - offset),
    });
  }
}

function readHeader(bytes: Uint8Array, view: DataView): { containers: Container[]; dataOffset: number } {
  need(view, 0, 4);
  const cookie = view.getUint32(0, true);
  const hasRuns = (cookie & 0xffff) === cookieWithRuns;
  if (!hasRuns && cookie !== cookieWithoutRuns) throw corrupt('not a Roaring bitmap', { offset: 0, found: cookie });
  let offset = 4;
  let count: number;
  if (hasRuns) count = (cookie >>> 16) + 1;
  else {
    need(view, offset, 4);
    count = view.getUint32(offset, true);
    offset += 4;
  }
  if (count > 65_536) throw corrupt('a Roaring bitmap has at most 65536 containers', { offset: 4, found: count });
  const runFlags = offset;
  if (hasRuns) offset += Math.ceil(count / 8);
  need(view, offset, count * 4);
  const containers: Container[] = [];
  for (let index = 0; index < count; index++, offset += 4) {
    const isRun = hasRuns && (((bytes[runFlags + (index >>> 3)] ?? 0) >>> (index & 7)) & 1) === 1;
    containers.push({ key: view.getUint16(offset, true), cardinality: view.getUint16(offset + 2, true) + 1, isRun });
  }
  const hasOffsets = !hasRuns || count >= 4;
  return { containers, dataOffset: hasOffsets ? offset + count * 4 : offset };
}

function readContainer(view: DataView, start: number, container: Container, visit: (start: number, count: number) => void): number {
  const base = container.key * 65_536;
  if (container.isRun) {
    need(view, start, 2);
    const runs = view.getUint16(start, true);
    need(view, start + 2, runs * 4);
    for (let run = 0; run < runs; run++) {
      const at = start + 2 + run * 4;
      visit(base + view.getUint16(at, true), view.getUint16(at + 2, true) + 1);
    }
    return start + 2 + runs * 4;
  }
  if (container.cardinality <= largestArray) {
    need(view, start, container.cardinality * 2);
    for (let index = 0; index < container.cardinality; index++) visit(base + view.getUint16(start + index * 2, true), 1);
    return start + container.cardinality * 2;
  }
  need(view, start, bitmapBytes);
  for (let bit = 0; bit < 65_536; bit++) if ((view.getUint8(start + (bit >>> 3)) >>> (bit & 7)) & 1) visit(base + bit, 1);
  return start + bitmapBytes;
}
