import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** The directories of a package and of everything it needs at run time, found as Node finds them; fails on one that is not installed. */
export function productionPackages(directory: string): readonly string[] {
  const found = new Set<string>();
  const visit = (packageDirectory: string): void => {
    const real = realpathSync(packageDirectory);
    if (found.has(real)) return;
    found.add(real);
    const manifest = JSON.parse(readFileSync(join(real, 'package.json'), 'utf8')) as Manifest;
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies })) {
      const dependency = installedAt(real, name);
      if (dependency !== undefined) visit(dependency);
      else if (!isOptional(manifest, name)) throw new Error(`${name}, which ${real} needs, is not installed: run npm ci`);
    }
  };
  visit(directory);
  return [...found];
}

function installedAt(from: string, name: string): string | undefined {
  for (let directory = from; ; directory = dirname(directory)) {
    const candidate = join(directory, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (dirname(directory) === directory) return undefined;
  }
}

function isOptional(manifest: Manifest, name: string): boolean {
  return manifest.optionalDependencies?.[name] !== undefined || manifest.peerDependenciesMeta?.[name]?.optional === true;
}
