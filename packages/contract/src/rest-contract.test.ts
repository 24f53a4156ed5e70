import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

// Compares openapi/ with the facts about Qdrant 1.19 (fixtures/facts: names, types, required flags, defaults, enums as data).
//
// Out of scope, as they serve debugging and the inside of a cluster: the routes in `notServed` below.

interface Field {
  readonly type: string;
  readonly required: boolean;
  readonly default?: unknown;
}
type FactSchema =
  | { readonly kind: 'object'; readonly fields: Record<string, Field>; readonly closed?: boolean }
  | { readonly kind: 'enum'; readonly values: string[] }
  | { readonly kind: 'union'; readonly of: string[] }
  | { readonly kind: 'alias'; readonly type: string };
interface FactOperation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly params: { name: string; in: string; required: boolean; type: string }[];
  readonly body: Record<string, string> | null;
  readonly result: string | null;
  readonly result_types: string[];
  readonly statuses: string[];
}
// oxlint-disable-next-line typescript/no-explicit-any -- documents as they are
type Json = any;

const root = join(import.meta.dirname, '../../..');
const yaml = (file: string): Json => parse(readFileSync(join(root, 'openapi', file), 'utf8'));
const facts = (name: string): Json => JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/facts', `${name}.json`), 'utf8'));
const folder = (name: string): string[] => readdirSync(join(root, 'openapi', name)).map((file) => `${name}/${file}`);

const factSchemas: Record<string, FactSchema> = facts('rest-schemas');
const { operations: factOperations, undocumented_routes: undocumented } = facts('rest-operations') as {
  operations: FactOperation[];
  undocumented_routes: { method: string; path: string }[];
};
const schemas: Record<string, Json> = Object.assign({}, ...folder('schemas').map(yaml));
const paths: Record<string, Record<string, Json>> = Object.assign({}, ...folder('paths').map(yaml));
const parameters = yaml('parameters.yaml');
const responses = yaml('responses.yaml');
const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
const paramsOf = (operation: Json): Json[] =>
  (operation.parameters ?? []).map((p: Json) => (p.$ref === undefined ? p : parameters[nameOf(p.$ref)]));
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);
const byId = new Map(operations.map((entry) => [entry.operation.operationId as string, entry]));

/** Where the contract says more than the facts, each with its reason. The named keys are not compared. */
const tighter: Record<string, { keys: string[]; why: string }> = {
  'VectorParams.size': { keys: ['maximum'], why: 'more than 65536 dimensions are answered with 422' },
  'Vector.0': { keys: ['minItems'], why: 'an empty vector is answered with 422' },
  'Vector.2': { keys: ['minItems'], why: 'an empty multivector is answered with 422' },
  'VectorStruct.0': { keys: ['minItems'], why: 'an empty vector is answered with 422' },
  'VectorStruct.1': { keys: ['minItems'], why: 'an empty multivector is answered with 422' },
  'BatchVectorStruct.0[]': { keys: ['minItems'], why: 'an empty vector is answered with 422' },
  'BatchVectorStruct.1[]': { keys: ['minItems'], why: 'an empty multivector is answered with 422' },
  'RelevanceFeedbackInput.feedback': { keys: ['minItems'], why: 'no feedback is answered with 422' },
  'param collection_name': { keys: ['minLength', 'maxLength'], why: 'the name becomes a directory' },
  'param timeout': { keys: ['format', 'minimum'], why: 'whole seconds; writes of points take 0, too' },
  'param shard_id': { keys: ['format', 'minimum'], why: 'the path parameter is read as an unsigned 32-bit integer' },
  'param peer_id': { keys: ['format', 'minimum'], why: 'the path parameter is read as an unsigned 64-bit integer' },
  'param details_level': { keys: ['format', 'minimum'], why: 'read as an unsigned integer' },
  'param completed_limit': { keys: ['format', 'minimum'], why: 'read as an unsigned integer' },
};
const ownFields: Record<string, string[]> = { ErrorResponse: ['error', 'details'] };
const orPlan = (type: Json): Json => ({ anyOf: [{ type }, { $ref: 'RecoveryPlan' }] });
/** Recoveries answer a plan when they are only tried; and the real server answers `null` for one whose documentation says boolean. */
const ownResults: Record<string, Json> = {
  recover_from_snapshot: orPlan('boolean'),
  recover_from_uploaded_snapshot: orPlan('boolean'),
  recover_shard_from_snapshot: orPlan('boolean'),
  recover_shard_from_uploaded_snapshot: orPlan(['boolean', 'null']),
};
const ownParams: Record<string, string[]> = Object.fromEntries(Object.keys(ownResults).map((id) => [id, ['dry_run']]));
const notServed = [
  'POST /audit/logs',
  'GET /cluster/metadata/keys',
  'GET /cluster/metadata/keys/{key}',
  'PUT /cluster/metadata/keys/{key}',
  'DELETE /cluster/metadata/keys/{key}',
  'GET /collections/{...',
  'POST /collections/{collection_name}/debug',
  'GET /collections/{collection_name}/memory',
  'POST /collections/{collection_name}/shards/{shard}/cleanup',
  'POST /collections/{collection_name}/shards/{shard}/points',
  'POST /collections/{collection_name}/shards/{shard}/points/count',
  'POST /collections/{collection_name}/shards/{shard}/points/scroll',
  'GET /collections/{collection_name}/shards/{shard}/recovery_point',
  'GET /collections/{collection_name}/shards/{shard}/wal',
  'POST /collections/{collection_name}/truncate_unapplied_wal',
  'GET /debugger',
  'PATCH /debugger',
  'GET /logger',
  'POST /logger',
  'GET /profiler/slow_requests',
  'GET /stacktrace',
];

