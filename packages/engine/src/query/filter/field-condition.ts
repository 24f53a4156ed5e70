import { isJsonNumber } from '@sextant/contract/json';
import type { JsonPath } from '../json-path/json-path.ts';
import type { Moment } from './datetime.ts';
import { parseMoment } from './datetime.ts';
import type { Shape } from './filter-shape.ts';
import { describe, invalid, isShape, malformed, member, readPath, readShape } from './filter-shape.ts';
import type { GeoCheck, GeoPoint } from './geo.ts';
import { inBoundingBox, inPolygon, inRadius } from './geo.ts';
import { floatOf, integerOf } from './payload-number.ts';

export type MatchCondition =
  | { readonly kind: 'value'; readonly value: string | boolean | number | bigint }
  | { readonly kind: 'any' | 'except'; readonly values: ReadonlySet<string> | ReadonlySet<number | bigint> }
  | { readonly kind: 'text' | 'phrase' | 'text_any' | 'prefix'; readonly text: string };

interface Bounds<T> {
  readonly lt?: T;
  readonly gt?: T;
  readonly gte?: T;
  readonly lte?: T;
}

export type RangeCondition = ({ readonly kind: 'number' } & Bounds<number>) | ({ readonly kind: 'moment' } & Bounds<Moment>);

export type CountRange = Bounds<number>;

/** A condition on a field of the payload. Where it names several kinds, a value passes when it passes one of them. */
export interface FieldCondition {
  readonly path: JsonPath;
  readonly match?: MatchCondition;
  readonly range?: RangeCondition;
  readonly geo: readonly GeoCheck[];
  readonly valuesCount?: CountRange;
  readonly isEmpty?: boolean;
  readonly isNull?: boolean;
}

const bounds = ['lt', 'gt', 'gte', 'lte'] as const;

/** Reads a field condition. Fails with `json_format`, or with `validation` when it asks for nothing. */
export function readFieldCondition(shape: Shape, place: string): FieldCondition {
  const path = readPath(shape['key']);
  const match = member(shape, 'match');
  const range = member(shape, 'range');
  const valuesCount = member(shape, 'values_count');
  const isEmpty = readFlag(member(shape, 'is_empty'));
  const isNull = readFlag(member(shape, 'is_null'));
  const geo = readGeo(shape);
  if ([match, range, valuesCount, isEmpty, isNull].every((part) => part === undefined) && geo.length === 0) {
    throw invalid(`${place}.__all__`, 'Validation error: At least one field condition must be specified [{}]');
  }
  return {
    path,
    geo,
    ...(match === undefined ? {} : { match: readMatch(match) }),
    ...(range === undefined ? {} : { range: readRange(range) }),
    ...(valuesCount === undefined ? {} : { valuesCount: readCountRange(valuesCount) }),
    ...(isEmpty === undefined ? {} : { isEmpty }),
    ...(isNull === undefined ? {} : { isNull }),
  };
}

function readFlag(value: unknown): boolean | undefined {
  if (value !== undefined && typeof value !== 'boolean') throw malformed(`invalid type: ${describe(value)}, expected a boolean`);
  return value;
}

const textKinds = ['text', 'text_any', 'phrase', 'prefix'] as const;

function readMatch(value: unknown): MatchCondition {
  if (isShape(value)) {
    const wanted = readMatchValue(value['value']);
    if (wanted !== undefined) return { kind: 'value', value: wanted };
    for (const kind of textKinds) {
      const text = value[kind];
      if (typeof text === 'string') return { kind, text };
    }
    for (const kind of ['any', 'except'] as const) {
      const values = readAnyValues(value[kind]);
      if (values !== undefined) return { kind, values };
    }
  }
  throw malformed('data did not match any variant of untagged enum MatchInterface');
}

function readMatchValue(value: unknown): string | boolean | number | bigint | undefined {
  return typeof value === 'string' || typeof value === 'boolean' ? value : integerOf(value);
}

