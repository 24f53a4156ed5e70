import { setTimeout as delay } from 'node:timers/promises';
import { getContainerRuntimeClient, type WaitStrategy } from 'testcontainers';

/** A container of Docker, as far as it takes to read its log. */
type Container = Parameters<WaitStrategy['waitUntilReady']>[0];

const pollMs = 150;
const answerLimitMs = 1_000;
const shownLogLines = 20;

/**
 * Waits until `/readyz` answers on `port`; fails at once, with the end of the log, when the container ends.
 * The library's own HTTP wait sits out its whole time then, or never settles.
 */
export function readiness(port: number, startLimitMs: number): WaitStrategy {
  const strategy: WaitStrategy = {
    waitUntilReady: async (container, boundPorts) => {
      const { info } = await getContainerRuntimeClient();
      const url = `http://${info.containerRuntime.host}:${boundPorts.getBinding(port)}/readyz`;
      const deadline = performance.now() + startLimitMs;
      for (;;) {
        if (await answersOk(url)) return;
        const { State } = await container.inspect();
        if (!State.Running) throw new Error(`it ended with exit code ${State.ExitCode}${await logTail(container)}`);
        if (performance.now() > deadline) throw new Error(`/readyz was not 200 within ${startLimitMs / 1000} s${await logTail(container)}`);
        await delay(pollMs);
      }
    },
    withStartupTimeout: () => strategy,
    isStartupTimeoutSet: () => true,
    getStartupTimeout: () => startLimitMs,
  };
  return strategy;
}

/** The last lines of a container's output, as the end of a sentence; empty when there are none. */
export async function logTail(container: Container): Promise<string> {
  const frames = await container.logs({ follow: false, stdout: true, stderr: true, tail: shownLogLines });
  const text = demultiplex(frames).trimEnd();
  return text === '' ? '' : `; its log ends with:\n${text}`;
}

/** Docker's log stream: frames of `stream: u8, 0, 0, 0, length: u32 big-endian, bytes`. */
function demultiplex(frames: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= frames.length; ) {
    const end = at + 8 + frames.readUInt32BE(at + 4);
    parts.push(frames.subarray(at + 8, end));
    at = end;
  }
  return Buffer.concat(parts).toString();
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(answerLimitMs) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
