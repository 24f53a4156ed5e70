import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { isJsonNumber } from '@sextant/contract/json';
import { EngineError, type MultiVector, type NamedVectors, type SparseVector, type Vector } from '@sextant/engine';
import { type Decoder, float, isObject, list, struct, u32 } from './decoder.ts';
import { FormatError, type Scope, violate } from './scope.ts';

/** The numbers of an array, straight into float32; undefined when an element is no number. */
export function floatsOf(values: readonly JsonValue[]): Float32Array | undefined {
  const length = values.length;
  const result = new Float32Array(length);
  for (let i = 0; i < length; i += 1) {
    const value = values[i];
    if (typeof value === 'number') result[i] = value;
    else if (isJsonNumber(value)) result[i] = value.valueOf();
    else return undefined;
  }
  return result;
}

/** Rows of numbers as one row-major block; undefined when a row is none. Ragged and empty rows are violations. */
export function rowsOf(rows: readonly JsonValue[], scope: Scope): MultiVector | undefined {
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  const data = new Float32Array(width * rows.length);
  let even = width > 0;
  for (let row = 0; row < rows.length; row += 1) {
    const values = rows[row];
    if (!Array.isArray(values)) return undefined;
    const floats = floatsOf(values);
    if (floats === undefined) return undefined;
    if (floats.length === width) data.set(floats, row * width);
    else even = false;
  }
  if (!even) violate(scope, 'all vectors of a multivector must have the same dimension, at least 1', 'vector');
  return { kind: 'multi', count: rows.length, data };
}

const sparseForm = struct('SparseVector', { indices: list(u32), values: list(float) });

/** Indices in any order in, ascending out; repeated ones and unequal lengths are violations. */
export function sparseOf(value: JsonObject, scope: Scope): SparseVector {
  const { indices, values } = sparseForm(value, scope);
  if (indices.length !== values.length) violate(scope, 'Validation error: must be the same length as indices [{}]', 'values');
  else if (new Set(indices).size !== indices.length) violate(scope, 'Validation error: must be unique [{}]', 'indices');
  const order = indices.map((_, i) => i).sort((a, b) => (indices[a] as number) - (indices[b] as number));
  return {
    kind: 'sparse',
    indices: Uint32Array.from(order, (i) => indices[i] as number),
    values: Float32Array.from(order, (i) => values[i] ?? 0),
  };
}

/**
 * Two arrays where the first holds whole numbers that fit 32 bits: the real server takes them for the indices and values of a sparse
 * vector, never for the rows of a multivector (docs/adr/0006). One fraction, `1.0` included, or another number of rows keeps it a multivector.
 */
export function positionalSparse(value: readonly JsonValue[]): JsonObject | undefined {
  const [indices, values] = value;
  if (value.length !== 2 || !Array.isArray(indices) || !Array.isArray(values)) return undefined;
  if (!indices.every((index) => typeof index === 'number' && Number.isInteger(index) && index >= 0 && index <= 0xff_ff_ff_ff))
    return undefined;
  if (!values.every((entry) => typeof entry === 'number' || isJsonNumber(entry))) return undefined;
  return { indices, values };
}

/** One array form of a vector: numbers, or rows of numbers; undefined for neither. */
export function arrayVector(value: readonly JsonValue[], scope: Scope): Vector | undefined {
  if (!Array.isArray(value[0])) {
    const floats = floatsOf(value);
    if (floats?.length === 0) violate(scope, 'dense vector must not be empty', 'vector');
    return floats;
  }
  return rowsOf(value, scope);
}

/** What an embedding service would turn into a vector: `{text|image|object, model}`. There is none here, so it is refused by name. */
export function refuseInference(value: JsonObject): void {
  const kind = ['text', 'image', 'object'].find((key) => Object.hasOwn(value, key));
  if (kind === undefined || typeof value['model'] !== 'string' || (kind === 'text' && typeof value['text'] !== 'string')) return;
  if (value['model'].toLowerCase() === 'qdrant/bm25') {
    throw new EngineError('not_implemented', 'the model qdrant/bm25 is not built yet: send the sparse vector instead of the text', {
      details: { operation: 'inference', see: 'sparse vectors' },
    });
  }
  throw new EngineError('service_error', 'InferenceService URL not configured - please provide valid address in config');
}

/** A vector under a name: numbers, rows, or a sparse vector. */
export const vector: Decoder<Vector> = (value, scope) => {
  if (Array.isArray(value)) {
    const sparse = positionalSparse(value);
    const found = sparse === undefined ? arrayVector(value, scope) : sparseOf(sparse, scope);
    if (found !== undefined) return found;
  } else if (isObject(value)) {
    if (Object.hasOwn(value, 'indices')) return sparseOf(value, scope);
    refuseInference(value);
  }
  throw notAVectorStruct(scope);
};

/** `vector` of a point: the unnamed one as an array, or vectors by name. */
export const vectorStruct: Decoder<NamedVectors> = (value, scope) => {
  if (Array.isArray(value)) {
    const found = arrayVector(value, scope);
    if (found !== undefined) return new Map([['', found]]);
  } else if (isObject(value)) {
    refuseInference(value);
    const named = new Map<string, Vector>();
    for (const name of Object.keys(value)) {
      scope.path.push('?');
      named.set(name, vector(value[name], scope));
      scope.path.pop();
    }
    return named;
  }
  throw notAVectorStruct(scope);
};

function notAVectorStruct(scope: Scope): FormatError {
  return new FormatError('data did not match any variant of untagged enum VectorStruct', scope, 'none');
}
