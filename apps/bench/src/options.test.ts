import { expect, test } from 'vitest';
import { exitCodeOf } from './bench-error.ts';
import { parseOptions } from './options.ts';

test('defaults measure the server of this repository with every section', () => {
  const options = parseOptions([]);
  expect(options).toMatchObject({
    points: 100_000,
    dim: 100,
    rounds: 5,
    connections: 8,
    sizesBytes: [1e8, 2e9],
    json: false,
    write: false,
  });
  expect(options!.targets).toEqual([{ name: 'ours', command: 'node --conditions=source apps/server/src/main.ts' }]);
  expect(options!.sections).toHaveLength(12);
});

test('sections keep their order, whatever order they are asked for', () => {
  expect(parseOptions(['--only', 'exact,upsert,kernel', '--skip', 'kernel'])!.sections).toEqual(['upsert', 'exact']);
  expect(parseOptions(['--help'])).toBeUndefined();
});

test('what makes no sense is a usage error that says why', () => {
  const cases: [string[], string][] = [
    [['--target', 'http://x'], 'expected NAME=VALUE'],
    [['--target', 'a=ftp://x'], 'ftp://x is no http URL'],
    [['--target', 'a=http://x', '--spawn', 'a=y'], 'same name'],
    [['--target', 'a=http://x', '--target', 'b=http://x', '--target', 'c=http://x'], '3 targets, at most 2'],
    [['--points', '1.5'], 'expected a whole number'],
    [['--rounds', '0'], 'expected a number above 0'],
    [['--only', 'speed'], 'the sections are kernel, start-up'],
    [['--data', 'mine'], 'expected synthetic or words'],
    [['--nonsense'], '--nonsense'],
  ];
  for (const [args, message] of cases) {
    expect(() => parseOptions(args), args.join(' ')).toThrow(message);
    try {
      parseOptions(args);
    } catch (error) {
      expect(exitCodeOf(error)).toBe(2);
    }
  }
});