function readAnyValues(value: unknown): ReadonlySet<string> | ReadonlySet<number | bigint> | undefined {
  if (!Array.isArray(value)) return undefined;
  if (value.every((one) => typeof one === 'string')) return new Set<string>(value);
  const integers = value.map(integerOf);
  return integers.every((one) => one !== undefined) ? new Set(integers) : undefined;
}

function readRange(value: unknown): RangeCondition {
  const shape = readShape(value, 'Range');
  const given = bounds.map((bound) => [bound, member(shape, bound)] as const).filter(([, limit]) => limit !== undefined);
  if (given.some(([, limit]) => typeof limit === 'string')) {
    return { kind: 'moment', ...Object.fromEntries(given.map(([bound, limit]) => [bound, readMoment(limit)])) };
  }
  return { kind: 'number', ...Object.fromEntries(given.map(([bound, limit]) => [bound, readFloat(limit)])) };
}

function readMoment(value: unknown): Moment {
  if (typeof value !== 'string') throw malformed(`invalid type: ${describe(value)}, expected a string`);
  const moment = parseMoment(value);
  if (moment === undefined) throw malformed(`'${value}' does not match accepted datetime format (RFC3339). Example: 2014-01-01T00:00:00Z`);
  return moment;
}

function readFloat(value: unknown): number {
  const number = typeof value === 'number' || typeof value === 'bigint' || isJsonNumber(value) ? floatOf(value) : undefined;
  if (number === undefined) throw malformed('data did not match any variant of untagged enum RangeInterfaceUntagged');
  return number;
}

function readCountRange(value: unknown): CountRange {
  const shape = readShape(value, 'ValuesCount');
  const read: { -readonly [K in keyof CountRange]: number } = {};
  for (const bound of bounds) {
    const limit = member(shape, bound);
    if (limit === undefined) continue;
    const count = integerOf(limit);
    if (count === undefined || count < 0) throw malformed(`invalid value: ${describe(limit)}, expected usize`);
    read[bound] = Number(count);
  }
  return read;
}

function readGeo(shape: Shape): GeoCheck[] {
  const checks: GeoCheck[] = [];
  const radius = member(shape, 'geo_radius');
  if (radius !== undefined) {
    const { center, radius: meters } = readShape(radius, 'GeoRadius');
    checks.push(inRadius(readGeoPoint(center), readFloat(meters)));
  }
  const box = member(shape, 'geo_bounding_box');
  if (box !== undefined) {
    const { top_left: topLeft, bottom_right: bottomRight } = readShape(box, 'GeoBoundingBox');
    checks.push(inBoundingBox(readGeoPoint(topLeft), readGeoPoint(bottomRight)));
  }
  const polygon = member(shape, 'geo_polygon');
  if (polygon !== undefined) {
    const { exterior, interiors } = readShape(polygon, 'GeoPolygon');
    const holes = Array.isArray(interiors) ? interiors.map(readRing) : [];
    checks.push(inPolygon(readRing(exterior), holes));
  }
  return checks;
}

function readGeoPoint(value: unknown): GeoPoint {
  const shape = readShape(value, 'GeoPoint');
  const lon = readFloat(shape['lon']);
  const lat = readFloat(shape['lat']);
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
    throw malformed(`Wrong format of GeoPoint payload: expected \`lat\` = ${lat} within [-90;90] and \`lon\` = ${lon} within [-180;180]`);
  }
  return { lon, lat };
}

function readRing(value: unknown): GeoPoint[] {
  const { points } = readShape(value, 'GeoLineString');
  if (!Array.isArray(points)) throw malformed('missing field `points`');
  const ring = points.map(readGeoPoint);
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length < 4 || first === undefined || last === undefined) {
    throw malformed(`Validation failed: polygon invalid, the size must be at least 4, got ${ring.length}`);
  }
  if (Math.abs(first.lat - last.lat) > Number.EPSILON || Math.abs(first.lon - last.lon) > Number.EPSILON) {
    throw malformed('Validation failed: polygon invalid, the first and the last points should be the same to form a closed line');
  }
  return ring;
}
