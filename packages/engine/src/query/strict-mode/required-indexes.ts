import type { PayloadFieldSchema } from '@sextant/contract';
import type { FieldCondition, MatchCondition } from '../filter/field-condition.ts';
import { readFieldCondition } from '../filter/field-condition.ts';
import type { Shape } from '../filter/filter-shape.ts';
import { canonicalUuid } from '../point-id.ts';

/** What an index can do, and how an index that can is called. */
const capabilities = {
  integerMatch: 'integer',
  integerRange: 'integer',
  keywordMatch: 'keyword',
  keywordPrefix: 'keyword (with prefix: true)',
  floatRange: 'float',
  text: 'text',
  textPhrase: 'text (with phrase_matching: true)',
  boolMatch: 'bool',
  uuidMatch: 'uuid',
  datetimeRange: 'datetime',
  geo: 'geo',
} as const;

type Capability = keyof typeof capabilities;

export const everyCapability = Object.keys(capabilities) as readonly Capability[];

/** The capabilities any one of which serves a field condition; none for a condition that is decided without looking, as `any: []` is. */
export function requiredCapabilities(condition: Shape): readonly Capability[] {
  const { match, range, geo, valuesCount, isEmpty, isNull } = readFieldCondition(condition, 'filter');
  const required: Capability[] = match === undefined ? [] : matchCapabilities(match);
  if (range !== undefined) required.push(...rangeCapabilities(range));
  if (geo.length > 0) required.push('geo');
  if (valuesCount !== undefined || isEmpty !== undefined || isNull !== undefined) required.push(...everyCapability);
  return required;
}

/** The names of the indexes that would serve, sorted, as they stand in an error. */
export function indexNames(required: readonly Capability[]): string {
  return [...new Set(required.map((one) => capabilities[one]))].sort().join(', ');
}

export function isServed(required: readonly Capability[], schema: PayloadFieldSchema | undefined): boolean {
  if (schema === undefined) return false;
  const offered = offeredCapabilities(schema);
  return required.some((one) => offered.includes(one));
}

function rangeCapabilities(range: NonNullable<FieldCondition['range']>): Capability[] {
  return range.kind === 'moment' ? ['datetimeRange'] : ['floatRange', 'integerRange'];
}

function matchCapabilities(match: MatchCondition): Capability[] {
  switch (match.kind) {
    case 'value':
      if (typeof match.value === 'string') return stringCapabilities([match.value]);
      return [typeof match.value === 'boolean' ? 'boolMatch' : 'integerMatch'];
    case 'any':
    case 'except': {
      const values: readonly unknown[] = [...match.values];
      if (values.length === 0) return [];
      return typeof values[0] === 'string' ? stringCapabilities(values as string[]) : ['integerMatch'];
    }
    case 'phrase':
      return ['textPhrase'];
    case 'prefix':
      return ['keywordPrefix'];
    default:
      return ['text'];
  }
}

function stringCapabilities(values: readonly string[]): Capability[] {
  return values.every((value) => canonicalUuid(value) !== undefined) ? ['uuidMatch', 'keywordMatch'] : ['keywordMatch'];
}

interface Params {
  readonly type?: string;
  readonly lookup?: boolean | null;
  readonly range?: boolean | null;
  readonly prefix?: boolean | null;
  readonly phrase_matching?: boolean | null;
}

function offeredCapabilities(schema: PayloadFieldSchema): Capability[] {
  const params: Params = typeof schema === 'string' ? { type: schema } : schema;
  switch (params.type) {
    case 'keyword':
      return params.prefix === true ? ['keywordMatch', 'keywordPrefix'] : ['keywordMatch'];
    case 'integer':
      return [
        ...(params.lookup === false ? [] : (['integerMatch'] as const)),
        ...(params.range === false ? [] : (['integerRange'] as const)),
      ];
    case 'text':
      return params.phrase_matching === true ? ['text', 'textPhrase'] : ['text'];
    case 'float':
      return ['floatRange'];
    case 'bool':
      return ['boolMatch'];
    case 'uuid':
      return ['uuidMatch'];
    case 'datetime':
      return ['datetimeRange'];
    default:
      return ['geo'];
  }
}
