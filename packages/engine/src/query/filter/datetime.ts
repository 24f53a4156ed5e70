/** A moment: whole seconds since 1970 UTC and nanoseconds in that second. */
export interface Moment {
  readonly seconds: number;
  readonly nanos: number;
}

// Date; then T or space and a time with optional seconds and fraction; then a zone as Z, +HH, +HHMM or +HH:MM.
const form = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?(?: ?([Zz]|[+-]\d{2}(?::?\d{2})?))?)?$/;

/** Reads RFC 3339 and the looser forms Qdrant takes: a space for the T, no zone (UTC), no seconds, no time. Undefined for all else. */
export function parseMoment(text: string): Moment | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second, fraction = '', zone] = match;
  if (zone !== undefined && second === undefined) return undefined;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (!isDayOfMonth(date, Number(month), Number(day))) return undefined;
  const seconds = Number(second ?? '0');
  if (Number(hour) > 23 || Number(minute) > 59 || seconds > 60) return undefined;
  const offset = zoneSeconds(zone);
  if (offset === undefined) return undefined;
  return {
    seconds: date / 1000 + Number(hour) * 3600 + Number(minute) * 60 + seconds - offset,
    nanos: Number(fraction.slice(0, 9).padEnd(9, '0')),
  };
}

/** Negative when `a` is earlier, 0 when equal. */
export function compareMoments(a: Moment, b: Moment): number {
  return a.seconds - b.seconds || a.nanos - b.nanos;
}

/** Microseconds since 1970, as a datetime index stores them: a `number` up to 2^53 - 1, a `bigint` beyond. */
export function microsOf(moment: Moment): number | bigint {
  const micros = Math.floor(moment.nanos / 1000);
  const total = moment.seconds * 1_000_000 + micros;
  return Number.isSafeInteger(total) ? total : BigInt(moment.seconds) * 1_000_000n + BigInt(micros);
}

function isDayOfMonth(date: number, month: number, day: number): boolean {
  const parsed = new Date(date);
  return parsed.getUTCMonth() + 1 === month && parsed.getUTCDate() === day;
}

function zoneSeconds(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2) || '0');
  if (hours > 23 || minutes > 59) return undefined;
  return (zone[0] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}
