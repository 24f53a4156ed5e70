import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSha256 as nodeSha256 } from './node-digest.ts';
import { createSha256 as webSha256 } from './web-digest.ts';

it.each([
  ['node', nodeSha256],
  ['web', webSha256],
])('%s digest equals node:crypto for any bytes in any chunks', (_name, create) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (chunks) => {
      const digest = create();
      for (const chunk of chunks) digest.update(chunk);
      expect(digest.hex()).toBe(createHash('sha256').update(Buffer.concat(chunks)).digest('hex'));
    }),
    { numRuns: 300 },
  );
});
