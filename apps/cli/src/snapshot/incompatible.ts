import { isFormatError } from '@sextant/snapshot';

/** Whether it is not the data that is wrong but their version: too old, too new, or compressed. */
export function isIncompatible(error: unknown): boolean {
  return isFormatError(error) && error.code === 'unsupported';
}
