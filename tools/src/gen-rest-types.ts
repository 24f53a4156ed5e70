import openapiTypescript, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import type { OpenApi } from './openapi.ts';

const banner = '// Generated from openapi/ by tools/src/gen.ts. Do not edit.\n\n';

/** `rest.ts`: the types of openapi-typescript; `schemas.ts`: each schema under its own name. */
export async function emitTypes(api: OpenApi): Promise<Map<string, string>> {
  const wide = ts.factory.createUnionTypeNode([
    ts.factory.createKeywordTypeNode(ts.SyntaxKind.NumberKeyword),
    ts.factory.createKeywordTypeNode(ts.SyntaxKind.BigIntKeyword),
  ]);
  const nodes = await openapiTypescript(structuredClone(api) as never, {
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => ('x-bigint' in schema ? wide : undefined),
  });
  const names = Object.keys(api.components.schemas).sort();
  const list = names.map((name) => `export type ${name} = components['schemas']['${name}'];\n`).join('');
  return new Map([
    ['rest.ts', banner + astToString(nodes)],
    ['schemas.ts', `${banner}import type { components } from './rest.ts';\n\n${list}`],
  ]);
}
