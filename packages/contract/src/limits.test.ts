import { expect, it } from 'vitest';
import { collectionNameProblem } from './limits.ts';

it('takes names that a directory can have', () => {
  for (const name of ['words', 'a b', 'ü', '#;\t', '日本', 'x'.repeat(255), '...'])
    expect(collectionNameProblem(name), name).toBeUndefined();
});

it('refuses names that could leave their directory or be none', () => {
  for (const name of [
    '',
    '.',
    '..',
    'a/b',
    'a\\b',
    'a\u0000',
    'a\u001f',
    'a:b',
    'a?',
    'a*',
    'a|b',
    'a<',
    'a>',
    '"',
    'x'.repeat(256),
    'é'.repeat(128),
  ]) {
    expect(collectionNameProblem(name), name).toMatch(/^collection name cannot |^value ".*" invalid, must be from 1 to 255 bytes$/);
  }
});
