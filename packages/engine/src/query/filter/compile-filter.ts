import type { Filter } from '@sextant/contract';
import { EngineError } from '../../error.ts';
import type { CompiledFilter, FilterOptions } from './compiled-filter.ts';

/** Compiles a filter once for many rows. Fails with `bad_request` or `validation` where the filter means nothing. */
export function compileFilter(_filter: Filter, _options: FilterOptions = {}): CompiledFilter {
  throw new EngineError('not_implemented', 'filters are being built');
}
