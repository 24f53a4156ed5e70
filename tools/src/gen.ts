import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generateClient } from './gen-client.ts';
import { generateGrpc } from './gen-grpc.ts';
import { generateKernel } from './gen-kernel.ts';
import { generateRest } from './gen-rest.ts';

/** Writes all generated code; with `--check` compares it with what is committed and exits 1 on a difference. */
const root = join(import.meta.dirname, '../..');
const files = new Map([
  ...(await generateRest(root)),
  ...(await generateGrpc(root)),
  ...(await generateClient(root)),
  ...(await generateKernel(root)),
]);
const stale: string[] = [];
for (const [path, text] of files) {
  const file = join(root, path);
  const old = await readFile(file, 'utf8').catch(() => undefined);
  if (old === text) continue;
  stale.push(path);
  if (process.argv.includes('--check')) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`generated code is stale, run \`npm run gen\`: ${stale.join(', ')}`);
  process.exitCode = 1;
} else {
  console.log(`${files.size} generated files, ${stale.length} changed`);
}
