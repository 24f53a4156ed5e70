import { isFormatError } from '../format/format-error.ts';

/** Something a check found. An `error` would lose data or fail a restore; a `warning` is odd but harmless there. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** The file or directory it is about. */
  readonly file: string;
  readonly offset?: number;
  /** In words, with what was expected and found. */
  readonly message: string;
}

/** Takes findings as they come. */
export type Report = (finding: Finding) => void;

/** Runs a check; a format error becomes a finding, any other error passes. Answers undefined when the check failed. */
export async function reportErrors<T>(file: string, report: Report, check: () => Promise<T>): Promise<T | undefined> {
  try {
    return await check();
  } catch (error) {
    if (!isFormatError(error)) throw error;
    report({
      severity: 'error',
      file: error.details.file ?? file,
      ...(error.details.offset === undefined ? {} : { offset: error.details.offset }),
      message: error.message,
    });
    return undefined;
  }
}
