/** Regenerates the committed WebAssembly module: `node packages/kernel/build.ts`; tools compare `generateKernel()` with what is committed. */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMemoryStream, main } from 'assemblyscript/asc';

const packageDirectory = dirname(fileURLToPath(import.meta.url));
const repositoryDirectory = resolve(packageDirectory, '../..');

const outputs = 'index.ts --outFile kernel.wasm --runtime stub --use abort=';
const memory = '--importMemory --sharedMemory --initialMemory 1 --maximumMemory 65536';
const compilerOptions = `${outputs} ${memory} --enable simd --enable threads -O3 --converge --noAssert`.split(' ');

/** Compiles assembly/ and answers the generated files by their path in the repository. Throws with the compiler's words. */
export async function generateKernel(): Promise<Map<string, Uint8Array>> {
  const wasm = await compile();
  const text = [
    '/** Generated from assembly/ by build.ts. Do not edit. */',
    `export const kernelBytes = ${wasm.length};`,
    'export const kernelBase64 =',
    `  '${Buffer.from(wasm).toString('base64')}';`,
    '',
  ].join('\n');
  return new Map([['packages/kernel/src/gen/kernel-wasm.ts', new TextEncoder().encode(text)]]);
}

async function compile(): Promise<Uint8Array> {
  let wasm: Uint8Array | undefined;
  const stderr = createMemoryStream();
  const { error } = await main(compilerOptions, {
    stderr,
    readFile: async (name, base) => readFile(resolve(packageDirectory, 'assembly', base, name), 'utf8').then(decorate, () => null),
    writeFile: (name, contents) => {
      if (name === 'kernel.wasm' && typeof contents !== 'string') wasm = contents;
    },
    listFiles: () => null,
  });
  if (error !== null || wasm === undefined)
    throw new Error(`packages/kernel/assembly does not compile: ${error?.message ?? 'no module'}\n${stderr.toString()}`);
  return wasm;
}

/** The sources say `// @inline` where AssemblyScript wants the decorator, which is no TypeScript on functions. */
function decorate(source: string): string {
  return source.replaceAll(/^\/\/ @inline$/gm, '@inline');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, bytes] of await generateKernel()) {
    const target = resolve(repositoryDirectory, path);
    await writeFile(target, bytes);
    console.log(`${relative(process.cwd(), target)}: ${bytes.length} bytes`);
  }
}
