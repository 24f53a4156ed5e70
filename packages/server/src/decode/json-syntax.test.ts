import { describe, expect, it } from 'vitest';
import { describeSyntaxError } from './json-syntax.ts';

// Texts and positions as recorded from the real server.
const recorded: readonly (readonly [string, string])[] = [
  ['{"vector": [1, 2', 'EOF while parsing a list at line 1 column 16'],
  ['hello', 'expected value at line 1 column 1'],
  ['', 'EOF while parsing a value at line 1 column 0'],
  ['{"limit": 1,}', 'trailing comma at line 1 column 13'],
  ["{'limit': 1}", 'key must be a string at line 1 column 2'],
  ['\u{FEFF}{}', 'expected value at line 1 column 3'],
  [`{"filter":${'{"must":['.repeat(40)}`, 'EOF while parsing a list at line 1 column 370'],
];

describe('describeSyntaxError', () => {
  it.each(recorded)('%s: %s', (text, message) => {
    expect(describeSyntaxError(text)).toBe(message);
  });

  it.each([
    ['[1 2]', 'expected `,` or `]` at line 1 column 4'],
    ['{"a" 1}', 'expected `:` at line 1 column 6'],
    ['{"a":1', 'EOF while parsing an object at line 1 column 6'],
    ['"abc', 'EOF while parsing a string at line 1 column 4'],
    ['"a\\x"', 'invalid escape at line 1 column 4'],
    ['{}x', 'trailing characters at line 1 column 3'],
    ['[\n1,\n]', 'trailing comma at line 3 column 1'],
    ['01', 'invalid number at line 1 column 2'],
    ['nul', 'EOF while parsing a value at line 1 column 3'],
  ])('%s: %s', (text, message) => {
    expect(describeSyntaxError(text)).toBe(message);
  });

  it('stops at the depth where the real server stops', () => {
    expect(describeSyntaxError('['.repeat(10_000))).toBe('recursion limit exceeded at line 1 column 128');
  });
});
