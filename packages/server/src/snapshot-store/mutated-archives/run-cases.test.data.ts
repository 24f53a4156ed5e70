/**
 * A process of its own for damaged archives, so that one that hangs or exhausts memory can be told from the outside.
 *
 *   node run-cases.test.data.ts <seed> <from> <to> <step>     reports over IPC: the number of each case before it, its outcome after it
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type CaseReport, createCaseJudge } from './mutation-case.test.data.ts';

const [seed = 0, from = 0, to = 0, step = 1] = process.argv.slice(2).map(Number);
const tell = (message: { begin: number } | { report: CaseReport }): Promise<void> =>
  new Promise((resolve, reject) => process.send?.(message, (error) => (error ? reject(error) : resolve())));

const judge = createCaseJudge();
const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();
for (let index = from; index < to; index += step) {
  await tell({ begin: index });
  delays.reset();
  const report = await judge.judge(seed, index);
  await tell({ report: { ...report, heldMs: Math.round(delays.max / 1e6) } });
}
delays.disable();
await judge.close();
process.disconnect();
