import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type CaseReport, mutationCase } from './mutation-case.test.data.ts';

export interface MutationRun {
  readonly reports: readonly CaseReport[];
  /** Cases that ended their process: hung, out of memory, an error nobody caught. */
  readonly crashes: readonly string[];
}

export interface MutationRunOptions {
  readonly seed: number;
  readonly count: number;
  readonly processes: number;
  /** A case that takes longer hangs: a small archive takes some hundredths of a second. */
  readonly hangsAfterMs: number;
  readonly onReport?: (report: CaseReport) => void;
}

const script = fileURLToPath(new URL('./run-cases.test.data.ts', import.meta.url));

/** Judges `count` damaged archives in several processes with little memory. A process that dies is replaced, and its case told. */
export async function runMutations(options: MutationRunOptions): Promise<MutationRun> {
  const reports: CaseReport[] = [];
  const crashes: string[] = [];
  const runOne = async (worker: number): Promise<void> => {
    for (let from = worker; from < options.count; ) {
      const stop = await runProcess(options, from, (report) => {
        reports.push(report);
        options.onReport?.(report);
      });
      if (stop === undefined) return;
      const { fixture, kind, words } = await mutationCase(options.seed, stop.index);
      crashes.push(`case ${stop.index} of seed ${options.seed}, ${fixture.name}, ${kind}: ${words}: ${stop.reason}`);
      from = stop.index + options.processes;
    }
  };
  await Promise.all(Array.from({ length: options.processes }, (_, worker) => runOne(worker)));
  return { reports, crashes };
}

interface Stop {
  readonly index: number;
  readonly reason: string;
}

/** Answers undefined when all cases were judged, else the one that ended the process. */
function runProcess(options: MutationRunOptions, from: number, onReport: (report: CaseReport) => void): Promise<Stop | undefined> {
  const { seed, count, processes, hangsAfterMs } = options;
  return new Promise((resolve, reject) => {
    const child = fork(script, [seed, from, count, processes].map(String), {
      execArgv: ['--conditions=source', '--max-old-space-size=256'],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    let current = from;
    let complaint = '';
    let hung = false;
    const watch = setTimeout(() => {
      hung = true;
      child.kill('SIGKILL');
    }, hangsAfterMs);
    child.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-3000)));
    child.on('message', (message: { begin?: number; report?: CaseReport }) => {
      watch.refresh();
      if (message.begin !== undefined) current = message.begin;
      if (message.report) onReport(message.report);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(watch);
      if (code === 0) resolve(undefined);
      else
        resolve({
          index: current,
          reason: hung ? `hung for ${hangsAfterMs} ms` : `the process ended with ${code ?? signal}: ${complaint}`,
        });
    });
  });
}
