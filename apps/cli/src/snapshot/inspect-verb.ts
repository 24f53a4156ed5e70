import { inspectSnapshot } from '@sextant/snapshot';
import { exitCodes } from '../command.ts';
import { describeSnapshot } from './describe-snapshot.ts';
import { write, writeJson } from './snapshot-io.ts';
import { filesOf, openSource } from './source.ts';
import { oneSource, textOption, type Verb } from './verb.ts';

export const inspectVerb: Verb = {
  name: 'inspect',
  summary: 'what a snapshot holds: configuration, shards, segments, sizes, log',
  usage: `SOURCE [options]

  --base SOURCE     for a partial snapshot: the shard snapshot it was made against
`,
  options: { base: { type: 'string' } },
  async run(context, call) {
    const source = await openSource(context, oneSource(call), {
      base: textOption(call, 'base'),
      isHollow: textOption(call, 'base') === undefined,
    });
    const info = await inspectSnapshot(filesOf(context), source.path);
    const { archive, label } = source;
    const { stdout } = context.io;
    if (call.isJson) {
      const about = archive
        ? { sha256: archive.sha256, recordedSha256: archive.recordedSha256, archiveBytes: archive.archiveBytes, files: archive.files }
        : {};
      await writeJson(stdout, { type: 'inspect', source: label, ...about, ...info }, context.signal);
    } else await write(stdout, describeSnapshot(label, archive, info), context.signal);
    return exitCodes.ok;
  },
};
