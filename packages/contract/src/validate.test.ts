import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validators } from './gen/validate.ts';
import { parseJson } from './json/parse-json.ts';
import type { ValidationIssue } from './validate.ts';

type Name = keyof typeof validators;
const issue = (name: Name, body: unknown): ValidationIssue | undefined => {
  const answer = validators[name](body);
  return answer === true ? undefined : answer[0];
};
const brief = (name: Name, body: unknown): string => {
  const found = issue(name, body);
  return found === undefined ? 'ok' : `${found.kind} ${found.path}: ${found.message}`;
};

describe('bodies recorded with the real server', () => {
  const recorded: ['ok' | 'format' | 'value', Name, string][] = JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/recorded-bodies.json'), 'utf8'),
  );
  /** Bodies that we judge otherwise, with the reason. */
  const otherwise: Record<string, string> = {
    '{"points":[{"id":1,"vector":{"d":{"text":"hello","model":""}}}]}':
      'an inference object without a model is refused by its shape, before the service is asked',
    '{"filter":{"must":[{"key":"g"}]}}': 'a condition without a test is refused in every filter',
    '{"points":[{"id":2,"vector":{"multi":[[1,1],[1,1]]},"payload":{"l":"two equal integer rows"}}]}':
      'two rows are a multivector, never a sparse vector by position',
    '[]': 'an object is not read from a list by position',
  };

  it('are judged as there: fine, unreadable (400) or out of bounds (422)', () => {
    const wrong = recorded
      .filter(([expected, name, text]) => (issue(name, parseJson(text))?.kind ?? 'ok') !== expected && otherwise[text] === undefined)
      .map(([expected, name, text]) => `${name} ${text}: ${expected} there, here ${brief(name, parseJson(text))}`);
    expect(wrong).toEqual([]);
    expect(recorded.length).toBeGreaterThan(1400);
  });
});

describe('what is wrong', () => {
  it.each<[Name, unknown, string]>([
    ['ScrollRequest', { limit: 0 }, 'value limit: value 0 invalid, must be 1 or larger'],
    ['ScrollRequest', { limit: -1 }, 'format limit: invalid value: integer `-1`, expected usize'],
    ['ScrollRequest', { limit: 1.5 }, 'format limit: invalid type: floating point `1.5`, expected usize'],
    ['ScrollRequest', { limit: '5' }, 'format limit: invalid type: string "5", expected usize'],
    ['ScrollRequest', [], 'format : invalid type: sequence, expected a map'],
    ['SearchRequest', { vector: [1] }, 'format : missing field `limit`'],
    ['CreateCollection', { shard_number: 0 }, 'value shard_number: value 0 invalid, must be 1 or larger'],
    [
      'UpdateCollection',
      { params: { replication_factor: 0 } },
      'format params.replication_factor: invalid value: integer `0`, expected a nonzero u32',
    ],
    ['CreateCollection', { vectors: { size: 65537, distance: 'Dot' } }, 'value vectors.size: value 65537 invalid, must be from 1 to 65536'],
    [
      'CreateCollection',
      { vectors: { size: 0, distance: 'Dot' } },
      'format vectors: data did not match any variant of untagged enum VectorsConfig (vectors.size: invalid value: integer `0`, expected a nonzero u64)',
    ],
    [
      'CreateCollection',
      { sparse_vectors: { s: { modifier: 'bm25' } } },
      'format sparse_vectors.s.modifier: unknown variant `bm25`, expected one of `none`, `idf`',
    ],
    ['CountRequest', { filter: { musty: [] } }, 'format filter: unknown field `musty`'],
    ['CountRequest', { filter: { must: [{ key: 'a' }] } }, 'value filter.must[0]: at least one field condition must be specified'],
    ['SetPayload', { payload: {} }, 'format : either a list of point ids or a filter must be provided'],
    ['PointInsertOperations', { points: [{ id: 1, vector: [] }] }, 'value points[0].vector: must have at least 1 element(s), has 0'],
    [
      'PointInsertOperations',
      { points: [{ id: 1, vector: { s: { indices: [1, 1], values: [1, 2] } } }] },
      'value points[0].vector.s: indices must be unique, and values must be the same length as indices',
    ],
    ['SnapshotRecover', { location: 'hello' }, 'format location: "hello" is not an absolute URL'],
    ['SnapshotRecover', { location: 'http://h/x', checksum: 'abc' }, 'value checksum: must be a SHA-256 hash of 64 hexadecimal digits'],
  ])('%s %j', (name, body, expected) => {
    expect(brief(name, body)).toBe(expected);
  });

  it('is told in a few words, however long the body is', () => {
    expect(brief('ScrollRequest', { limit: 'x'.repeat(1e6) }).length).toBeLessThan(300);
  });
});

describe('numbers', () => {
  const upsert = (id: string) => brief('PointInsertOperations', parseJson(`{"points":[{"id":${id},"vector":[1.0,2]}]}`));

  it('are whole as they were written, up to 64 bits', () => {
    expect(upsert('18446744073709551615')).toBe('ok');
    expect(upsert('18446744073709551616')).toContain('format');
    expect(upsert('1.0')).toContain('format');
    expect(upsert('-1')).toContain('format');
    expect(brief('PointRequest', { ids: [2n ** 64n - 1n] })).toBe('ok');
    expect(brief('PointRequest', { ids: [2n ** 64n] })).toContain('format');
  });

  it('keep their bounds in every form', () => {
    expect(brief('ScrollRequest', parseJson('{"limit":18446744073709551615}'))).toBe('ok');
    expect(brief('QuotaConfig', parseJson('{"max_disk_usage_percent":100}'))).toBe('ok');
    expect(brief('QuotaConfig', parseJson('{"max_disk_usage_percent":101}'))).toContain('value');
    expect(brief('QuotaConfig', parseJson('{"max_disk_usage_percent":256}'))).toContain('format');
    expect(brief('QueryRequest', parseJson('{"query":{"nearest":[1],"mmr":{"diversity":1.0}}}'))).toBe('ok');
    expect(brief('QueryRequest', parseJson('{"query":{"nearest":[1],"mmr":{"diversity":2.0}}}'))).toContain('value');
  });
});

describe('older names of fields', () => {
  it('are put under the present ones', () => {
    const body = { vector: [1], top: 5, with_vectors: true };
    expect(brief('SearchRequest', body)).toBe('ok');
    expect(body).toEqual({ vector: [1], limit: 5, with_vector: true });
  });

  it('are left alone where they are names of the user', () => {
    const body = { vectors: { quantization: { size: 4, distance: 'Dot', quantization: { binary: {} } } } };
    expect(brief('CreateCollection', body)).toBe('ok');
    expect(body).toEqual({ vectors: { quantization: { size: 4, distance: 'Dot', quantization_config: { binary: {} } } } });
    const payload = { points: [{ id: 1, vector: [1], payload: { vectors: 1, top: 2 } }] };
    expect(brief('PointInsertOperations', payload)).toBe('ok');
    expect(payload.points[0]?.payload).toEqual({ vectors: 1, top: 2 });
  });
});
