/** Why the bench stops; `exitCode` is that of the process. */
export interface BenchError extends Error {
  readonly exitCode: number;
}

export const exitCodes = { ok: 0, failed: 1, usage: 2, unreachable: 3 } as const;

/** An error whose message is all a user needs to see. */
export function benchError(exitCode: number, message: string, cause?: unknown): BenchError {
  return Object.assign(new Error(message, { cause }), { exitCode });
}

/** The exit code an error asks for; 1 for what nobody foresaw. */
export function exitCodeOf(error: unknown): number {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number' ? error.exitCode : exitCodes.failed;
}
