import type { OpenApi, OpenApiOperation, OpenApiParameter, OpenApiResponse, Schema } from './openapi.ts';

const banner = '// Generated from openapi/ by tools/src/gen.ts. Do not edit.\n\n';

/** `operations.ts`: the table of operations, and for each the types of its path, query, body and result. */
export function emitOperations(api: OpenApi): Map<string, string> {
  const rows: string[] = [];
  const types: string[] = [];
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      rows.push(`  ${operation.operationId}: ${literal(row(path, method, operation))},\n`);
      types.push(`  ${operation.operationId}: ${typesOf(operation)};\n`);
    }
  }
  const text = [
    `${banner}import type { Operation } from '../operation.ts';\nimport type * as rest from './schemas.ts';\n\n`,
    `/** Every operation by its id. */\nexport const operations = {\n${rows.join('')}} as const satisfies Record<string, Operation>;\n\n`,
    'export type OperationId = keyof typeof operations;\n\n',
    `/** What goes in and comes out, by operation; \`result\` without its envelope. */\nexport interface OperationTypes {\n${types.join('')}}\n`,
  ];
  return new Map([['operations.ts', text.join('')]]);
}

function row(path: string, method: string, operation: OpenApiOperation): object {
  const responses = Object.keys(operation.responses);
  return {
    method: method.toUpperCase(),
    path,
    tag: operation.tags[0],
    summary: operation.summary,
    access: operation['x-access'],
    wholeCollection: operation['x-whole-collection'] === true,
    plainErrors: operation['x-plain-errors'] === true,
    undocumented: operation['x-undocumented'] === true,
    deprecated: operation.deprecated === true,
    params: (operation.parameters ?? []).map(param),
    body: body(operation),
    result: result(operation),
    accepts: responses.includes('202'),
    statuses: responses.filter((status) => status !== 'default').map(Number),
  };
}

function param({ name, in: place, required, schema }: OpenApiParameter): object {
  const variants = schema.anyOf ?? [schema];
  const isConsistency = schema.$ref?.endsWith('/ReadConsistency') === true;
  const isPointId = schema.$ref?.endsWith('/ExtendedPointId') === true;
  const named: Record<string, readonly string[]> = {
    WriteOrdering: ['weak', 'medium', 'strong'],
    SnapshotPriority: ['no_sync', 'snapshot', 'replica'],
  };
  const enumName = schema.$ref?.slice(schema.$ref.lastIndexOf('/') + 1) ?? '';
  if (isConsistency)
    return { name, in: place, required, type: 'consistency', enum: ['majority', 'quorum', 'all'], minimum: 1, below: 'format' };
  if (isPointId) return { name, in: place, required, type: 'point-id' };
  const values = named[enumName] ?? (variants[0]?.enum as readonly string[] | undefined);
  if (schema.$ref !== undefined && values === undefined) throw new Error(`parameter ${name}: no rule for ${schema.$ref}`);
  return {
    name,
    in: place,
    required,
    type: schema.$ref === undefined ? schema.type : 'string',
    ...(values === undefined ? {} : { enum: values }),
    ...(schema.format === undefined ? {} : { format: schema.format }),
    ...(schema.minimum === undefined
      ? {}
      : { minimum: schema.minimum, below: schema.minimum === 0 || schema['x-type-minimum'] === true ? 'format' : 'value' }),
    ...(schema['x-check'] === undefined ? {} : { check: schema['x-check'] }),
  };
}

function body({ requestBody, 'x-strict-json': strict }: OpenApiOperation): object | null {
  if (requestBody === undefined) return null;
  const json = requestBody.content['application/json']?.schema.$ref;
  if (json !== undefined) return { kind: 'json', schema: nameOf(json), required: requestBody.required === true, strict: strict === true };
  const form = requestBody.content['multipart/form-data']?.schema.properties;
  return { kind: 'upload', field: Object.keys(form ?? {})[0] };
}

function result(operation: OpenApiOperation): object {
  const content = (operation.responses['200'] as OpenApiResponse).content ?? {};
  const json = content['application/json']?.schema;
  if (json !== undefined) {
    const wrapped = json.properties?.result;
    return { kind: wrapped === undefined ? 'plain-json' : 'json', type: typeText(wrapped ?? json, '') };
  }
  const contentType = Object.keys(content)[0] as string;
  return contentType === 'text/plain' ? { kind: 'text' } : { kind: 'stream', contentType };
}

function typesOf(operation: OpenApiOperation): string {
  const fields = (place: string) => {
    const list = (operation.parameters ?? []).filter((parameter) => parameter.in === place);
    return list.length === 0
      ? 'Record<never, never>'
      : `{ ${list.map(({ name, required, schema }) => `${name}${required ? '' : '?'}: ${typeText(schema, 'rest.')}`).join('; ')} }`;
  };
  const json = operation.requestBody?.content['application/json']?.schema;
  const content = (operation.responses['200'] as OpenApiResponse).content ?? {};
  const schema = content['application/json']?.schema;
  const answer =
    schema === undefined
      ? content['text/plain'] === undefined
        ? 'Uint8Array'
        : 'string'
      : typeText(schema.properties?.result ?? schema, 'rest.');
  const request = json === undefined ? (operation.requestBody === undefined ? 'undefined' : 'Uint8Array') : typeText(json, 'rest.');
  return `{ path: ${fields('path')}; query: ${fields('query')}; body: ${request}; result: ${answer} }`;
}

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** The TypeScript type of the shapes that parameters and results have. */
function typeText(schema: Schema, prefix: string): string {
  if (schema.$ref !== undefined) return prefix + nameOf(schema.$ref);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map((variant) => typeText(variant, prefix)).join(' | ');
  const types = [schema.type ?? 'unknown'].flat().map((type) => {
    if (type === 'array') return `${bracket(typeText(schema.items as Schema, prefix))}[]`;
    if (type === 'object') return 'Record<string, unknown>';
    return type === 'integer' ? 'number' : type;
  });
  return types.join(' | ');
}

const bracket = (text: string): string => (text.includes('|') ? `(${text})` : text);

/** JSON with bare keys, on one line. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${literal(item)}`)
      .join(', ')} }`;
  return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
}
