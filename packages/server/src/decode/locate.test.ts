import { describe, expect, it } from 'vitest';
import { locate } from './locate.ts';

describe('locate', () => {
  it('names line and column of a value, after it, at its end or before it', () => {
    expect(locate('{"limit": 1e2}', ['limit'], 'after')).toBe(' at line 1 column 14');
    expect(locate('{"sparse_vectors": {"s": {"modifier": "bm25"}}}', ['sparse_vectors', 's', 'modifier'], 'end')).toBe(
      ' at line 1 column 44',
    );
    expect(locate('{"a": 1, "metadata": [1]}', ['metadata'], 'before')).toBe(' at line 1 column 21');
    expect(locate('{"a": [1,\n {"b": "x,]\\"}"}]}', ['a', 1, 'b'], 'end')).toBe(' at line 2 column 15');
    expect(locate('{}', [], 'none')).toBe('');
  });

  it('takes the last of repeated keys, and the nearest place that exists', () => {
    expect(locate('{"a":1,"a":22}', ['a'], 'end')).toBe(' at line 1 column 13');
    expect(locate('{"a":[1]}', ['a', 7, 'x'], 'end')).toBe(' at line 1 column 8');
  });
});