/** A type as the facts write it (`uint minimum=1?`, `map<X>[]`, `{a?: string}`), as a schema. */
function readType(text: string): Json {
  let at = 0;
  const eat = (token: string): boolean => {
    while (text[at] === ' ') at++;
    if (!text.startsWith(token, at)) return false;
    at += token.length;
    return true;
  };
  const match = (pattern: RegExp): RegExpExecArray | null => {
    while (text[at] === ' ') at++;
    const found = pattern.exec(text.slice(at));
    if (found !== null) at += found[0].length;
    return found;
  };
  const bounds = (type: Json): Json => {
    for (let found = match(/^(\w+)=([\d.]+)/); found !== null; found = match(/^(\w+)=([\d.]+)/))
      type[found[1] as string] = Number(found[2]);
    return type;
  };
  const nullable = (type: Json): Json => {
    if (type.$ref !== undefined) return { anyOf: [type, { type: 'null' }] };
    if (type.anyOf !== undefined) return { anyOf: [...type.anyOf, { type: 'null' }] };
    return type.type === undefined ? { type: 'null' } : { ...type, type: [type.type, 'null'] };
  };
  const simple = (): Json => {
    if (eat('(')) {
      const type = union();
      eat(')');
      return type;
    }
    if (eat('map<')) {
      const value = union();
      eat('>');
      return { type: 'object', additionalProperties: Object.keys(value).length === 0 ? true : value };
    }
    if (eat('{')) {
      const properties: Json = {};
      const required: string[] = [];
      for (let found = match(/^(\w+)(\?)?:/); found !== null; found = match(/^(\w+)(\?)?:/)) {
        properties[found[1] as string] = union();
        if (found[2] === undefined) required.push(found[1] as string);
        eat(',');
      }
      eat('}');
      return { type: 'object', ...(required.length > 0 ? { required } : {}), properties };
    }
    const literal = match(/^"([^"]*)"/);
    if (literal !== null) return { type: 'string', enum: [literal[1]] };
    const name = match(/^[\w-]+/)?.[0] as string;
    if (name in factSchemas) return { $ref: name };
    if (['string', 'boolean', 'integer'].includes(name)) return { type: name };
    if (name === 'any') return {};
    if (/^u?int/.test(name)) return { type: 'integer', format: name };
    if (name === 'float' || name === 'double') return { type: 'number', format: name };
    return { type: 'string', format: name };
  };
  const suffixed = (): Json => {
    let type = bounds(simple());
    for (;;) {
      if (eat('[]')) type = bounds({ type: 'array', items: type });
      else if (eat('?')) type = nullable(type);
      else return type;
    }
  };
  const union = (): Json => {
    const variants = [suffixed()];
    while (eat('|')) variants.push(suffixed());
    if (variants.length === 1) return variants[0];
    return variants.every((variant) => variant.enum !== undefined)
      ? { type: 'string', enum: variants.flatMap((variant) => variant.enum) }
      : { anyOf: variants };
  };
  const type = union();
  if (text.slice(at).trim() !== '') throw new Error(`facts: cannot read the end of "${text}"`);
  return type;
}

