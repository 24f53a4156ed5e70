import { createServer } from '@sextant/server';
import { describe, expect, it } from 'vitest';
import { mismatch } from './match.ts';
import { junitReport } from './report.ts';
import type { Send } from './run-case.ts';
import { runSuites } from './run-suites.ts';

const runAll = (send: Send) => runSuites({ url: 'http://target.invalid', send });

describe('the suite', () => {
  it('passes on our server, and leaves nothing there', async () => {
    await using server = await createServer({ storage: 'memory', listen: false });
    const verdicts = await runAll((request) => server.fetch(request));
    expect(verdicts.filter((verdict) => verdict.outcome !== 'pass').map((verdict) => `${verdict.case.id}: ${verdict.message}`)).toEqual([]);
    expect(server.engine.listCollections()).toEqual([]);
  });

  it('fails a server that answers 200 to everything, without an error of its own', async () => {
    const verdicts = await runAll(() => Promise.resolve(Response.json({ result: true, status: 'ok', time: 0 })));
    const passed = verdicts.filter((verdict) => verdict.outcome === 'pass').length;
    expect(passed / verdicts.length).toBeLessThan(0.15);
    expect(verdicts.filter((verdict) => verdict.outcome === 'error')).toEqual([]);
  });

  it('tells a target that is down from one that is wrong', async () => {
    const verdicts = await runAll(() => Promise.reject(new Error('connection refused')));
    expect(new Set(verdicts.map((verdict) => verdict.outcome))).toEqual(new Set(['error']));
    expect(junitReport(verdicts)).toContain(`errors="${verdicts.length}"`);
  });
});

describe('mismatch', () => {
  it.each([
    [{ a: 1 }, { a: 1, b: 2 }],
    [
      [1, { a: { $any: true } }],
      [1, { a: null }],
    ],
    [{ $near: 1 }, 1.00001],
    [{ $match: '^x' }, 'xyz'],
    [{ $length: 2 }, [1, 2]],
  ])('%j is in %j', (expected, actual) => expect(mismatch(expected, actual)).toBeUndefined());

  it.each([
    [{ a: 1 }, { a: 2 }, 'body.a is 2, expected 1'],
    [[1], [1, 2], 'body has 2 entries, expected 1: [1,2]'],
    [{ a: { $any: true } }, {}, 'body.a is missing'],
    [{ $near: 1 }, 1.1, 'body is 1.1, expected "about 1"'],
  ])('%j is not in %j', (expected, actual, message) => expect(mismatch(expected, actual)).toBe(message));
});
