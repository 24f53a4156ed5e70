import { instantiateKernel } from './kernel-instance.ts';
import type { ScanMemory } from './scan-memory.ts';

/**
 * A function that reads the bytes of rows `from … to-1` (the last few may be left out) and answers their exclusive or: the yardstick for a
 * scan, which cannot be faster than reading.
 */
export function createRowReader(memory: ScanMemory): (from: number, to: number) => number {
  const kernel = instantiateKernel(memory.share().memory);
  return (from, to) => kernel.read(memory.rowOffset(from), ((to - from) * memory.strideBytes) & ~63);
}
