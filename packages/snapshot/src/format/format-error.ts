/**
 * Why bytes could not be taken: `corrupt` they contradict the format, `missing` a file is not there, `unsupported` another
 * version or engine wrote them, `limit` they ask for more than was allowed, `forbidden` an archive holds what it must not.
 */
export type FormatErrorCode = 'corrupt' | 'missing' | 'unsupported' | 'limit' | 'forbidden';

export interface FormatErrorDetails {
  /** Path of the file, as far as the reader knew it. */
  readonly file?: string;
  /** Byte in that file. */
  readonly offset?: number;
  readonly expected?: string | number;
  readonly found?: string | number;
  /** What the user can do. */
  readonly remedy?: string;
}

const brand = Symbol.for('sextant.FormatError');

/** The one error of this package; its message names file, byte, expectation, finding and remedy as far as they are known. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly code: FormatErrorCode;
  readonly details: FormatErrorDetails;
  readonly retryable = false;
  readonly [brand] = true;
  /** The finding without its surroundings; `atFile` builds the message anew from it. */
  readonly finding: string;

  constructor(code: FormatErrorCode, finding: string, details: FormatErrorDetails = {}, cause?: unknown) {
    super(describe(finding, details), cause === undefined ? undefined : { cause });
    this.code = code;
    this.finding = finding;
    this.details = details;
  }
}

function describe(finding: string, details: FormatErrorDetails): string {
  const place = [details.file, details.offset === undefined ? undefined : `byte ${details.offset}`].filter((part) => part !== undefined);
  const contrast = [
    details.expected === undefined ? undefined : `expected ${details.expected}`,
    details.found === undefined ? undefined : `found ${details.found}`,
  ].filter((part) => part !== undefined);
  const text = (place.length > 0 ? `${place.join(', ')}: ` : '') + finding + (contrast.length > 0 ? ` (${contrast.join(', ')})` : '');
  return details.remedy === undefined ? text : `${text}; ${details.remedy}`;
}

/** Recognises a `FormatError` of any copy of this package. */
export function isFormatError(value: unknown): value is FormatError {
  return typeof value === 'object' && value !== null && brand in value;
}

/** Shorthand for the most common refusal. */
export function corrupt(finding: string, details: FormatErrorDetails = {}): FormatError {
  return new FormatError('corrupt', finding, details);
}

/** Runs a decoder and puts the name of the file into whatever format error comes out of it. */
export function atFile<T>(file: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    throw nameFile(file, error);
  }
}

/** As `atFile`, for a decoder that takes its time. */
export async function awaitAtFile<T>(file: string, decode: () => Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (error) {
    throw nameFile(file, error);
  }
}

/** A format error with the name of its file, when it has none; other errors as they are. */
export function nameFile(file: string, error: unknown): unknown {
  if (!isFormatError(error) || error.details.file !== undefined) return error;
  return new FormatError(error.code, error.finding, { ...error.details, file }, error.cause);
}
