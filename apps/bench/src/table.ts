import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Measurement } from './measurement.ts';
import type { Summary } from './statistics.ts';

const begin = '<!-- table: written by the bench, do not edit -->';
const end = '<!-- end of table -->';

/** A row of the table: section, measure, unit, figures, ratio, limit. */
export type TableRow = readonly string[];

const head: TableRow = ['section', 'measure', 'unit', 'median (min … max)', 'ratio', 'limit'];

/** Results as Markdown: a line on the machine, then a row for each measurement. */
export function renderTable(rows: readonly TableRow[], setting: string): string {
  return [`${describeMachine()}; ${setting}.`, '', ...alignColumns([head, ...rows])].join('\n');
}

export function rowsOf(measurements: readonly Measurement[]): TableRow[] {
  return measurements.map(({ section, measure, unit, values, ratio, limit }) =>
    [
      section,
      measure,
      unit,
      Object.entries(values)
        .map(([name, summary]) => `${name} ${describe(summary)}`)
        .join('<br>'),
      ratio === undefined ? '' : ratio.toFixed(2),
      limit === undefined ? '' : `${limit.text}: ${limit.kept ? 'kept' : '**missed**'}`,
    ].map((cell) => cell.replaceAll('|', '\\|')),
  );
}

/** The rows that a README has between its markers. */
export function readRows(readme: string): TableRow[] {
  const { from, to } = findTable(readme);
  const cells = readme
    .slice(from, to)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
  return cells.filter(([section]) => section !== 'section' && !/^-+$/.test(section ?? ''));
}

/** `fresh` rows, and those of `old` whose sections were not measured again, sections in `order`. */
export function mergeRows(
  old: readonly TableRow[],
  fresh: readonly TableRow[],
  order: readonly string[],
): { rows: TableRow[]; kept: string[] } {
  const measured = new Set(fresh.map(([section]) => section));
  const stays = old.filter(([section]) => order.includes(section!) && !measured.has(section));
  const place = ([section]: TableRow): number => order.indexOf(section!);
  return {
    rows: [...fresh, ...stays].sort((a, b) => place(a) - place(b)),
    kept: order.filter((section) => stays.some((row) => row[0] === section)),
  };
}

/** Columns padded to their widest cell, as the formatter of this repository would. */
function alignColumns(rows: readonly TableRow[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const render = (cells: TableRow, fill: string) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!, fill)).join(' | ')} |`;
  const [first, ...body] = rows.map((row) => render(row, ' '));
  return [
    first!,
    render(
      widths.map(() => ''),
      '-',
    ),
    ...body,
  ];
}

function describe({ min, median, max, count }: Summary): string {
  return count === 1 ? digits(median) : `**${digits(median)}** (${digits(min)} … ${digits(max)})`;
}

function digits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value >= 10 ? value.toFixed(1) : value.toPrecision(3);
}

function describeMachine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${gigabytes} GiB, Node ${process.versions.node}`;
}

/** `readme` with what is between the markers replaced by `table`. Throws when a marker is missing. */
export function replaceTable(readme: string, table: string): string {
  const { from, to } = findTable(readme);
  return `${readme.slice(0, from)}\n\n${table}\n\n${readme.slice(to)}`;
}

function findTable(readme: string): { from: number; to: number } {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the README has no lines "${begin}" and "${end}"`);
  return { from: from + begin.length, to };
}
