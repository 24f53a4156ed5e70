import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const genDir = 'packages/contract/src/gen/grpc';

/** Everything emitted from `proto/`: repository-relative path to text. */
export async function generateGrpc(root: string): Promise<Map<string, string>> {
  const dir = await mkdtemp(join(tmpdir(), 'sextant-proto-'));
  try {
    const bin = join(root, 'node_modules/.bin');
    const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
    await run(join(bin, 'buf'), ['generate', '--output', dir], { cwd: join(root, 'proto'), env });
    const modules = new Map<string, string>();
    for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      modules.set(relative(dir, file).split(sep).join('/'), eraseEnums(await readFile(file, 'utf8')));
    }
    const sorted = new Map([...modules].sort(([a], [b]) => (a < b ? -1 : 1)));
    const out = new Map<string, string>();
    for (const [path, text] of sorted) out.set(`${genDir}/${path}`, text);
    out.set(`${genDir}/index.ts`, indexOf(sorted));
    return out;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Turns `export enum X { A = 0 }` into a constant object and the union of its values: Node runs types away, not enums. */
export function eraseEnums(source: string): string {
  return source.replaceAll(/^export enum (\w+) \{\n([\s\S]*?)^\}\n/gm, (_, name: string, body: string) => {
    const members = body.replaceAll(/^( {2}\w+) = (-?\d+),$/gm, '$1: $2,');
    return `export const ${name} = {\n${members}} as const;\n\nexport type ${name} = (typeof ${name})[keyof typeof ${name}];\n`;
  });
}

/** One module that names every export. The health service has message names of its own package, so they get its name in front. */
function indexOf(modules: ReadonlyMap<string, string>): string {
  let text = '// Generated from proto/ by tools/src/gen-grpc.ts. Do not edit.\n';
  for (const [path, source] of modules) {
    const rename = (name: string) => (path.startsWith('grpc/health/') && name.startsWith('HealthCheck') ? `${name} as Grpc${name}` : name);
    const values = new Set([...source.matchAll(/^export const (\w+)/gm)].map((match) => match[1] as string));
    const types = [...source.matchAll(/^export type (\w+)/gm)].map((match) => match[1] as string).filter((name) => !values.has(name));
    if (types.length > 0) text += `export type {\n${types.map((name) => `  ${rename(name)},\n`).join('')}} from './${path}';\n`;
    text += `export {\n${[...values].map((name) => `  ${rename(name)},\n`).join('')}} from './${path}';\n`;
  }
  return text;
}
