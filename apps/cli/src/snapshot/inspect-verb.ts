import { inspectSnapshot } from '@sextant/snapshot';
import { exitCodes } from '../command.ts';
import { describeSnapshot } from './describe-snapshot.ts';
import { type LogEntry, logEntries } from './log-entries.ts';
import { shownLines, shownText } from './shown-text.ts';
import { write, writeJson } from './snapshot-io.ts';
import { filesOf, openReader, openSource, type SnapshotContext, type Source } from './source.ts';
import { UsageError } from './usage-error.ts';
import { oneSource, textOption, type Verb, type VerbCall } from './verb.ts';

export const inspectVerb: Verb = {
  name: 'inspect',
  summary: 'what a snapshot holds: configuration, shards, segments, sizes, log',
  usage: `SOURCE [options]

  --base SOURCE     for a partial snapshot: the shard snapshot it was made against
  --log             every operation that the log holds, too
`,
  options: { base: { type: 'string' }, log: { type: 'boolean' } },
  isOutputAll: true,
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
    } else await write(stdout, shownLines(describeSnapshot(label, archive, info)), context.signal);
    if (call.values['log'] !== true) return exitCodes.ok;
    if (info.kind === 'partial')
      throw new UsageError('the log of a partial snapshot is told together with its shard: name that with --base');
    await tellLog(context, call, source);
    return exitCodes.ok;
  },
};

async function tellLog(context: SnapshotContext, { isJson }: VerbCall, source: Source): Promise<void> {
  const { stdout } = context.io;
  const snapshot = await openReader(context, source);
  try {
    let entries = 0;
    if (!isJson) await write(stdout, `\nlog\n`, context.signal);
    for await (const entry of logEntries(snapshot)) {
      entries++;
      if (isJson) await writeJson(stdout, { type: 'operation', ...entry }, context.signal);
      else await write(stdout, entryText(entry), context.signal);
    }
    if (entries === 0 && !isJson) await write(stdout, '  empty\n', context.signal);
  } finally {
    await snapshot.close();
  }
}

function entryText({ collection, shard, number, kind, about }: LogEntry): string {
  const place = [collection, shard === undefined ? undefined : `shard ${shard}`].filter((part) => part !== undefined).join(', ');
  return `  ${place === '' ? '' : `${shownText(place)}  `}${String(number).padStart(8)}  ${kind.padEnd(24)}${shownText(about)}\n`;
}
