import { createHash } from 'node:crypto';
import { giveWay, givingWay } from '@sextant/vfs';
import type { CheckpointEntry } from './checkpoint.ts';

const zeros = new Uint8Array(1024 * 1024);

/** SHA-256 of a file of a frozen moment, its holes included, in lower-case hexadecimal. */
export async function hashEntry(entry: CheckpointEntry): Promise<string> {
  const hash = createHash('sha256');
  let at = 0;
  const skipTo = async (end: number): Promise<void> => {
    while (at < end) {
      const size = Math.min(zeros.length, end - at);
      hash.update(zeros.subarray(0, size));
      at += size;
      // Nothing is read here, so nothing else would run.
      if (size === zeros.length) await giveWay();
    }
  };
  const extents = entry.extents ?? [{ offset: 0, length: entry.sizeBytes }];
  let extent = 0;
  for await (const chunk of givingWay(entry.read())) {
    for (let from = 0; from < chunk.length; ) {
      const { offset, length } = extents[extent] as { offset: number; length: number };
      if (at >= offset + length) {
        extent++;
        continue;
      }
      await skipTo(offset);
      const part = chunk.subarray(from, from + Math.min(chunk.length - from, offset + length - at));
      hash.update(part);
      at += part.length;
      from += part.length;
    }
  }
  await skipTo(entry.sizeBytes);
  return hash.digest('hex');
}
