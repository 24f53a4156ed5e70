import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Loaded by name when a host is looked up, so no linker lists them; newer C libraries have them built in. */
const nameServiceLibraries = ['libnss_files.so.2', 'libnss_dns.so.2', 'libresolv.so.2'] as const;

/** Puts `binary` as /usr/bin/node and the shared libraries it is linked with below `target`, where the same binary looks for them. */
export function copyBinary(binary: string, target: string): void {
  const listed = spawnSync('ldd', [binary], { encoding: 'utf8' });
  if (listed.status !== 0) {
    throw new Error(`ldd ${binary} failed, so its libraries are unknown: ${listed.error?.message ?? listed.stderr.trim()}`);
  }
  if (listed.stdout.includes('not found')) throw new Error(`${binary} does not run on this machine:\n${listed.stdout}`);
  const libraries = [...listed.stdout.matchAll(/(\/\S+) \(0x/g)].map((match) => match[1] as string);
  const libc = libraries.find((path) => basename(path) === 'libc.so.6');
  if (libc === undefined) throw new Error(`${binary} is not linked with glibc; ldd says:\n${listed.stdout}`);
  const hostLookup = nameServiceLibraries.map((name) => join(dirname(libc), name)).filter((path) => existsSync(path));
  for (const path of [...libraries, ...hostLookup]) copyExecutable(path, join(target, path));
  copyExecutable(binary, join(target, 'usr/bin/node'));
}

function copyExecutable(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(realpathSync(from), to);
  chmodSync(to, 0o755);
}
