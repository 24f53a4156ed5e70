import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Target } from './target.ts';

/** The kernel counts processor time in hundredths of a second on every Linux there is. */
const ticksPerSecond = 100;

/** Processor time of a process and all below it so far, in seconds; 0 when it is gone. */
export async function processorSeconds(pid: number): Promise<number> {
  const [stat, children] = await Promise.all([read(`/proc/${pid}/stat`), read(`/proc/${pid}/task/${pid}/children`)]);
  // The name of the command may hold spaces; what follows its closing bracket does not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const own = (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
  const below = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => processorSeconds(Number(child))),
  );
  return below.reduce((sum, seconds) => sum + seconds, own);
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

/** Runs `work` and answers what a started server computed meanwhile: it says more than the clock where other work shares the machine. */
export async function timeProcessor<T>(target: Target, work: () => Promise<T>): Promise<{ result: T; seconds: number | undefined }> {
  const pid = target.spawned?.pid;
  if (pid === undefined) return { result: await work(), seconds: undefined };
  const before = await processorSeconds(pid);
  const result = await work();
  return { result, seconds: (await processorSeconds(pid)) - before };
}

/** Waits until a started server has hardly computed for a second, at most `longestMs`: background work after a load is then done. */
export async function waitUntilIdle(pid: number, longestMs: number): Promise<void> {
  const deadline = performance.now() + longestMs;
  let before = await processorSeconds(pid);
  while (performance.now() < deadline) {
    await setTimeout(1000);
    const now = await processorSeconds(pid);
    if (now - before <= 0.05) return;
    before = now;
  }
}
