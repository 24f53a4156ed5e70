import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { HttpConnection } from './http-connection.ts';

/** Resident bytes of a process and all below it; 0 when it is gone. */
export async function processResidentBytes(pid: number): Promise<number> {
  const [status, children] = await Promise.all([read(`/proc/${pid}/status`), read(`/proc/${pid}/task/${pid}/children`)]);
  const own = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  const below = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => processResidentBytes(Number(child))),
  );
  return below.reduce((sum, bytes) => sum + bytes, own);
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

/** Resident bytes as a server tells them in its metrics; undefined when it does not. */
export async function reportedResidentBytes(connection: HttpConnection): Promise<number | undefined> {
  const value = /^\S*memory_resident_bytes\s+(\S+)/m.exec(await connection.text('/metrics'))?.[1];
  return value === undefined ? undefined : Number(value);
}

/** Samples a value until stopped; `stop` answers the largest seen. */
export function watchPeak(sample: () => Promise<number>, everyMs: number): { stop(): Promise<number> } {
  const stopping = new AbortController();
  const watching = sampleUntil(stopping.signal, sample, everyMs);
  return {
    async stop() {
      stopping.abort();
      return watching;
    },
  };
}

async function sampleUntil(signal: AbortSignal, sample: () => Promise<number>, everyMs: number): Promise<number> {
  let peak = await sample();
  while (!signal.aborted) {
    await setTimeout(everyMs);
    peak = Math.max(peak, await sample());
  }
  return peak;
}
