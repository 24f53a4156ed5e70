import type { Validator } from '@sextant/contract';
import { type Decoder, invalidType, isObject } from './decoder.ts';
import { FormatError, type PathStep, type Scope } from './scope.ts';

/**
 * A body that is passed on as it is, once the compiled validator of the contract has accepted it. `name` and `fieldCount` are those of
 * the struct that the real server names when it gets something else than an object.
 */
export function contractBody<T>(validate: Validator, name = 'the request', fieldCount = 0): Decoder<T> {
  return (value, scope) => {
    if (!isObject(value)) {
      if (!Array.isArray(value)) throw invalidType(value, `struct ${name}`, scope);
      const elements = `${fieldCount} element${fieldCount === 1 ? '' : 's'}`;
      throw new FormatError(`invalid length ${value.length}, expected struct ${name} with ${elements}`, scope);
    }
    const outcome = validate(value);
    if (outcome === true) return value as T;
    const values = outcome.filter((issue) => issue.kind === 'value');
    const form = outcome.find((issue) => issue.kind === 'format');
    if (form !== undefined) throw new FormatError(form.message, at(scope, form.path), 'after');
    for (const { path, message } of values) scope.violations.push(path === '' ? message : `${path}: ${message}`);
    return value as T;
  };
}

function at(scope: Scope, path: string): Scope {
  const steps: PathStep[] = [];
  for (const match of path.matchAll(/\[(\d+)\]|[^.[\]]+/g)) steps.push(match[1] === undefined ? match[0] : Number(match[1]));
  return { path: steps, violations: scope.violations };
}
