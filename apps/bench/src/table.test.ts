import { expect, test } from 'vitest';
import { toMeasurement } from './measurement.ts';
import { functionShares } from './profile.ts';
import { summarize } from './statistics.ts';
import { mergeRows, readRows, renderTable, replaceTable, rowsOf } from './table.ts';

test('the middle of an even number of values lies between two', () => {
  expect(summarize([4, 1, 3, 2])).toEqual({ min: 1, median: 2.5, max: 4, count: 4 });
  expect(summarize([7])).toEqual({ min: 7, median: 7, max: 7, count: 1 });
  expect(() => summarize([])).toThrow(RangeError);
});

test('a ratio above 1 means that the first is better, whichever way is up', () => {
  const columns = new Map([
    ['a', [10]],
    ['b', [5]],
  ]);
  expect(toMeasurement('s', { measure: 'm', unit: 'u', better: 'higher' }, columns).ratio).toBe(2);
  expect(toMeasurement('s', { measure: 'm', unit: 'u', better: 'lower' }, columns).ratio).toBe(0.5);
});

test('the table shows figures, ratio and whether a limit was kept', () => {
  const line = toMeasurement(
    'client',
    { measure: 'time', unit: 'µs', better: 'lower', limit: 280 },
    new Map([
      ['ours', [250, 300, 290]],
      ['other', [12_345]],
    ]),
  );
  const table = renderTable(rowsOf([line]), 'setting');
  expect(table).toMatch(/^\d+ cores .*; setting\.\n/);
  expect(table.replaceAll(/ +/g, ' ')).toContain(
    '| client | time | µs | ours **290** (250 … 300)<br>other 12,345 | 42.57 | <= 280 µs: **missed** |',
  );
});

test('the table of a README is replaced between its markers and nowhere else', () => {
  const readme = 'a\n<!-- table: written by the bench, do not edit -->\nold\n<!-- end of table -->\nb\n';
  const replaced = replaceTable(readme, 'new');
  expect(replaced).toBe('a\n<!-- table: written by the bench, do not edit -->\n\nnew\n\n<!-- end of table -->\nb\n');
  expect(replaceTable(replaced, 'new')).toBe(replaced);
  expect(() => replaceTable('a', 'b')).toThrow('has no lines');
});

test('shares of a profile leave idle time out and call WebAssembly the kernel', () => {
  const node = (id: number, functionName: string, url: string) => ({ id, callFrame: { functionName, url } });
  const profile = {
    nodes: [node(1, '(idle)', ''), node(2, 'wasm-function[3]', 'wasm://wasm/abc'), node(3, 'run', 'file:///p/engine/src/query/run.ts')],
    samples: [1, 2, 3, 2],
    timeDeltas: [500, 30, 20, 50],
  };
  expect(functionShares(profile)).toEqual([
    { name: '(kernel)', share: 0.8 },
    { name: 'run src/query/run.ts', share: 0.2 },
  ]);
});

test('rows of sections that were not measured again stay, in the order of the sections', () => {
  const row = (section: string, measure: string): string[] => [section, measure, 's', 'a \\| b **1.00**', '', ''];
  const readme = replaceTable(
    '<!-- table: written by the bench, do not edit -->\n<!-- end of table -->\n',
    renderTable([row('one', 'x'), row('two', 'old'), row('two', 'gone'), row('removed', 'x')], 'setting'),
  );
  const old = readRows(readme);
  expect(old).toHaveLength(4);
  expect(old[0]).toEqual(row('one', 'x'));
  const { rows, kept } = mergeRows(old, [row('three', 'x'), row('two', 'new')], ['one', 'two', 'three']);
  expect(rows.map(([section, measure]) => `${section} ${measure}`)).toEqual(['one x', 'two new', 'three x']);
  expect(kept).toEqual(['one']);
});

test('a bar in a name does not end its cell', () => {
  const line = toMeasurement('s', { measure: 'm', unit: 's', better: 'lower' }, new Map([['tar | sha256sum', [1]]]));
  const readme = replaceTable(
    '<!-- table: written by the bench, do not edit -->\n<!-- end of table -->\n',
    renderTable(rowsOf([line]), 'setting'),
  );
  expect(readme).toContain('tar \\| sha256sum 1.00');
  expect(readRows(readme)).toEqual(rowsOf([line]));
});
