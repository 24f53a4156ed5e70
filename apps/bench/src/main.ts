import { readFile, writeFile } from 'node:fs/promises';
import { exitCodeOf, exitCodes } from './bench-error.ts';
import { tidyOnSignals } from './interruption.ts';
import type { Measurement } from './measurement.ts';
import { type BenchOptions, parseOptions, usage } from './options.ts';
import { runBench } from './run-bench.ts';
import { sectionNames } from './sections/section-names.ts';
import { mergeRows, readRows, renderTable, replaceTable, rowsOf } from './table.ts';

const readme = new URL('../README.md', import.meta.url);

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(usage);
    return exitCodes.ok;
  }
  tidyOnSignals();
  const result = await runBench(options, {
    say: (text) => process.stderr.write(`${text}\n`),
    // After each section: a run that is cut short keeps what it measured.
    onSection: async (measurements) => (options.write ? writeTable(options, measurements) : undefined),
  });
  console.log(options.json ? JSON.stringify(result, undefined, 2) : renderTable(rowsOf(result.measurements), settingOf(options)));
  for (const failure of result.failures) process.stderr.write(`failed: ${failure}\n`);
  return result.failures.length === 0 ? exitCodes.ok : exitCodes.failed;
}

function settingOf(options: BenchOptions): string {
  const names = options.targets.map(({ name }) => name).join(' and ');
  return `${names}; ${options.points.toLocaleString('en-US')} x ${options.dim} float32, ${options.data}, ${options.rounds} rounds`;
}

/** Rows of sections that were not measured stay, and the table says so. */
async function writeTable(options: BenchOptions, measurements: readonly Measurement[]): Promise<void> {
  const text = await readFile(readme, 'utf8');
  const { rows, kept } = mergeRows(readRows(text), rowsOf(measurements), sectionNames);
  const earlier = kept.length === 0 ? '' : `; ${kept.join(', ')} from an earlier run`;
  await writeFile(readme, replaceTable(text, renderTable(rows, settingOf(options) + earlier)));
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitCodeOf(error);
}
