import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMemoryStream, main } from 'assemblyscript/asc';

const outputs = 'index.ts --outFile kernel.wasm --runtime stub --use abort=';
const memory = '--importMemory --sharedMemory --initialMemory 1 --maximumMemory 65536';
const compilerOptions = `${outputs} ${memory} --enable simd --enable threads -O3 --converge --noAssert`.split(' ');

/** The WebAssembly module of the kernel, compiled from packages/kernel/assembly, as a source file. Throws with the compiler's words. */
export async function generateKernel(root: string): Promise<Map<string, string>> {
  const wasm = await compile(join(root, 'packages/kernel/assembly'));
  const text = [
    '/** Generated from assembly/ by `npm run gen`. Do not edit. */',
    'export const kernelBase64 =',
    `  '${Buffer.from(wasm).toString('base64')}';`,
    '',
  ].join('\n');
  return new Map([['packages/kernel/src/gen/kernel-wasm.ts', text]]);
}

async function compile(directory: string): Promise<Uint8Array> {
  let wasm: Uint8Array | undefined;
  const stderr = createMemoryStream();
  const { error } = await main(compilerOptions, {
    stderr,
    readFile: async (name, base) => readFile(join(directory, base, name), 'utf8').then(decorate, () => null),
    writeFile: (name, contents) => {
      if (name === 'kernel.wasm' && typeof contents !== 'string') wasm = contents;
    },
    listFiles: () => null,
  });
  if (error !== null || wasm === undefined) {
    throw new Error(`packages/kernel/assembly does not compile: ${error?.message ?? 'no module'}\n${stderr.toString()}`);
  }
  return wasm;
}

/** The sources say `// @inline` where AssemblyScript wants the decorator, which is no TypeScript on functions. */
function decorate(source: string): string {
  return source.replaceAll(/^\/\/ @inline$/gm, '@inline');
}
