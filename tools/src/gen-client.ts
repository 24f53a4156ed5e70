import { bundle } from './gen-rest.ts';
import type { OpenApiOperation, OpenApiResponse } from './openapi.ts';

/** The client's route table, emitted from `openapi/`: repository-relative path to text. */
export async function generateClient(root: string): Promise<Map<string, string>> {
  const api = await bundle(root);
  const rows: string[] = [];
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (typeof operation !== 'object' || operation.operationId === undefined) continue;
      const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name);
      const row = {
        method: method.toUpperCase(),
        path,
        query,
        answer: answerOf(operation),
        repeatable: isRepeatable(method, operation),
      };
      rows.push(`  ${operation.operationId}: ${JSON.stringify(row)},`);
    }
  }
  const text = `// Generated from openapi/ by tools/src/gen.ts. Do not edit.\n\nexport const routes = {\n${rows.join('\n')}\n} as const;\n`;
  return new Map([['packages/client/src/gen/routes.ts', text]]);
}

function answerOf(operation: OpenApiOperation): 'json' | 'text' | 'stream' {
  const success = operation.responses['200'] as OpenApiResponse | undefined;
  const types = Object.keys(success?.content ?? {});
  if (types.includes('application/json')) return 'json';
  return types.some((type) => type.startsWith('text/')) ? 'text' : 'stream';
}

/** Sending it twice means the same as sending it once: all reads and point writes; not what makes or uploads a snapshot. */
function isRepeatable(method: string, operation: OpenApiOperation): boolean {
  return method !== 'post' || !/snapshot/.test(operation.operationId);
}
