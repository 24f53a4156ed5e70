import { EngineError } from '../error.ts';
import type { MultiVector, NamedVectors, Vector } from '../operation/point.ts';
import type { Segment } from '../segment/segment.ts';
import type { VectorStorageView } from '../segment/segment-view.ts';

/**
 * The vectors as the storages take them (a single vector for a multivector name becomes one row); fails where they do not fit. A vector of
 * a `forgotten` name that does not fit is left out instead.
 */
export function fitVectors(segment: Segment, vectors: NamedVectors, forgotten?: ReadonlySet<string>): NamedVectors {
  let fitted: Map<string, Vector> | undefined;
  for (const [name, vector] of vectors) {
    const fit = fitOne(segment, name, vector, forgotten?.has(name) ?? false);
    if (fit === vector) continue;
    fitted ??= new Map(vectors);
    if (fit) fitted.set(name, fit);
    else fitted.delete(name);
  }
  return fitted ?? vectors;
}

function fitOne(segment: Segment, name: string, vector: Vector, isForgotten: boolean): Vector | undefined {
  try {
    const storage = segment.core.storages.get(name);
    if (!storage) throw unknownName(name);
    return fitVector(storage.view, vector);
  } catch (error) {
    if (isForgotten) return undefined;
    throw error;
  }
}

export function unknownName(name: string): EngineError {
  return new EngineError('wrong_input', `Not existing vector name error: ${name}`, { details: { vector: name } });
}

function fitVector(view: VectorStorageView, vector: Vector): Vector {
  if (view.kind === 'sparse') {
    if ('kind' in vector && vector.kind === 'sparse') return vector;
    throw conversionError();
  }
  if (!('kind' in vector)) {
    if (vector.length !== view.dim) throw dimensionError(view.dim, vector.length);
    return view.kind === 'multi' ? { kind: 'multi', count: 1, data: vector } : vector;
  }
  if (vector.kind === 'sparse') throw conversionError();
  if (view.kind === 'dense') throw new EngineError('wrong_input', 'Conversion between multi and regular vectors failed');
  return fitMulti(view.dim, vector);
}

const maxMultiElements = 1_048_576;

function fitMulti(dim: number, vector: MultiVector): MultiVector {
  const found = vector.count === 0 ? 0 : vector.data.length / vector.count;
  if (found !== dim) throw dimensionError(dim, found);
  // Qdrant's own limit; it keeps the rows of a point well inside one chunk of a file.
  if (vector.data.length > maxMultiElements) {
    throw new EngineError(
      'wrong_input',
      `Vector dimension error: a multivector of ${vector.count} rows of ${dim} has more than ${maxMultiElements} elements`,
    );
  }
  return vector;
}

function dimensionError(expected: number, found: number): EngineError {
  return new EngineError('wrong_input', `Vector dimension error: expected dim: ${expected}, got ${found}`, {
    details: { expected, found },
  });
}

function conversionError(): EngineError {
  return new EngineError('wrong_input', 'Conversion between sparse and regular vectors failed');
}
