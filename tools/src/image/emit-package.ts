import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/**
 * Writes what `npm pack` would carry of a package of this repository that Node runs: manifest, `dist` and JavaScript beside it.
 * The JavaScript is that of `tsc -b`, file by file and without its type check, so that no earlier build is needed or trusted.
 */
export function emitPackage(directory: string, target: string): void {
  mkdirSync(target, { recursive: true });
  cpSync(join(directory, 'package.json'), join(target, 'package.json'));
  for (const path of packedScripts(directory)) cpSync(join(directory, path), join(target, path));
  const { fileNames, options } = readProject(directory);
  const compilerOptions: ts.CompilerOptions = {
    ...options,
    module: ts.ModuleKind.ESNext,
    composite: false,
    declaration: false,
    declarationMap: false,
    sourceMap: false,
  };
  for (const fileName of fileNames) {
    if (fileName.endsWith('.d.ts')) continue;
    const path = relative(join(directory, 'src'), fileName).replace(/\.ts$/, '.js');
    const { outputText } = ts.transpileModule(readFileSync(fileName, 'utf8'), { fileName, compilerOptions });
    const emitted = join(target, 'dist', path);
    mkdirSync(dirname(emitted), { recursive: true });
    writeFileSync(emitted, outputText);
  }
}

/** The tests and the like that a project's tsconfig.json excludes are not among its files. */
function readProject(directory: string): ts.ParsedCommandLine {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(`${directory}/tsconfig.json: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`);
    },
  };
  const project = ts.getParsedCommandLineOfConfigFile(join(directory, 'tsconfig.json'), {}, host);
  if (project === undefined) throw new Error(`${directory}/tsconfig.json cannot be read`);
  return project;
}

/** Generated JavaScript that a package ships from `src`. */
function packedScripts(directory: string): readonly string[] {
  const { files = [] } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { files?: readonly string[] };
  return files.filter((path) => path.startsWith('src/') && path.endsWith('.js'));
}
