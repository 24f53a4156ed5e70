import { _, Ajv, type Code, type CodeKeywordDefinition, type KeywordCxt, Name, stringify } from 'ajv';
import { getProperty } from 'ajv/dist/compile/codegen/index.js';
import standaloneModule from 'ajv/dist/standalone/index.js';
import { integerBounds, type NumberKind, shapeChecks, valueChecks } from '../../packages/contract/src/check.ts';
import type { OpenApi, Schema } from './openapi.ts';

type Plain = Record<string, unknown>;
type Schemas = Record<string, Schema>;
type JsonType = 'object' | 'array' | 'string' | 'boolean' | 'null' | 'number';
interface CheckRule {
  readonly names: readonly string[];
  readonly string: boolean;
}
const allChecks = { ...shapeChecks, ...valueChecks };
const standalone = standaloneModule as unknown as (ajv: Ajv, names: Record<string, string>) => string;
const banner = '// Generated from openapi/ by tools/src/gen.ts. Do not edit.\n\n';

/** `validators.js` (plain JavaScript: stripping types from so much text would cost every start 100 ms): for each schema of a request body, one function; `mode` in check.ts says whether values are tested or types alone. */
export async function emitValidators(api: OpenApi): Promise<Map<string, string>> {
  const bodies = requestBodies(api);
  const schemas = api.components.schemas;
  const reached = reach(schemas, bodies);
  const ajv = new Ajv({
    code: { source: true, esm: true, lines: false, optimize: 2 },
    inlineRefs: false,
    strict: false,
    messages: false,
    validateSchema: false,
    addUsedSchema: false,
  });
  const functions = new Set<string>();
  ajv.removeKeyword('format');
  ajv.removeKeyword('anyOf');
  ajv.addKeyword('union');
  ajv.addKeyword(aliasKeyword(functions));
  ajv.addKeyword('guards');
  ajv.addKeyword(unionKeyword());
  ajv.addKeyword(numberKeyword(functions));
  ajv.addKeyword(itemsKeyword());
  ajv.addKeyword(checkKeyword(functions));
  const $defs: Plain = {};
  for (const name of reached) {
    const schema = schemas[name] as Schema;
    $defs[name] = translate(schema, name, schemas);
    $defs[`${name}.nullable`] = { if: { type: 'null' }, else: { $ref: `#/$defs/${name}` } };
  }
  ajv.addSchema({ $id: 'rest', $defs }, 'rest');
  const names: Record<string, string> = {};
  for (const name of bodies) {
    names[`check${name}`] = `rest#/$defs/${name}`;
  }
  const code = tighten(standalone(ajv, names));
  if (code.includes('require(')) throw new Error('generated validators need something at run time');
  const imports = `import { ${[...functions, 'mode'].sort().join(', ')} } from '#check';\n\n`;
  const typed = [
    `import * as checks from '#validators';\nimport { validator } from '../validate.ts';\n\n`,
    ...bodies.map((name) => `export const validate${name} = validator(checks.check${name});\n`),
    `\n/** By the name of the schema of a request body, as the operation table has it. */\nexport const validators = {\n`,
    ...bodies.map((name) => `  ${name}: validate${name},\n`),
    `} as const;\n`,
  ].join('');
  return new Map([
    ['validators.js', banner + imports + code],
    [
      'validators.d.ts',
      `${banner}import type { Check } from '../validate.ts';\n\n${bodies.map((name) => `export declare const check${name}: Check;\n`).join('')}`,
    ],
    ['validate.ts', banner + typed],
  ]);
}

