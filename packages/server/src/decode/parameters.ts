import { EngineError, type ReadOptions, type WriteOptions } from '@sextant/engine';
import type { QueryParameters } from '../http/query-parameters.ts';

const u64Max = 2n ** 64n - 1n;

function single(query: QueryParameters, name: string): string | undefined {
  if (query.repeated(name)) throw new EngineError('query_format', `duplicate field \`${name}\``);
  return query.get(name);
}

/** A flag: exactly `true` or `false`. */
export function booleanParameter(query: QueryParameters, name: string): boolean | undefined {
  const value = single(query, name);
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') throw new EngineError('query_format', 'provided string was not `true` or `false`');
  return value === 'true';
}

/** An unsigned integer; beyond what a timeout can be, the largest safe one. */
export function integerParameter(query: QueryParameters, name: string): number | undefined {
  const value = single(query, name);
  if (value === undefined) return undefined;
  if (value === '') throw new EngineError('query_format', 'cannot parse integer from empty string');
  if (!/^\+?\d+$/.test(value)) throw new EngineError('query_format', 'invalid digit found in string');
  const integer = BigInt(value);
  if (integer > u64Max) throw new EngineError('query_format', 'number too large to fit in target type');
  return integer > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(integer);
}

/** A value of a closed set. */
export function choiceParameter<const T extends string>(query: QueryParameters, name: string, choices: readonly T[]): T | undefined {
  const value = single(query, name);
  if (value === undefined) return undefined;
  if (!(choices as readonly string[]).includes(value)) {
    const list = choices.map((choice) => `\`${choice}\``).join(', ');
    throw new EngineError('query_format', `unknown variant \`${value}\`, expected one of ${list}`);
  }
  return value as T;
}

/** `timeout` of the collection routes, in seconds: at least 1. */
export function positiveTimeout(query: QueryParameters): number | undefined {
  const seconds = integerParameter(query, 'timeout');
  if (seconds === 0) throw new EngineError('validation', 'query parameters: [timeout: value 0 invalid, must be 1 or larger]');
  return seconds;
}

/** `timeout` and `consistency` of reads. One node answers every consistency alike, but the value must be one. */
export function readParameters(query: QueryParameters): ReadOptions {
  const consistency = single(query, 'consistency');
  if (consistency !== undefined && !/^(?:majority|quorum|all|\+?0*[1-9]\d*)$/.test(consistency)) {
    throw new EngineError('query_format', `failed to deserialize read consistency query parameter value '${consistency}'`);
  }
  const seconds = integerParameter(query, 'timeout');
  if (seconds === undefined) return {};
  if (seconds === 0) throw new EngineError('query_format', 'invalid value: integer `0`, expected a nonzero u64');
  return { timeoutMs: seconds * 1000 };
}

/** `wait`, `ordering` and `timeout` of writes; a timeout of 0 is allowed. */
export function writeParameters(query: QueryParameters): WriteOptions {
  const wait = booleanParameter(query, 'wait') ?? false;
  const ordering = choiceParameter(query, 'ordering', ['weak', 'medium', 'strong']);
  if (/^-\d+$/.test(single(query, 'timeout') ?? '')) throw new EngineError('query_format', 'std::time::Duration cannot be negative');
  const seconds = integerParameter(query, 'timeout');
  return { wait, ...(ordering === undefined ? {} : { ordering }), ...(seconds === undefined ? {} : { timeoutMs: seconds * 1000 }) };
}
