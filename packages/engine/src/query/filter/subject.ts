import type { JsonObject } from '@sextant/contract/json';
import type { SegmentView } from '../../segment/segment-view.ts';

/** What a condition is asked about: a row of a segment, or an object inside its payload. One per filter, refilled for every row. */
export interface Subject {
  /** Undefined for an object inside a payload, which has neither id nor vectors. */
  segment: SegmentView | undefined;
  row: number;
  /** Undefined until a condition asks for it. */
  payload: JsonObject | undefined;
}

export type Check = (subject: Subject) => boolean;

const noPayload: JsonObject = Object.freeze({});

export function payloadOf(subject: Subject): JsonObject {
  subject.payload ??= subject.segment?.payloadOf(subject.row) ?? noPayload;
  return subject.payload;
}
