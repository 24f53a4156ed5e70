import { createHash } from 'node:crypto';
import type { Digest } from './digest.ts';

/** SHA-256 over chunks, by node:crypto. */
export function createSha256(): Digest {
  const hash = createHash('sha256');
  return { update: (chunk) => void hash.update(chunk), hex: () => hash.digest('hex') };
}
