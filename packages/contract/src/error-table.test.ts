import { expect, it } from 'vitest';
import { errorTable, grpcStatusNumber } from './error-table.ts';
import { operations } from './gen/operations.ts';

const rows = Object.entries(errorTable);

it('gives every code statuses of both transports and a prefix that ends in a blank', () => {
  for (const [code, row] of rows) {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(row.httpStatus === 304 || (row.httpStatus >= 400 && row.httpStatus < 600), code).toBe(true);
    expect(grpcStatusNumber[row.grpcStatus], code).toBeGreaterThan(0);
    if (row.prefix !== '') expect(row.prefix, code).toMatch(/ $/);
  }
});

it('knows every error status of the operations', () => {
  const known = new Set<number>(rows.map(([, row]) => row.httpStatus));
  const used = new Set(Object.values(operations).flatMap(({ statuses }) => statuses.filter((status: number) => status >= 400)));
  expect([...used].filter((status) => !known.has(status))).toEqual([]);
});

it('calls an error retryable only when the same request may succeed later', () => {
  const retryable = rows.filter(([, row]) => row.retryable).map(([code]) => code);
  expect(retryable).toEqual([
    'rate_limited',
    'already_in_progress',
    'shard_unavailable',
    'shutting_down',
    'timeout',
    'cancelled',
    'bad_gateway',
  ]);
});
