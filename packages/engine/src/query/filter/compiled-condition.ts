import type { PointId } from '../../operation/point.ts';
import type { FilterOptions } from './compiled-filter.ts';
import type { Shape } from './filter-shape.ts';
import type { Check } from './subject.ts';

/** A condition ready to run, with what a plan may use of it. */
export interface Compiled {
  readonly check: Check;
  /** Relative cost of a check: ids and vectors are nearly free, payloads are not. */
  readonly cost: number;
  /** When present, only these ids can pass. */
  readonly ids?: readonly PointId[];
}

/** Where a condition stands: at the top of a filter, or inside a nested one, where ids, vectors and most indexes do not reach. */
export interface Scope {
  readonly indexed: NonNullable<FilterOptions['indexed']>;
  readonly nested: boolean;
}

/** Compiles a filter; `place` is its path in the request, for errors. */
export type CompileBoolean = (shape: Shape, place: string, scope: Scope) => Compiled;