/** Drops what ajv writes for its own use, and breaks lines at functions. */
function tighten(code: string): string {
  const used = new Set([...code.matchAll(/schema\d+\./g)].map(([name]) => name.slice(0, -1)));
  const lines = code
    .replace('"use strict";', '')
    .replaceAll(/,parentData:\w+,parentDataProperty:(?:\w+|"[^"]*"),rootData\}/g, '}')
    .replaceAll(/,schemaPath:"[^"]*"/g, '')
    .replaceAll(/if\(vErrors === null\)\{vErrors = \[(err\d+)\];\}else \{vErrors\.push\(\1\);\}/g, '(vErrors ??= []).push($1);')
    .replaceAll(
      /vErrors = vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\)/g,
      'vErrors = vErrors?.concat($1.errors) ?? $1.errors',
    )
    .replaceAll(',parentData,parentDataProperty,rootData}', '}')
    .replaceAll('{instancePath="", parentData, parentDataProperty, rootData=data}={}', '{instancePath=""}={}')
    .replaceAll(/validate\d+\.evaluated = \{[^}]*\};/g, '')
    .replaceAll(/(?<=[;}])(?=(?:const (?:schema|func|wrapper)\d+ = |function validate\d+\(|export const ))/g, '\n')
    .split('\n');
  const text = lines.filter((line) => !line.startsWith('const schema') || used.has(/schema\d+/.exec(line)?.[0] ?? '')).join('\n');
  for (const [name] of text.matchAll(/\b(?:schema|func|wrapper)\d+\b/g)) {
    if (!text.includes(`const ${name} = `)) throw new Error(`generated validators use ${name}, which is not defined`);
  }
  return `${text}\n`;
}

/** Names of the schemas of all JSON request bodies, sorted. */
export function requestBodies(api: OpenApi): string[] {
  const names = new Set<string>();
  for (const path of Object.values(api.paths)) {
    for (const operation of Object.values(path)) {
      const ref = operation.requestBody?.content['application/json']?.schema.$ref;
      if (ref !== undefined) names.add(nameOf(ref));
    }
  }
  return [...names].sort();
}

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

function reach(schemas: Record<string, Schema>, roots: readonly string[]): string[] {
  const seen = new Set(roots);
  for (const name of seen) {
    JSON.stringify(schemas[name], (key, value: unknown) => {
      if (key === '$ref' && typeof value === 'string') seen.add(nameOf(value));
      return value;
    });
  }
  return [...seen].sort();
}

/** OpenAPI schema to what ajv compiles: numbers become the `number` keyword, formats and `x-check` the `check` keyword. */
function translate(schema: Schema, where: string, schemas: Schemas): Plain {
  const out: Plain = {};
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (schema.$ref !== undefined) out.$ref = `#/$defs/${nameOf(schema.$ref)}`;
  if (types.includes('integer') || types.includes('number')) out.number = numberRule(schema, types.includes('null'));
  else if (types.length > 0) out.type = schema.type;
  if (schema.enum !== undefined)
    out.enum = [...schema.enum, ...((schema['x-aliases'] as string[] | undefined) ?? []), ...(types.includes('null') ? [null] : [])];
  const nullable = nullableRef(schema);
  if (nullable !== undefined) out.$ref = `#/$defs/${nullable}.nullable`;
  else if (schema.anyOf !== undefined) {
    out.anyOf = schema.anyOf.map((variant) => translate(variant, where, schemas));
    out.union = where;
    out.guards = guards(schema.anyOf, schemas);
  }
  if (schema.items !== undefined) out.items = translate(schema.items, where, schemas);
  const aliases = Object.entries(schema.properties ?? {}).flatMap(([field, value]) =>
    ((value['x-aliases'] as string[] | undefined) ?? []).map((alias) => [alias, field]),
  );
  if (aliases.length > 0)
    out.aliases = { names: aliases, unless: (schema.required ?? []).filter((field) => !aliases.some(([, aliased]) => aliased === field)) };
  if (schema.required !== undefined) out.required = schema.required;
  if (schema.properties !== undefined)
    out.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, value]) => [name, translate(value, `${where}.${name}`, schemas)]),
    );
  if (schema.additionalProperties !== undefined && schema.additionalProperties !== true) {
    out.additionalProperties = schema.additionalProperties === false ? false : translate(schema.additionalProperties, where, schemas);
  }
  if (schema.minItems !== undefined) out.items_at_least = schema.minItems;
  const checks = [
    schema['x-check'] ?? [],
    types.includes('string') && schema.format !== undefined ? schema.format : [],
    schema.minLength === 1 ? 'not-empty' : [],
  ].flat() as string[];
  const kept = checks.filter((name) => name in allChecks);
  if (kept.length > 0) out.check = { names: kept, string: types.includes('string') } satisfies CheckRule;
  return out;
}

