import { EngineError } from '../error.ts';
import type { NamedVectors, Vector } from '../operation/point.ts';
import type { SegmentView } from '../segment/segment-view.ts';
import { compileProjection } from './json-path/project-payload.ts';
import type { ReadContext } from './read-source.ts';
import type { PointRecord, Selectors } from './request.ts';

/** Where a point was found. */
interface FoundRow {
  readonly segment: SegmentView;
  readonly source: { readonly shardKey?: string | number };
}

export type PointReader = (found: FoundRow, row: number) => PointRecord;

/** Compiles what was selected once for many points. A reader fails with `wrong_input` when a vector is selected that the collection lacks. */
export function pointReader(selectors: Selectors, context: Pick<ReadContext, 'vectors'>): PointReader {
  const project = compileProjection(selectors.withPayload);
  const { withVector } = selectors;
  const names = withVector === true ? [...context.vectors.keys()] : withVector === false ? [] : withVector;
  const unknown = names.find((name) => !context.vectors.has(name));
  return ({ segment, source }, row) => {
    if (unknown !== undefined) throw unknownVector(unknown);
    const payload = selectors.withPayload === false ? undefined : project(segment.payloadOf(row, 'once'));
    return {
      id: segment.idOf(row),
      ...(payload === undefined ? {} : { payload }),
      ...(withVector === false ? {} : { vectors: readVectors(segment, row, names) }),
      ...(source.shardKey === undefined ? {} : { shardKey: source.shardKey }),
    };
  };
}

export function unknownVector(name: string): EngineError {
  return new EngineError('wrong_input', `Not existing vector name error: ${name}`);
}

function readVectors(segment: SegmentView, row: number, names: readonly string[]): NamedVectors {
  const vectors = new Map<string, Vector>();
  for (const name of names) {
    const vector = segment.vectorOf(row, name);
    if (vector !== undefined) vectors.set(name, vector);
  }
  return vectors;
}
