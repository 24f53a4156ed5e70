import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Everything a private daemon leaves on the machine. Named by the process that runs the tests, so that the next run can tell dead ones. */
export interface RunPaths {
  /** Images and containers. */
  readonly data: string;
  /** Sockets and state; in the temporary directory because a socket's path has at most 107 characters. */
  readonly state: string;
  /** The network bridge; a name of at most 15 characters. */
  readonly bridge: string;
  readonly cgroup: string;
}

export const bridgePrefix = 'sxt';
export const statePrefix = 'sextant-docker-';

export function runPaths(directory: string, processId: number): RunPaths {
  return {
    data: join(directory, String(processId)),
    state: join(tmpdir(), `${statePrefix}${processId}`),
    bridge: `${bridgePrefix}${processId}`,
    cgroup: `${statePrefix}${processId}`,
  };
}
