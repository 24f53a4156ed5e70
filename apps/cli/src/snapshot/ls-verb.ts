import { type ArchiveEntry, awaitAtFile, listArchive } from '@sextant/snapshot';
import type { Vfs } from '@sextant/vfs';
import { joinPath } from '@sextant/vfs';
import { exitCodes } from '../command.ts';
import { formatBytes, formatCount } from '../quantity.ts';
import { shownText } from './shown-text.ts';
import { write, writeJson } from './snapshot-io.ts';
import { filesOf, openArchive, watchedParts } from './source.ts';
import { oneSource, type Verb } from './verb.ts';

const sizeCells = 10;

export const lsVerb: Verb = {
  name: 'ls',
  summary: 'the entries of an archive, and of the archives in it, without unpacking',
  usage: `SOURCE [options]

  --flat            only the outermost archive
`,
  options: { flat: { type: 'boolean' } },
  isOutputAll: true,
  async run(context, call) {
    const name = oneSource(call);
    const archive = await openArchive(context, name);
    const entries = archive ? listArchive(watchedParts(context, archive)) : listDirectory(filesOf(context), name);
    const { stdout } = context.io;
    const totals = { entries: 0, sizeBytes: 0, storedBytes: 0 };
    if (!call.isJson)
      await write(stdout, `${'SIZE'.padStart(sizeCells)}  ${'STORED'.padStart(sizeCells)}  KIND       PATH\n`, context.signal);
    try {
      await awaitAtFile(archive?.label ?? name, async () => {
        for await (const entry of entries) {
          if (call.values['flat'] === true && entry.depth > 0) continue;
          totals.entries++;
          if (entry.depth === 0) totals.storedBytes += entry.storedBytes;
          if (entry.kind === 'file') totals.sizeBytes += entry.sizeBytes;
          if (call.isJson) await writeJson(stdout, { type: 'entry', ...entry }, context.signal);
          else await write(stdout, entryText(entry), context.signal);
        }
      });
    } finally {
      await archive?.close?.();
    }
    if (call.isJson) await writeJson(stdout, { type: 'ls', ...totals }, context.signal);
    else {
      const sums = `${formatCount(totals.entries)} entries, ${formatBytes(totals.sizeBytes)} of files, ${formatBytes(totals.storedBytes)} stored`;
      await write(stdout, `${sums}\n`, context.signal);
    }
    return exitCodes.ok;
  },
};

function entryText({ path, kind, sizeBytes, storedBytes }: ArchiveEntry): string {
  const sizes = kind === 'directory' ? ['-', '-'] : [formatBytes(sizeBytes), formatBytes(storedBytes)];
  return `${sizes.map((size) => size.padStart(sizeCells)).join('  ')}  ${kind.padEnd(9)}  ${shownText(path)}\n`;
}

/** A directory as if it were an archive; what its holes save is not known. */
async function* listDirectory(files: Vfs, root: string, prefix = ''): AsyncGenerator<ArchiveEntry, void, void> {
  const entries = (await files.readdir(joinPath(root, prefix))).sort((left, right) => (left.name < right.name ? -1 : 1));
  for (const { name, kind } of entries) {
    const path = `${prefix}${name}`;
    const { sizeBytes } = kind === 'directory' ? { sizeBytes: 0 } : await files.stat(joinPath(root, path));
    yield { path, kind: kind === 'directory' ? kind : 'file', depth: 0, sizeBytes, storedBytes: sizeBytes, archiveOffset: 0 };
    if (kind === 'directory') yield* listDirectory(files, root, `${path}/`);
  }
}
