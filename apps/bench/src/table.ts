import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Measurement } from './measurement.ts';
import type { Summary } from './statistics.ts';

const begin = '<!-- table: written by the bench, do not edit -->';
const end = '<!-- end of table -->';

/** The results as Markdown: a line on the machine, then a row for each measurement. */
export function renderTable(measurements: readonly Measurement[], setting: string): string {
  const head = ['section', 'measure', 'unit', 'median (min … max)', 'ratio', 'limit'];
  const rows = measurements.map(({ section, measure, unit, values, ratio, limit }) => [
    section,
    measure,
    unit,
    Object.entries(values)
      .map(([name, summary]) => `${name} ${describe(summary)}`)
      .join('<br>'),
    ratio === undefined ? '' : ratio.toFixed(2),
    limit === undefined ? '' : `${limit.text}: ${limit.kept ? 'kept' : '**missed**'}`,
  ]);
  return [`${describeMachine()}; ${setting}.`, '', ...alignColumns([head, ...rows])].join('\n');
}

/** Columns padded to their widest cell, as the formatter of this repository would. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const render = (cells: readonly string[], fill: string) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!, fill)).join(' | ')} |`;
  const [head, ...body] = rows.map((row) => render(row, ' '));
  return [
    head!,
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
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the README has no lines "${begin}" and "${end}"`);
  return `${readme.slice(0, from + begin.length)}\n\n${table}\n\n${readme.slice(to)}`;
}
