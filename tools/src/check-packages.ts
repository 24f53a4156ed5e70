// Packs every public package and lets publint and attw judge what npm would serve.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const target = mkdtempSync(join(tmpdir(), 'sextant-pack-'));
let failures = 0;

function check(title: string, command: string, args: readonly string[], cwd: string): void {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (result.status === 0) return;
  failures += 1;
  console.error(`${title} failed:\n${result.stdout}${result.stderr}`);
}

try {
  for (const group of ['packages', 'apps']) {
    for (const name of readdirSync(join(root, group))) {
      const directory = join(root, group, name);
      const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { name: string; private?: boolean };
      if (manifest.private === true) continue;
      const packed = spawnSync('npm', ['pack', '--silent', '--pack-destination', target], { cwd: directory, encoding: 'utf8' });
      const tarball = join(target, packed.stdout.trim().split('\n').at(-1) ?? '');
      if (packed.status !== 0) {
        failures += 1;
        console.error(`npm pack of ${manifest.name} failed:\n${packed.stderr}`);
        continue;
      }
      check(`publint of ${manifest.name}`, bin('publint'), ['run', tarball, '--strict'], root);
      check(`attw of ${manifest.name}`, bin('attw'), [tarball, '--profile', 'esm-only'], root);
      console.log(`${manifest.name}: packed and checked`);
    }
  }
} finally {
  rmSync(target, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);