/** A schema of the contract without prose and extensions, references by name. */
function plain(schema: Json, where: string): Json {
  const out: Json = {};
  for (const [key, value] of Object.entries<Json>(schema)) {
    if (key.startsWith('x-') || ['description', 'default', 'examples', 'example'].includes(key) || tighter[where]?.keys.includes(key))
      continue;
    if (key === 'format' && value === 'json-path') continue;
    if (key === '$ref') out.$ref = nameOf(value);
    else if (key === 'anyOf') out.anyOf = value.map((variant: Json, index: number) => plain(variant, `${where}.${index}`));
    else if (key === 'items') out.items = plain(value, `${where}[]`);
    else if (key === 'additionalProperties' && typeof value === 'object') out[key] = plain(value, `${where}{}`);
    else if (key === 'properties')
      out[key] = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field, `${where}.${name}`)]));
    else out[key] = value;
  }
  return out;
}

const sameTypes = (missing: string[], where: string, ours: Json, text: string): void => {
  const have = JSON.stringify(sort(plain(ours, where)));
  const want = JSON.stringify(sort(plain(readType(text), where)));
  if (have !== want) missing.push(`${where}: ${have} should be ${want}`);
};
const sort = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sort);
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.keys(value)
          .sort()
          .map((key) => [key, sort(value[key])]),
      )
    : value;
};

describe('openapi/ against the facts', () => {
  it('has every schema and every field, with type, required flag, default and values', () => {
    const missing: string[] = [];
    for (const [name, fact] of Object.entries(factSchemas)) {
      const ours = schemas[name];
      if (ours === undefined) missing.push(`schema ${name}`);
      else if (fact.kind === 'enum') {
        if (JSON.stringify(ours.enum) !== JSON.stringify(fact.values)) missing.push(`${name}: values ${fact.values.join(', ')}`);
      } else if (fact.kind === 'union')
        fact.of.forEach((variant, index) => sameTypes(missing, `${name}.${index}`, ours.anyOf[index] ?? {}, variant));
      else if (fact.kind === 'alias') sameTypes(missing, name, ours, fact.type);
      else missing.push(...objectDifferences(name, fact, ours));
      if (fact.kind === 'union' && ours?.anyOf.length !== fact.of.length) missing.push(`${name}: ${fact.of.length} variants`);
    }
    expect(missing).toEqual([]);
  });

  it('has every documented operation, with parameters, body, result and statuses', () => {
    const missing: string[] = [];
    for (const fact of factOperations) {
      const entry = byId.get(fact.operationId);
      if (entry === undefined || entry.path !== fact.path || entry.method !== fact.method)
        missing.push(`${fact.operationId}: ${fact.method} ${fact.path}`);
      else missing.push(...operationDifferences(fact, entry.operation));
    }
    expect(missing).toEqual([]);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  });

  it('has the undocumented routes that clients use, marked as such, and no others', () => {
    const known = new Set(factOperations.map(({ operationId }) => operationId));
    const ours = operations.filter(({ operation }) => !known.has(operation.operationId));
    expect(ours.filter(({ operation }) => operation['x-undocumented'] !== true)).toEqual([]);
    const routes = ours.map(({ method, path }) => `${method} ${path.replace('{shard_id}', '{shard}')}`);
    const expected = undocumented.map(({ method, path }) => `${method} ${path}`);
    expect(routes.filter((route) => !expected.includes(route))).toEqual([]);
    expect(expected.filter((route) => !routes.includes(route))).toEqual(notServed);
  });
});

function objectDifferences(name: string, fact: Extract<FactSchema, { kind: 'object' }>, ours: Json): string[] {
  const missing: string[] = [];
  const required: string[] = ours.required ?? [];
  for (const [field, { type, required: needed, default: value }] of Object.entries(fact.fields)) {
    const schema = ours.properties?.[field];
    const where = `${name}.${field}`;
    if (schema === undefined) {
      missing.push(`field ${where}`);
      continue;
    }
    sameTypes(missing, where, schema, type);
    if (required.includes(field) !== needed) missing.push(`${where}: required is ${needed}`);
    if (JSON.stringify(schema.default) !== JSON.stringify(value)) missing.push(`${where}: default is ${JSON.stringify(value)}`);
  }
  const extra = Object.keys(ours.properties ?? {}).filter((field) => !(field in fact.fields) && !(ownFields[name] ?? []).includes(field));
  missing.push(...extra.map((field) => `${name}.${field} is not in the facts`));
  if ((ours.additionalProperties === false) !== (fact.closed === true)) missing.push(`${name}: closed is ${fact.closed === true}`);
  return missing;
}

