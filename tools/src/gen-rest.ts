import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { emitOperations } from './gen-rest-operations.ts';
import { emitTypes } from './gen-rest-types.ts';
import { emitValidators } from './gen-rest-validators.ts';
import type { OpenApi, OpenApiOperation, OpenApiParameter } from './openapi.ts';

const run = promisify(execFile);
const genDir = 'packages/contract/src/gen';

/** Everything emitted from `openapi/`: repository-relative path to text. */
export async function generateRest(root: string): Promise<Map<string, string>> {
  const api = await bundle(root);
  const out = new Map<string, string>();
  for (const [file, text] of await emitTypes(api)) out.set(`${genDir}/${file}`, text);
  for (const [file, text] of await emitValidators(api)) out.set(`${genDir}/${file}`, text);
  for (const [file, text] of emitOperations(api)) out.set(`${genDir}/${file}`, text);
  return out;
}

/** The many-file contract as one document, joined by redocly. */
export async function bundle(root: string): Promise<OpenApi> {
  const dir = await mkdtemp(join(tmpdir(), 'sextant-openapi-'));
  try {
    const file = join(dir, 'openapi.json');
    const cli = join(root, 'node_modules/@redocly/cli/bin/cli.js');
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    await run(process.execPath, [cli, 'bundle', join(root, 'openapi/openapi.yaml'), '-o', file], { cwd: root, env }).catch(
      (error: { stderr?: string }) => {
        throw new Error(`openapi/ does not bundle: ${(error.stderr ?? String(error)).slice(0, 2000)}`);
      },
    );
    return inlineParameters(JSON.parse(await readFile(file, 'utf8')));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

interface Bundled extends Omit<OpenApi, 'paths'> {
  readonly paths: Record<
    string,
    Record<string, Omit<OpenApiOperation, 'parameters'> & { parameters?: (OpenApiParameter | { readonly $ref: string })[] }>
  >;
  readonly components: OpenApi['components'] & { readonly parameters?: Record<string, OpenApiParameter> };
}

/** Puts shared parameters where they are used, so that no generator needs to look them up. */
function inlineParameters(api: Bundled): OpenApi {
  for (const methods of Object.values(api.paths)) {
    for (const operation of Object.values(methods)) {
      operation.parameters = operation.parameters?.map((parameter) => {
        if (!('$ref' in parameter)) return parameter;
        const name = parameter.$ref.slice(parameter.$ref.lastIndexOf('/') + 1);
        return api.components.parameters?.[name] as OpenApiParameter;
      });
    }
  }
  return api as OpenApi;
}
