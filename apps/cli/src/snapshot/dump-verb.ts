import { dumpPoints } from '@sextant/snapshot';
import { exitCodes } from '../command.ts';
import { partOptions, partUsage, selectionOf } from './part-options.ts';
import { openSettled } from './settle.ts';
import { write } from './snapshot-io.ts';
import { openSource } from './source.ts';
import { countOption, oneSource, textOption, type Verb } from './verb.ts';

export const dumpVerb: Verb = {
  name: 'dump',
  summary: 'the points as NDJSON: id, vector, payload; log applied, u64 lossless',
  usage: `SOURCE [options]

${partUsage}  --limit N         at most so many points
  --no-vectors      without vectors
  --no-payload      without payloads
`,
  options: { ...partOptions, limit: { type: 'string' }, 'no-vectors': { type: 'boolean' }, 'no-payload': { type: 'boolean' } },
  isOutputAll: true,
  async run(context, call) {
    const limit = countOption(call, 'limit');
    const selection = selectionOf(call);
    const source = await openSource(context, oneSource(call), { base: textOption(call, 'base') });
    const { snapshot } = await openSettled(context, source);
    try {
      const lines = dumpPoints(snapshot, {
        ...selection,
        ...(limit === undefined ? {} : { limit }),
        withVectors: call.values['no-vectors'] !== true,
        withPayload: call.values['no-payload'] !== true,
      });
      for await (const chunk of lines) await write(context.io.stdout, chunk, context.signal);
    } finally {
      await snapshot.close();
    }
    return exitCodes.ok;
  },
};
