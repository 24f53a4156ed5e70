import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the interop tests import; pinned, so that a run today and one next year judge against the same engine. */
const packages = ['qdrant-edge-py==0.9.0', 'qdrant-client==1.19.0', 'grpcio', 'numpy'];

export type PythonSetUp = { readonly path: string } | { readonly path?: undefined; readonly reason: string };

/** Makes a virtual environment with Qdrant's engine and its Python client in `directory`, once; answers its interpreter, or why there is none. */
export function setUpPython(directory: string): PythonSetUp {
  const interpreter = join(directory, 'bin/python');
  const stamp = join(directory, 'sextant-packages.txt');
  const wanted = packages.join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { path: interpreter };
  rmSync(directory, { recursive: true, force: true });
  if (!makeEnvironment(directory)) {
    installDebianPython();
    rmSync(directory, { recursive: true, force: true });
    if (!makeEnvironment(directory)) return { reason: 'needs python3 with venv, which is not here and could not be installed' };
  }
  const install = run(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  if (install !== 0) return { reason: `pip could not install ${packages.join(', ')}` };
  writeFileSync(stamp, wanted);
  return { path: interpreter };
}

function makeEnvironment(directory: string): boolean {
  return run('python3', ['-m', 'venv', directory]) === 0;
}

function installDebianPython(): void {
  if (process.getuid?.() !== 0 || run('apt-get', ['--version']) !== 0) return;
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3', 'python3-venv', 'python3-pip']);
}

function run(command: string, args: readonly string[]): number {
  const result = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return result.error === undefined ? (result.status ?? 1) : 1;
}
