import { instantiateKernel, type KernelExports } from './kernel-instance.ts';

const tableBytes = 16 * 1024;
const memoryBytes = 4 * 65_536;
const chunkBytes = memoryBytes - tableBytes;

interface Checksum {
  readonly kernel: KernelExports;
  readonly bytes: Uint8Array;
}

let checksum: Checksum | undefined;

/**
 * CRC-32C (Castagnoli) of `data` as an unsigned number. `init` is the checksum of what came before, so that
 * `crc32c(b, crc32c(a))` is the checksum of `a` followed by `b`.
 */
export function crc32c(data: Uint8Array, init = 0): number {
  checksum ??= createChecksum();
  const { kernel, bytes } = checksum;
  let register = ~init;
  for (let from = 0; from < data.length; from += chunkBytes) {
    const chunk = data.length <= chunkBytes ? data : data.subarray(from, from + chunkBytes);
    bytes.set(chunk, tableBytes);
    register = kernel.crc32c_update(register, tableBytes, chunk.length);
  }
  return ~register >>> 0;
}

function createChecksum(): Checksum {
  const memory = new WebAssembly.Memory({ initial: memoryBytes / 65_536, maximum: memoryBytes / 65_536, shared: true });
  const kernel = instantiateKernel(memory);
  kernel.crc32c_init();
  return { kernel, bytes: new Uint8Array(memory.buffer) };
}