/** The name of `X` in `anyOf: [X, null]`, the most frequent union: one small function each instead of a union at each place. */
function nullableRef({ anyOf }: Schema): string | undefined {
  const ref = anyOf?.[0]?.$ref;
  return ref !== undefined && anyOf?.length === 2 && anyOf[1]?.type === 'null' ? nameOf(ref) : undefined;
}

interface NumberRule {
  readonly kind: NumberKind;
  readonly minimum?: number;
  readonly maximum?: number;
  /** The minimum belongs to the type, as that of an unsigned integer does. */
  readonly typed?: boolean;
  readonly null?: boolean;
}

function numberRule(schema: Schema, nullable: boolean): NumberRule {
  const kind = ([schema.type].flat().includes('number') ? 'float' : (schema.format ?? 'int64')) as NumberKind;
  const low = kind === 'float' ? -Infinity : Number(integerBounds[kind][0]);
  const typed = schema['x-type-minimum'] === true;
  return {
    kind,
    ...(schema.minimum !== undefined && schema.minimum !== low ? { minimum: schema.minimum, ...(typed ? { typed } : {}) } : {}),
    ...(schema.maximum !== undefined ? { maximum: schema.maximum } : {}),
    ...(nullable ? { null: true } : {}),
  };
}

/** Bounds of the type are always tested, those of the contract only while `mode.values` is on. */
function numberKeyword(functions: Set<string>): CodeKeywordDefinition {
  const ref = {};
  return {
    keyword: 'number',
    schemaType: 'object',
    error: { message: '', params: ({ schema }) => stringify(schema) },
    code(cxt: KeywordCxt) {
      functions.add('isWideNumber');
      const { data } = cxt;
      const rule = cxt.schema as NumberRule;
      const { minimum, maximum, typed } = rule;
      const wide = cxt.gen.scopeValue('func', { ref, code: _`isWideNumber` });
      let plain = _`true`;
      let wideCall = _`${wide}(${data}, ${rule.kind})`;
      if (rule.kind !== 'float') {
        const [low, high] = integerBounds[rule.kind].map(Number) as [number, number];
        const least = typed ? (minimum as number) : low;
        const below = high > 2 ** 53 ? _`${data} < ${high}` : _`${data} <= ${high}`;
        plain = _`${data} % 1 === 0 && ${data} >= ${least} && ${below}`;
        if (typed) wideCall = _`${wideCall} && ${data} >= ${least}`;
      }
      let value = _`true`;
      if (minimum !== undefined && !typed) value = _`${data} >= ${minimum}`;
      if (maximum !== undefined) value = value.toString() === 'true' ? _`${data} <= ${maximum}` : _`${value} && ${data} <= ${maximum}`;
      const type = _`(typeof ${data} == "number" ? ${plain} : ${wideCall})`;
      const pass = value.toString() === 'true' ? type : _`${type} && (!mode.values || ${value})`;
      cxt.fail(rule.null ? _`${data} !== null && !(${pass})` : _`!(${pass})`);
    },
  };
}

/** What a value must be before a variant of a union is worth a look: most are ruled out without a call. */
interface Guard {
  /** Empty for any. */
  readonly types: readonly JsonType[];
  readonly needs: readonly string[];
}

function guards(variants: readonly Schema[], schemas: Schemas): Guard[] {
  const resolved = variants.map((variant) => (variant.$ref === undefined ? variant : (schemas[nameOf(variant.$ref)] as Schema)));
  const objects = resolved.filter(({ properties }) => properties !== undefined).length;
  return resolved.map((variant) => {
    const needs = (variant.required ?? []).filter((field) => variant.properties?.[field]?.['x-aliases'] === undefined);
    // Of two kinds of objects the more telling message is what is missing in one.
    return { types: jsonTypes(variant, schemas), needs: objects > 2 ? needs : [] };
  });
}

function jsonTypes(schema: Schema, schemas: Schemas): JsonType[] {
  if (schema.$ref !== undefined) return jsonTypes(schemas[nameOf(schema.$ref)] as Schema, schemas);
  if (schema.anyOf !== undefined) {
    const lists = schema.anyOf.map((variant) => jsonTypes(variant, schemas));
    return lists.some((list) => list.length === 0) ? [] : [...new Set(lists.flat())];
  }
  return [schema.type ?? []].flat().map((type) => (type === 'integer' ? 'number' : type)) as JsonType[];
}

