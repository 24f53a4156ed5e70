import type { PayloadSelector, VectorSelector } from '@sextant/engine';
import { type Decoder, isObject, list, text } from './decoder.ts';
import { jsonPath } from './payload.ts';
import { FormatError } from './scope.ts';

/** `with_payload`: a flag, a list of paths, or an object with one of `include` and `exclude`. */
export const payloadSelector: Decoder<PayloadSelector> = (value, scope) => {
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return { include: list(jsonPath)(value, scope) };
  if (isObject(value)) {
    const keys = Object.keys(value);
    if (keys.length === 1 && keys[0] === 'include') return { include: list(jsonPath)(value['include'], scope) };
    if (keys.length === 1 && keys[0] === 'exclude') return { exclude: list(jsonPath)(value['exclude'], scope) };
  }
  throw new FormatError('Expected a boolean, an array of strings, or an object with an include/exclude field', scope, 'after');
};

/** `with_vector`: a flag or a list of vector names. */
export const vectorSelector: Decoder<VectorSelector> = (value, scope) => {
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return list(text)(value, scope);
  throw new FormatError('Expected a boolean, or an array of strings', scope, 'after');
};