function operationDifferences(fact: FactOperation, operation: Json): string[] {
  const id = fact.operationId;
  const missing: string[] = [];
  const ours = paramsOf(operation);
  for (const param of fact.params) {
    const found = ours.find(({ name, in: place }) => name === param.name && place === param.in);
    if (found === undefined) missing.push(`${id}: parameter ${param.name}`);
    else {
      if (found.required !== param.required) missing.push(`${id}: parameter ${param.name}: required is ${param.required}`);
      sameTypes(missing, `param ${param.name}`, found.schema, param.type);
    }
  }
  missing.push(
    ...ours
      .filter(({ name }) => !fact.params.some((param) => param.name === name) && !(ownParams[id] ?? []).includes(name))
      .map(({ name }) => `${id}: parameter ${name} is not in the facts`),
  );
  const content = operation.requestBody?.content ?? {};
  if (JSON.stringify(Object.keys(content)) !== JSON.stringify(Object.keys(fact.body ?? {})))
    missing.push(`${id}: body ${Object.keys(fact.body ?? {}).join()}`);
  const json = fact.body?.['application/json'];
  if (json !== undefined) sameTypes(missing, `${id} body`, content['application/json']?.schema ?? {}, json);
  const answer = operation.responses['200']?.content ?? {};
  if (Object.keys(answer).join() !== fact.result_types.join()) missing.push(`${id}: answers with ${fact.result_types.join()}`);
  const schema = answer['application/json']?.schema;
  if (fact.result !== null && ownResults[id] !== undefined) {
    if (JSON.stringify(plain(schema.properties.result, id)) !== JSON.stringify(ownResults[id]))
      missing.push(`${id}: result ${JSON.stringify(ownResults[id])}`);
  } else if (fact.result !== null) sameTypes(missing, `${id} result`, schema?.properties?.result ?? schema ?? {}, fact.result);
  for (const status of fact.statuses) {
    const have = Object.keys(operation.responses);
    if (status === '4XX' ? !have.some((one) => one.startsWith('4')) : !have.includes(status)) missing.push(`${id}: status ${status}`);
  }
  return missing;
}

describe('openapi/ as a text', () => {
  it('describes every schema, field, parameter, body and answer', () => {
    const silent: string[] = [];
    const visit = (schema: Json, where: string): void => {
      for (const [name, field] of Object.entries<Json>(schema.properties ?? {})) {
        const described = field.description ?? (field.$ref === undefined ? undefined : schemas[nameOf(field.$ref)]?.description);
        if (!described) silent.push(`${where}.${name}`);
        visit(field, `${where}.${name}`);
      }
      for (const variant of schema.anyOf ?? []) visit(variant, where);
      if (typeof schema.items === 'object') visit(schema.items, where);
    };
    for (const [name, schema] of Object.entries(schemas)) {
      if (!schema.description) silent.push(name);
      visit(schema, name);
    }
    for (const { operation } of operations) {
      const id = operation.operationId;
      if (!operation.summary || !operation.description) silent.push(id);
      silent.push(
        ...paramsOf(operation)
          .filter(({ description }) => !description)
          .map(({ name }) => `${id}: ${name}`),
      );
      if (operation.requestBody !== undefined && !operation.requestBody.description) silent.push(`${id}: body`);
      for (const [status, answer] of Object.entries<Json>(operation.responses)) {
        if (!(answer.description ?? responses[nameOf(answer.$ref)]?.description)) silent.push(`${id}: ${status}`);
      }
    }
    expect(silent).toEqual([]);
  });

  it('says for every operation who may call it and how it fails', () => {
    for (const { operation } of operations) {
      expect(['none', 'read', 'global-read', 'collection-write', 'manage']).toContain(operation['x-access']);
      const statuses = Object.keys(operation.responses);
      if (operation['x-access'] !== 'none')
        for (const status of ['401', '403', '429', '500', '501']) expect(statuses, operation.operationId).toContain(status);
      if (paramsOf(operation).some(({ in: place }) => place === 'path')) expect(statuses, operation.operationId).toContain('404');
      if (operation.requestBody !== undefined)
        for (const status of ['400', '422']) expect(statuses, operation.operationId).toContain(status);
    }
  });
});
