import type { JsonValue } from '@sextant/contract/json';
import type { Decoder } from '../decode/decoder.ts';
import { newScope, rejectViolations } from '../decode/scope.ts';

/** Runs a decoder of the REST contract over a message that was put in REST form, so that both transports follow one set of rules. */
export function decodeBody<T>(decode: Decoder<T>, value: JsonValue): T {
  const scope = newScope();
  const result = decode(value, scope);
  rejectViolations(scope);
  return result;
}
