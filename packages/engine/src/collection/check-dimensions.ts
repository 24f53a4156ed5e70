import { EngineError } from '../error.ts';
import type { PointOperation } from '../operation/operation.ts';
import type { VectorSpec } from '../query/index.ts';

/**
 * Fails with `wrong_input` when a vector of an upsert has another length than its name is made for: before anything is logged, so that
 * nothing is acknowledged that cannot be applied. Names that do not exist are left to the shard, where such a write takes a number, as
 * in the real server.
 */
export function checkDimensions(operation: PointOperation, specs: ReadonlyMap<string, VectorSpec>): void {
  if (operation.kind !== 'upsert_points') return;
  for (const { vectors } of operation.points) {
    for (const [name, vector] of vectors) {
      const spec = specs.get(name);
      if (spec === undefined || spec.kind === 'sparse') continue;
      if (!('kind' in vector)) refuseOther(spec.dim, vector.length);
      else if (vector.kind === 'multi' && vector.count > 0) refuseOther(spec.dim, vector.data.length / vector.count);
    }
  }
}

function refuseOther(expected: number, found: number): void {
  if (found === expected) return;
  throw new EngineError('wrong_input', `Vector dimension error: expected dim: ${expected}, got ${found}`, { details: { expected, found } });
}
