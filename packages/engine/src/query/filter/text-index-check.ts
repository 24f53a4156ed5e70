import type { TextIndexParams } from '@sextant/contract';
import type { JsonValue } from '@sextant/contract/json';
import { compilePathSearch, searchResult } from '../json-path/path-search.ts';
import type { FieldCondition } from './field-condition.ts';
import type { Check } from './subject.ts';
import { payloadOf } from './subject.ts';
import { createTokenizer } from './tokenizer.ts';

/** Between the tokens of two values; no query token equals it, so that no phrase runs from one value into the next. */
const boundary = '\u{0}';

type TokenCheck = (tokens: readonly string[]) => boolean;

/**
 * The text conditions of a field with a text index. Outside nested filters the values of a point are one document, and a phrase needs
 * `phrase_matching`; inside, each value is a document of its own.
 */
export function textIndexCheck(condition: FieldCondition, params: Partial<TextIndexParams>, nested: boolean): Check | undefined {
  const { match, path } = condition;
  if (match === undefined || (match.kind !== 'text' && match.kind !== 'text_any' && match.kind !== 'phrase')) return undefined;
  if (match.kind === 'phrase' && !nested && params.phrase_matching !== true) return () => false;
  const tokenizer = createTokenizer(params);
  const passes = tokenCheck(match.kind, tokenizer.queryTokens(match.text));
  const search = compilePathSearch(path);
  if (nested) {
    const check = (value: JsonValue): boolean =>
      Array.isArray(value) ? value.some(check) : typeof value === 'string' && passes(tokenizer.documentTokens(value));
    return (subject) => search(payloadOf(subject), check) === searchResult.some;
  }
  return (subject) => {
    const tokens: string[] = [];
    const collect = (value: JsonValue): boolean => {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (typeof one !== 'string') continue;
        if (tokens.length > 0) tokens.push(boundary);
        for (const token of tokenizer.documentTokens(one)) tokens.push(token);
      }
      return false;
    };
    search(payloadOf(subject), collect);
    return passes(tokens);
  };
}

function tokenCheck(kind: 'text' | 'text_any' | 'phrase', wanted: readonly string[]): TokenCheck {
  if (wanted.length === 0) return () => false;
  if (kind === 'text') return (tokens) => wanted.every((token) => tokens.includes(token));
  if (kind === 'text_any') return (tokens) => wanted.some((token) => tokens.includes(token));
  return (tokens) => {
    for (let from = 0; from + wanted.length <= tokens.length; from++) {
      if (wanted.every((token, i) => tokens[from + i] === token)) return true;
    }
    return false;
  };
}
