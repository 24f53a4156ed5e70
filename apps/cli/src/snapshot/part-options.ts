import type { PartSelection } from '@sextant/snapshot';
import { countOption, type OptionSpecs, textOption, type VerbCall } from './verb.ts';

/** Which part of a snapshot to read. */
export const partOptions = {
  collection: { type: 'string' },
  shard: { type: 'string' },
  base: { type: 'string' },
} as const satisfies OptionSpecs;

export const partUsage = `  --collection NAME of a full snapshot or storage directory; all without
  --shard ID        one shard; all without
  --base SOURCE     for a partial snapshot: the shard snapshot it was made against
`;

export function selectionOf(call: VerbCall): PartSelection {
  const collection = textOption(call, 'collection');
  const shard = countOption(call, 'shard');
  return { ...(collection === undefined ? {} : { collection }), ...(shard === undefined ? {} : { shard }) };
}
