export { countPoints } from './count-points.ts';
export { compileFilter } from './filter/compile-filter.ts';
export type { CompiledFilter, FilterOptions } from './filter/compiled-filter.ts';
export { queryPoints } from './query-points.ts';
export type { IndexedFields, ReadContext, ReadSource, VectorSpec } from './read-source.ts';
export type {
  CountRequest,
  PayloadSelector,
  PointRecord,
  Query,
  QueryInput,
  QueryRequest,
  ReadOptions,
  ScoredPoint,
  ScrollPage,
  ScrollRequest,
  Selectors,
  VectorSelector,
} from './request.ts';
export { retrievePoints } from './retrieve-points.ts';
export { scrollPoints } from './scroll-points.ts';
export { selectRows } from './select-rows.ts';
export { checkStrictWrite } from './strict-mode/check-strict-write.ts';
export { vectorSpecs } from './vector-specs.ts';
