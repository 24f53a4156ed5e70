import { destination, type Logger, pino } from 'pino';

export interface LoggerOptions {
  /** Qdrant's words, any case: TRACE, DEBUG, INFO, WARN, ERROR, OFF; a directive such as `actix=warn,info` counts by its last bare word. */
  readonly level: string;
  /** Where lines go; nowhere when absent, as for a server inside a test. */
  readonly write?: { write(line: string): void };
}

const redacted = [
  'apiKey',
  'api_key',
  '*.apiKey',
  '*.api_key',
  'headers.authorization',
  'headers["api-key"]',
  '*.secret_key',
  '*.access_key',
];

/** JSON lines with what happened, where and how long it took; keys and tokens never appear. */
export function createLogger({ level, write }: LoggerOptions): Logger {
  const options = { level: write === undefined ? 'silent' : pinoLevel(level), redact: { paths: redacted, censor: '[secret]' }, base: null };
  return write === undefined ? pino(options) : pino(options, write);
}

/** Standard output for a server process: buffered, written in the background. */
export function standardOutput(): { write(line: string): void; flushSync(): void } {
  return destination({ fd: 1, sync: false, minLength: 0 });
}

function pinoLevel(level: string): string {
  const words = level
    .toLowerCase()
    .split(',')
    .filter((word) => !word.includes('='));
  const word = words.at(-1)?.trim() ?? 'info';
  if (word === 'off') return 'silent';
  return ['trace', 'debug', 'info', 'warn', 'error'].includes(word) ? word : 'info';
}
