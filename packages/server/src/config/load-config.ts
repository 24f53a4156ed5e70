import { parse as parseYaml } from 'yaml';
import { type ConfigTree, type Field, isField } from './field.ts';
import { configSchema, type ServerConfig } from './schema.ts';

/** One source of configuration values, in Qdrant's keys. Later layers win over earlier ones, key by key. */
export interface ConfigLayer {
  /** How messages name it: a path, `environment`, `--http-port`. */
  readonly source: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Values are text that still has to be read as what the key holds. */
  readonly fromText?: boolean;
}

export interface LoadedConfig {
  readonly config: ServerConfig;
  /** What was given and has no effect: unknown keys. */
  readonly warnings: readonly string[];
}

/** A configuration that cannot be used; the message names source, key, what was found and what was expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Lays the layers over the defaults and checks every value. */
export function loadConfig(layers: readonly ConfigLayer[]): LoadedConfig {
  const warnings: string[] = [];
  const config = defaultsOf(configSchema) as ServerConfig;
  for (const layer of layers) apply(configSchema, config as unknown as Record<string, unknown>, layer.values, layer, [], warnings);
  return { config, warnings };
}

/** A YAML file as a layer. */
export function yamlLayer(source: string, text: string): ConfigLayer {
  let values: unknown;
  try {
    values = parseYaml(text);
  } catch (error) {
    throw new ConfigError(`${source} is no YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (values === null || values === undefined) return { source, values: {} };
  if (typeof values !== 'object' || Array.isArray(values)) throw new ConfigError(`${source}: expected keys and values at the top level`);
  return { source, values: values as Record<string, unknown> };
}

/** `QDRANT__SERVICE__HTTP_PORT=6333` and the like as a layer. */
export function environmentLayer(environment: Readonly<Record<string, string | undefined>>): ConfigLayer {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith('QDRANT__') || value === undefined) continue;
    const path = name.slice('QDRANT__'.length).toLowerCase().split('__');
    const last = path.pop() as string;
    let node = values;
    for (const key of path) {
      const next = node[key];
      node[key] = typeof next === 'object' && next !== null ? next : {};
      node = node[key] as Record<string, unknown>;
    }
    node[last] = value;
  }
  return { source: 'environment', values, fromText: true };
}

function defaultsOf(tree: ConfigTree): Record<string, unknown> {
  return Object.fromEntries(Object.entries(tree).map(([key, node]) => [key, isField(node) ? node.defaultValue : defaultsOf(node)]));
}

function apply(
  tree: ConfigTree,
  target: Record<string, unknown>,
  values: Readonly<Record<string, unknown>>,
  layer: ConfigLayer,
  path: readonly string[],
  warnings: string[],
): void {
  for (const [key, value] of Object.entries(values)) {
    const node = Object.hasOwn(tree, key) ? tree[key] : undefined;
    const place = [...path, key].join('.');
    if (node === undefined) {
      warnings.push(`${layer.source}: the key ${place} is unknown and has no effect`);
    } else if (isField(node)) {
      target[key] = readField(node, value, layer, place);
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      apply(node, target[key] as Record<string, unknown>, value as Record<string, unknown>, layer, [...path, key], warnings);
    } else if (value !== null && value !== undefined) {
      throw new ConfigError(`${layer.source}: ${place} is ${JSON.stringify(value)}, expected keys below it`);
    }
  }
}

function readField(field: Field<unknown>, value: unknown, layer: ConfigLayer, place: string): unknown {
  if (value === undefined) return field.defaultValue;
  const read = field.parse(value, layer.fromText === true);
  if ('value' in read) return read.value;
  const found = field.secret === true ? 'a value of another kind' : JSON.stringify(value);
  throw new ConfigError(`${layer.source}: ${place} is ${found}, expected ${read.expected}`);
}
