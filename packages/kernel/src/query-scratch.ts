import { elementBytes, encodeElements, roundToElements } from './convert.ts';
import type { KernelExports, ScanFunction } from './kernel-instance.ts';
import type { ElementType, Metric } from './scan-memory.ts';

/** 2^112: see assembly/f16.ts. */
const halfScale = 2 ** 112;

/** Writes what a scan finds behind its query: ones over the elements of the last block, and for halves their constants. */
export function writeMasks(elementType: ElementType, dim: number, buffer: SharedArrayBuffer, at: number): void {
  new Uint8Array(buffer, at, 64).fill(255, 0, (dim & 15) * elementBytes[elementType]);
  if (elementType !== 'f16') return;
  const constants = new DataView(buffer, at, 64);
  constants.setUint32(32, 0x8fffe000, true);
  constants.setFloat32(36, halfScale, true);
  constants.setUint16(40, 0x7fff, true);
}

/** Writes a query as rows are stored. The padding behind it is zero from the start and never written. */
export function writeQuery(elementType: ElementType, query: Float32Array, buffer: SharedArrayBuffer, at: number, scaledAt: number): void {
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

/** The scoring function of a metric; euclid is that of its squares. */
export function scanFunction(kernel: KernelExports, elementType: ElementType, metric: Metric): ScanFunction {
  if (metric === 'manhattan') return kernel[`${elementType}_absolutes`];
  if (metric === 'euclid' || metric === 'squaredEuclid') return kernel[`${elementType}_squares`];
  if (metric === 'cosine' && elementType === 'u8') return kernel.u8_cosine;
  return kernel[`${elementType}_dot`];
}
