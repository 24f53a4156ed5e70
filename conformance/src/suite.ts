import { readdir, readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

export interface Suite {
  readonly area: string;
  readonly setup?: readonly Step[];
  readonly cases: readonly Case[];
}

export interface Case {
  readonly id: string;
  readonly requirement: string;
  readonly level: 'must' | 'should' | 'may';
  readonly operation: string;
  readonly since?: string;
  readonly steps: readonly Step[];
}

export interface Step {
  /** `POST /collections/${collection}/points/query`. */
  readonly request: string;
  readonly body?: unknown;
  readonly raw?: string;
  readonly expect?: { readonly status?: number | readonly number[]; readonly body?: unknown };
  readonly save?: Readonly<Record<string, string>>;
}

const suitesDirectory = new URL('../suites/', import.meta.url);
const schemaFile = new URL('../schema/suite.schema.json', import.meta.url);

/** All suites, checked against their schema; throws on a file that breaks it, or on an id that is there twice. */
export async function loadSuites(): Promise<Suite[]> {
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(await readFile(schemaFile, 'utf8')) as object);
  const names = (await readdir(suitesDirectory)).filter((name) => name.endsWith('.yaml')).sort();
  const suites: Suite[] = [];
  const ids = new Set<string>();
  for (const name of names) {
    const suite = parse(await readFile(new URL(name, suitesDirectory), 'utf8')) as Suite;
    if (!validate(suite))
      throw new Error(`${name}: ${validate.errors?.map((error) => `${error.instancePath} ${error.message}`).join('; ')}`);
    for (const { id } of suite.cases) {
      if (ids.has(id)) throw new Error(`${name}: id ${id} is there twice`);
      ids.add(id);
    }
    suites.push(suite);
  }
  return suites;
}
