import { kernelBase64 } from './gen/kernel-wasm.ts';

/**
 * Scores `count` rows of `stride` bytes from `base` on into `out` (float32 each): those numbered in `list` (u32 each), or `first`,
 * `first + 1`, … when `list` is 0. `list` and `out` may be the same place. The last argument only the half-precision dot product takes.
 */
export type ScanFunction = (
  base: number,
  stride: number,
  first: number,
  list: number,
  count: number,
  query: number,
  dim: number,
  masks: number,
  out: number,
  plainQuery?: number,
) => void;

/** What assembly/index.ts exports. Addresses are byte offsets, unsigned. */
export interface KernelExports {
  readonly f32_dot: ScanFunction;
  readonly f32_squares: ScanFunction;
  readonly f32_absolutes: ScanFunction;
  readonly f16_dot: ScanFunction;
  readonly f16_squares: ScanFunction;
  readonly f16_absolutes: ScanFunction;
  readonly u8_dot: ScanFunction;
  readonly u8_squares: ScanFunction;
  readonly u8_absolutes: ScanFunction;
  readonly u8_cosine: ScanFunction;
  readonly hnsw_role: (walk: number, node: number) => number;
  readonly hnsw_enter: (walk: number, node: number, level: number) => void;
  readonly hnsw_step: (walk: number, steps: number) => number;
  readonly hnsw_finish: (walk: number) => number;
  readonly f32_roots: (values: number, count: number) => void;
  readonly read: (at: number, bytes: number) => number;
  readonly crc32c_init: () => void;
  readonly crc32c_update: (register: number, at: number, length: number) => number;
}

let compiled: WebAssembly.Module | undefined;

/**
 * An instance of the kernel over `memory`, which must be shared; `passes` is asked by walks with a filter. The module is compiled once a
 * thread, at the first call.
 */
export function instantiateKernel(memory: WebAssembly.Memory, passes: (node: number) => boolean = () => true): KernelExports {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelBase64, 'base64'));
  const instance = new WebAssembly.Instance(compiled, {
    env: { memory },
    hnsw: { passes: (node: number) => (passes(node >>> 0) ? 1 : 0) },
  });
  return instance.exports as unknown as KernelExports;
}
