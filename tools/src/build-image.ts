// Builds a container image of the server without any registry: `build-image.ts [--tag NAME]`. Needs Linux with glibc, and Docker.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { emitPackage } from './image/emit-package.ts';
import { productionPackages } from './image/production-packages.ts';
import { copyBinary } from './image/system-files.ts';

const usage = `usage: build-image.ts [--tag NAME]

Builds the server as a container image (default tag: sextant:dev). Run it with
  docker run -p 6333:6333 -p 6334:6334 -v sextant-storage:/qdrant/storage -v sextant-snapshots:/qdrant/snapshots sextant:dev
`;

const root = join(import.meta.dirname, '../..');
const server = join(root, 'apps/server');

/** What a package carries for compilers and readers only; licences stay. */
const notRun = /\.d\.[cm]?ts$|\.map$|\.tsbuildinfo$|\/(readme|changelog|history)[^/]*$/i;

function stageSystem(target: string): void {
  const binary = join(root, 'node_modules/node/bin/node');
  copyBinary(existsSync(binary) ? binary : process.execPath, target);
  cpSync(join(server, 'image/root'), target, { recursive: true });
  mkdirSync(join(target, 'root'));
  for (const path of ['tmp', 'var/tmp']) {
    mkdirSync(join(target, path), { recursive: true });
    chmodSync(join(target, path), 0o1777);
  }
}

function stageServer(target: string): void {
  const app = join(target, 'app');
  for (const directory of productionPackages(server)) {
    const path = relative(root, directory);
    if (directory === server) emitPackage(directory, app);
    else if (path.startsWith('packages/') && !path.includes('node_modules')) {
      emitPackage(directory, join(app, path.replace('packages/', 'node_modules/@sextant/')));
    } else if (path.startsWith('node_modules/')) {
      const isCarried = (file: string): boolean => !notRun.test(file) && !relative(directory, file).startsWith('node_modules');
      cpSync(directory, join(app, path), { recursive: true, filter: isCarried });
    } else throw new Error(`${path} is neither a package of this repository nor installed at its root, so it has no place in the image`);
  }
  const main = join(app, 'dist/main.js');
  writeFileSync(main, `#!/usr/bin/node\n${readFileSync(main, 'utf8')}`);
  chmodSync(main, 0o755);
  for (const path of ['storage', 'snapshots', 'config']) mkdirSync(join(target, 'qdrant', path), { recursive: true });
  // Both names that commands written for Qdrant's image call.
  for (const name of ['qdrant', 'entrypoint.sh']) symlinkSync('/app/dist/main.js', join(target, 'qdrant', name));
}

function main(): number {
  const { values } = parseArgs({ options: { tag: { type: 'string', default: 'sextant:dev' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  if (process.platform !== 'linux') throw new Error("the image is made of this machine's Node and C library: run this on Linux");
  const context = mkdtempSync(join(tmpdir(), 'sextant-image-'));
  try {
    stageSystem(join(context, 'system'));
    stageServer(join(context, 'app'));
    cpSync(join(server, 'image/Dockerfile'), join(context, 'Dockerfile'));
    const build = spawnSync('docker', ['build', '--quiet', '--tag', values.tag, context], { encoding: 'utf8' });
    if (build.error !== undefined) throw new Error(`docker could not be run: ${build.error.message}`);
    if (build.status !== 0) throw new Error(`docker build ended with ${build.signal ?? String(build.status)}:\n${build.stderr.trim()}`);
    process.stdout.write(`${values.tag}\n`);
    return 0;
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

// Docker gets the signal too; ending only after it leaves no build context behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
