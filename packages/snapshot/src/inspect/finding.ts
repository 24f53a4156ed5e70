import { type FormatError, isFormatError } from '../format/format-error.ts';

/** Something a check found. An `error` would lose data or fail a restore; a `warning` is odd but harmless there. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** What a crash of a server leaves and the server then puts right. In a snapshot, which no crash can cut, it is a loss. */
  readonly isTorn?: boolean;
  /** The file or directory it is about. */
  readonly file: string;
  readonly offset?: number;
  /** In words, with what was expected and found. */
  readonly message: string;
  readonly expected?: string | number;
  readonly found?: string | number;
  /** What the user can do. */
  readonly remedy?: string;
}

/** Takes findings as they come. */
export type Report = (finding: Finding) => void;

/** Runs a check; a format error becomes a finding, any other error passes. Answers undefined when the check failed. */
export async function reportErrors<T>(file: string, report: Report, check: () => Promise<T>): Promise<T | undefined> {
  try {
    return await check();
  } catch (error) {
    if (!isFormatError(error)) throw error;
    report(findingOf(error, file));
    return undefined;
  }
}

/** A refusal as a finding; `file` is named where it does not name one itself. */
export function findingOf(error: FormatError, file: string): Finding {
  const { details } = error;
  return {
    severity: 'error',
    file: details.file ?? file,
    message: error.message,
    ...(details.offset === undefined ? {} : { offset: details.offset }),
    ...(details.expected === undefined ? {} : { expected: details.expected }),
    ...(details.found === undefined ? {} : { found: details.found }),
    ...(details.remedy === undefined ? {} : { remedy: details.remedy }),
  };
}
