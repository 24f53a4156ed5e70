import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { invalidArgument } from '../grpc/errors.ts';

const firstSecond = -62_135_596_800n;
const lastSecond = 253_402_300_799n;

/** A moment as RFC 3339 text, to the nanosecond, between the years 1 and 9999. */
export function timestampText({ seconds, nanos }: Timestamp): string {
  if (seconds < firstSecond || seconds > lastSecond || nanos < 0 || nanos > 999_999_999) {
    throw invalidArgument(`Unable to parse timestamp: ${seconds}s ${nanos}ns`);
  }
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return nanos === 0 ? `${whole}Z` : `${whole}.${String(nanos).padStart(9, '0').replace(/0+$/, '')}Z`;
}
