import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isDateTime, isJsonPath, isUri, isUuid } from './check.ts';
import { operations } from './gen/operations.ts';
import { validators } from './gen/validate.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- documents as they are
type Json = any;

const root = join(import.meta.dirname, '../../../openapi');
const yaml = (file: string): Json => parse(readFileSync(join(root, file), 'utf8'));
const files = [
  ...['paths', 'schemas'].flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`)),
  'parameters.yaml',
  'responses.yaml',
];

const number = (low: number, high: number) =>
  ({ type: 'number', validate: (value: number) => Number.isInteger(value) && value >= low && value <= high }) as const;
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  formats: {
    uuid: isUuid,
    uri: isUri,
    'date-time': isDateTime,
    'partial-date-time': isDateTime,
    'json-path': isJsonPath,
    binary: true,
    float: true,
    double: true,
    uint: number(0, 2 ** 64),
    uint8: number(0, 255),
    uint32: number(0, 2 ** 32 - 1),
    uint64: number(0, 2 ** 64),
    int64: number(-(2 ** 63), 2 ** 63),
  },
});
for (const file of files) ajv.addSchema(absolute(yaml(file), file), `http://openapi/${file}`);

/** References between files, made absolute; objects closed, so that a field nobody described is an error. */
function absolute(value: Json, file: string): Json {
  if (Array.isArray(value)) return value.map((item) => absolute(item, file));
  if (typeof value !== 'object' || value === null) return value;
  const out: Json = {};
  for (const [key, item] of Object.entries<Json>(value)) {
    out[key] = key === '$ref' ? new URL(item, `http://openapi/${file}`).href : key.startsWith('example') ? item : absolute(item, file);
  }
  if (out.type === 'object' && out.properties !== undefined) out.additionalProperties ??= false;
  return out;
}

const entries = readdirSync(join(root, 'paths')).flatMap((name) =>
  Object.values<Json>(absolute(yaml(`paths/${name}`), `paths/${name}`)).flatMap((methods) => Object.values<Json>(methods)),
);
const parameters = absolute(yaml('parameters.yaml'), 'parameters.yaml');
const byId = new Map(entries.map((operation) => [operation.operationId as string, operation]));

function problems(schema: Json, example: unknown): string[] {
  const validate = ajv.compile(schema);
  return validate(example) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function examplesOf(media: Json): unknown[] {
  return media.example === undefined ? Object.values<Json>(media.examples ?? {}).map(({ value }) => value) : [media.example];
}

describe('examples of the REST contract', () => {
  it.each(Object.keys(operations))('%s: a request and an answer, both valid', (id) => {
    const operation = byId.get(id);
    for (const [type, media] of Object.entries<Json>(operation.requestBody?.content ?? {})) {
      const examples = examplesOf(media);
      expect(examples.length, `${id}: example of ${type}`).toBeGreaterThan(0);
      for (const example of examples) {
        expect(problems(media.schema, example)).toEqual([]);
        const body = operations[id as keyof typeof operations].body;
        if (body?.kind === 'json') expect(validators[body.schema](structuredClone(example))).toBe(true);
      }
    }
    for (const parameter of operation.parameters ?? []) {
      const { schema, example } =
        parameter.$ref === undefined ? parameter : parameters[parameter.$ref.slice(parameter.$ref.lastIndexOf('/') + 1)];
      expect(example, `${id}: example of a parameter`).toBeDefined();
      expect(problems(schema, example)).toEqual([]);
    }
    for (const [type, media] of Object.entries<Json>(operation.responses['200'].content)) {
      const examples = examplesOf(media);
      expect(examples.length, `${id}: example of ${type}`).toBeGreaterThan(0);
      for (const example of examples) expect(problems(media.schema, example)).toEqual([]);
    }
  });

  it('holds for the shared answers', () => {
    for (const [name, response] of Object.entries<Json>(absolute(yaml('responses.yaml'), 'responses.yaml'))) {
      for (const media of Object.values<Json>(response.content ?? {})) {
        expect(examplesOf(media).length, name).toBeGreaterThan(0);
        for (const example of examplesOf(media)) expect(problems(media.schema, example)).toEqual([]);
      }
    }
  });
});

describe('answers recorded from the real server', () => {
  const recorded: [string, number, unknown][] = JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/recorded-answers.json'), 'utf8'),
  );
  const shared = absolute(yaml('responses.yaml'), 'responses.yaml');

  it('have the fields and types of the contract, and no others', () => {
    const wrong: string[] = [];
    const compiled = new Map<string, ReturnType<typeof ajv.compile>>();
    for (const [id, status, answer] of recorded) {
      const response = byId.get(id).responses[status];
      const media = (response?.$ref === undefined ? response : shared[response.$ref.slice(response.$ref.lastIndexOf('/') + 1)])?.content?.[
        'application/json'
      ];
      const validate = compiled.get(`${id} ${status}`) ?? ajv.compile(media?.schema ?? { not: {} });
      compiled.set(`${id} ${status}`, validate);
      if (!validate(answer))
        wrong.push(`${id} ${status}: ${validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`).join('; ')}`);
    }
    expect(wrong).toEqual([]);
    expect(new Set(recorded.map(([id]) => id)).size).toBeGreaterThan(70);
  });
});
