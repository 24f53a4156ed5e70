import type { TextIndexParams } from '@sextant/contract';

/** How a text index cuts a text; a query of a prefix index is cut into whole prefixes, a document into all of them. */
export interface Tokenizer {
  documentTokens(text: string): string[];
  queryTokens(text: string): string[];
}

/**
 * The tokenizer of a text index: `word`, `whitespace`, `prefix` and `multilingual` (words as the platform segments them), lower case,
 * folded accents, token lengths and custom stop words. Stemmers and the stop words of a language need tables that come with the index.
 */
export function createTokenizer(params: Partial<TextIndexParams>): Tokenizer {
  const kind = params.tokenizer ?? 'word';
  const split = splitters[kind] ?? splitters.word;
  const { fold, accept } = tokenRules(params);
  if (kind === 'prefix') {
    const least = params.min_token_len ?? 1;
    const most = params.max_token_len ?? Infinity;
    const cut = (word: string): string => (most === Infinity ? word : Array.from(word).slice(0, most).join(''));
    return {
      documentTokens: (text) => split(text).flatMap((word) => prefixes(fold(word), accept, least, most)),
      // Half a word may be a stop word: those are not dropped from a query.
      queryTokens: (text) =>
        split(text)
          .map(fold)
          .filter((word) => word !== '' && Array.from(word).length >= (params.min_token_len ?? 0))
          .map(cut),
    };
  }
  const tokens = (text: string): string[] =>
    split(text)
      .map(fold)
      .filter((token) => accept(token, true));
  return { documentTokens: tokens, queryTokens: tokens };
}

// Made when the first text needs it: loading its dictionaries takes tens of milliseconds.
let segmenter: Intl.Segmenter | undefined;

function segmentWords(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return Array.from(segmenter.segment(text), ({ segment, isWordLike }) => (isWordLike === true ? segment : ''));
}

const splitters = {
  word: (text: string) => text.split(/[^\p{Alphabetic}\p{N}]+/u),
  whitespace: (text: string) => text.split(/\s+/u),
  prefix: (text: string) => text.split(/[^\p{Alphabetic}\p{N}]+/u),
  multilingual: segmentWords,
} as const;

interface TokenRules {
  readonly fold: (token: string) => string;
  readonly accept: (token: string, withMaximum: boolean) => boolean;
}

function tokenRules(params: Partial<TextIndexParams>): TokenRules {
  const lowercase = params.lowercase !== false;
  const folding = params.ascii_folding === true;
  const stopwords = new Set(customStopwords(params).map((word) => (lowercase ? word.toLowerCase() : word)));
  const least = params.min_token_len ?? 0;
  const most = params.max_token_len ?? Infinity;
  return {
    fold(token) {
      const folded = folding ? token.normalize('NFKD').replaceAll(/\p{M}/gu, '') : token;
      return lowercase ? folded.toLowerCase() : folded;
    },
    accept(token, withMaximum) {
      if (token === '' || stopwords.has(token)) return false;
      // Length in code points, which only matters where a limit is set.
      if (least === 0 && (most === Infinity || !withMaximum)) return true;
      const length = Array.from(token).length;
      return length >= least && (!withMaximum || length <= most);
    },
  };
}

function customStopwords(params: Partial<TextIndexParams>): string[] {
  const { stopwords } = params;
  if (stopwords == null || typeof stopwords === 'string') return [];
  return (stopwords as { custom?: string[] | null }).custom ?? [];
}

function prefixes(word: string, accept: TokenRules['accept'], least: number, most: number): string[] {
  if (!accept(word, false)) return [];
  const letters = Array.from(word);
  const tokens: string[] = [];
  for (let length = least; length <= Math.min(most, letters.length); length++) tokens.push(letters.slice(0, length).join(''));
  return tokens;
}
