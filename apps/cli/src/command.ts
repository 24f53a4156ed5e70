/** What a shell learns from us. Closed and documented: never a new meaning for an old number. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, faults: 4, differs: 5, incompatible: 6 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Runs with the arguments after the command's name. An error it throws ends the process with `failed`. */
  run(args: readonly string[], signal: AbortSignal): Promise<ExitCode>;
}