function unionKeyword(): CodeKeywordDefinition {
  return {
    keyword: 'anyOf',
    schemaType: 'array',
    trackErrors: true,
    error: { message: '', params: ({ parentSchema }) => _`{union: ${parentSchema?.union as string}}` },
    code(cxt: KeywordCxt) {
      const { gen, data, keyword } = cxt;
      const valid = gen.let('valid', false);
      const variantValid = gen.name('_valid');
      const all = cxt.parentSchema.guards as Guard[];
      all.forEach(({ types, needs }, schemaProp) => {
        const tests = types.map((type) => typeTest(type, data));
        const isType = tests.length === 0 ? _`true` : tests.reduce((left, right) => _`${left} || ${right}`);
        const guard = needs.reduce((left, field) => _`${left} && ${data}${getProperty(field)} !== undefined`, _`!${valid} && (${isType})`);
        gen.if(guard, () => {
          cxt.subschema({ keyword, schemaProp, compositeRule: true }, variantValid);
          gen.assign(valid, variantValid);
        });
      });
      cxt.result(
        valid,
        () => cxt.reset(),
        () => cxt.error(true),
      );
    },
  };
}

function typeTest(type: JsonType, data: Name | Code): Code {
  const object = _`typeof ${data} == "object" && ${data} !== null && !Array.isArray(${data})`;
  if (type === 'object') return object;
  if (type === 'array') return _`Array.isArray(${data})`;
  if (type === 'null') return _`${data} === null`;
  // A JsonNumber is an object.
  return type === 'number' ? _`typeof ${data} == "number" || typeof ${data} == "bigint" || ${object}` : _`typeof ${data} == ${type}`;
}

/** `minItems`, which is about values. */
function itemsKeyword(): CodeKeywordDefinition {
  return {
    keyword: 'items_at_least',
    type: 'array',
    schemaType: 'number',
    error: { message: '', params: ({ schema }) => _`{limit: ${schema as number}}` },
    code: (cxt: KeywordCxt) => cxt.fail(_`mode.values && ${cxt.data}.length < ${cxt.schema as number}`),
  };
}

/**
 * Older names of fields (`top` for `limit`) are put under the present name, in the value itself, before anything is tested; not when
 * another required field is missing: then the object is another variant of a union, perhaps a map in which that name is the user's.
 */
function aliasKeyword(functions: Set<string>): CodeKeywordDefinition {
  const ref = {};
  return {
    keyword: 'aliases',
    schemaType: 'object',
    code(cxt: KeywordCxt) {
      functions.add('renameFields');
      const { names, unless } = cxt.schema as { names: string[][]; unless: string[] };
      const rename = cxt.gen.scopeValue('func', { ref, code: _`renameFields` });
      cxt.gen.code(_`${rename}(${cxt.data}, ${stringify(names)}, ${stringify(unless)})`);
    },
  };
}

/** String rules test the type themselves: inside a union ajv goes on after a type error. Object rules run after all other keywords. */
function checkKeyword(functions: Set<string>): CodeKeywordDefinition {
  const refs = new Map<string, object>();
  return {
    keyword: 'check',
    schemaType: 'object',
    post: true,
    error: { message: '', params: ({ params }) => _`{name: ${params.name}}` },
    code(cxt: KeywordCxt) {
      const { names, string } = cxt.schema as CheckRule;
      for (const name of names) {
        const check = allChecks[name as keyof typeof allChecks] as (value: never) => boolean;
        functions.add(check.name);
        const ref = refs.get(name) ?? {};
        refs.set(name, ref);
        const call = cxt.gen.scopeValue('func', { ref, code: _`${new Name(check.name)}` });
        cxt.setParams({ name });
        let wrong = _`!${call}(${cxt.data})`;
        if (string) wrong = _`typeof ${cxt.data} == "string" && ${wrong}`;
        if (name in valueChecks) wrong = _`mode.values && ${wrong}`;
        cxt.fail(wrong);
      }
    },
  };
}
