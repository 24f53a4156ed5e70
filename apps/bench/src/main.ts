import { readFile, writeFile } from 'node:fs/promises';
import { exitCodeOf, exitCodes } from './bench-error.ts';
import { type BenchOptions, parseOptions, usage } from './options.ts';
import { type BenchResult, runBench } from './run-bench.ts';
import { renderTable, replaceTable } from './table.ts';

const readme = new URL('../README.md', import.meta.url);

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(usage);
    return exitCodes.ok;
  }
  const result = await runBench(options, (text) => process.stderr.write(`${text}\n`));
  await report(options, result);
  for (const failure of result.failures) process.stderr.write(`failed: ${failure}\n`);
  return result.failures.length === 0 ? exitCodes.ok : exitCodes.failed;
}

async function report(options: BenchOptions, result: BenchResult): Promise<void> {
  const names = options.targets.map(({ name }) => name).join(' and ');
  const setting = `${names}; ${options.points.toLocaleString('en-US')} x ${options.dim} float32, ${options.data}, ${options.rounds} rounds`;
  const table = renderTable(result.measurements, setting);
  console.log(options.json ? JSON.stringify(result, undefined, 2) : table);
  if (!options.write) return;
  await writeFile(readme, replaceTable(await readFile(readme, 'utf8'), table));
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitCodeOf(error);
}
