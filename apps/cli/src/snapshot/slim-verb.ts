import { resolve } from 'node:path';
import { createRedactor, packedTarBytes, packTar, type Sample, type SlimReport, slimSnapshot } from '@sextant/snapshot';
import { nodeVfs } from '@sextant/vfs';
import { type ExitCode, exitCodes } from '../command.ts';
import { createStatusLine } from '../progress.ts';
import { formatBytes, formatCount } from '../quantity.ts';
import { openSettled } from './settle.ts';
import { checkOutput, writeOutput } from './slim-output.ts';
import { write, writeJson } from './snapshot-io.ts';
import { filesOf, openSource, type SnapshotContext } from './source.ts';
import { UsageError } from './usage-error.ts';
import { listOption, oneSource, textOption, type Verb, type VerbCall } from './verb.ts';

export const slimVerb: Verb = {
  name: 'slim',
  summary: 'a smaller snapshot that Qdrant restores: no indexes, no dead rows, sampled or redacted if you like',
  usage: `SOURCE --output FILE [options]

  --output, -o FILE the new snapshot; FILE.checksum is written beside it
  --force           replace FILE and FILE.checksum if they exist; what is not a regular file is never replaced
  --sample N|P%     keep N points, or that share of them
  --seed TEXT       another text, another sample (default: empty); the same text, the same file
  --redact FIELD    put placeholders ("[redacted]", 0, false) for the values of a payload field; may be repeated
  --remove FIELD    leave a payload field out; may be repeated
                    fields are paths: city, address.street, "dotted.key"; * is every key
                    one that no point written has is warned of
  --collection NAME of a full snapshot or storage directory: the result is a snapshot of that collection
  --base SOURCE     for a partial snapshot: the shard snapshot it was made against

Vectors are not redacted. Nothing of the log, of dead rows or of the values redacted is left in the file.
`,
  options: {
    output: { type: 'string', short: 'o' },
    force: { type: 'boolean' },
    sample: { type: 'string' },
    seed: { type: 'string' },
    redact: { type: 'string', multiple: true },
    remove: { type: 'string', multiple: true },
    collection: { type: 'string' },
    base: { type: 'string' },
  },
  run: slim,
};

async function slim(context: SnapshotContext, call: VerbCall): Promise<ExitCode> {
  const name = oneSource(call);
  const output = textOption(call, 'output');
  if (output === undefined) throw new UsageError('name the file to write with --output');
  const redaction = redactionOf(call);
  const sample = sampleOf(textOption(call, 'sample'));
  await checkOutput(output, call.values['force'] === true);
  const source = await openSource(context, name, { base: textOption(call, 'base') });
  const { snapshot } = await openSettled(context, source);
  const files = filesOf(context);
  const status = createStatusLine('writing  ', context.io.stderr);
  try {
    const collection = textOption(call, 'collection');
    const target = { vfs: files, directory: await context.workspace.newDirectory() };
    const report = await slimSnapshot({ snapshot, vfs: files }, target, {
      ...redaction,
      ...(collection === undefined ? {} : { collection }),
      ...(sample === undefined ? {} : { sample }),
      seed: textOption(call, 'seed') ?? '',
      isSettled: true,
      onProgress: (points) => status.update(() => `${formatCount(points)} points`),
    });
    const sha256 = await writeOutput(nodeVfs(), resolve(output), packTar(report.entries), context.signal);
    status.end();
    await tell(context, call, report, { output, sha256, beforeBytes: source.archive?.archiveBytes });
  } finally {
    status.end();
    await snapshot.close();
  }
  return exitCodes.ok;
}

interface Written {
  readonly output: string;
  readonly sha256: string;
  readonly beforeBytes: number | undefined;
}

async function tell({ io, signal }: SnapshotContext, { isJson }: VerbCall, report: SlimReport, written: Written): Promise<void> {
  const { kind, points, redactedPoints, shards, unmatchedPaths } = report;
  const sizeBytes = packedTarBytes(report.entries);
  // A mistyped path would otherwise pass for a redaction.
  for (const path of unmatchedPaths) io.stderr.write(`sextant snapshot slim: warning: no point written has a field "${path}"\n`);
  if (isJson)
    return writeJson(io.stdout, { type: 'slim', kind, points, redactedPoints, unmatchedPaths, shards, sizeBytes, ...written }, signal);
  const before = written.beforeBytes === undefined ? '' : ` (before: ${formatBytes(written.beforeBytes)})`;
  const redacted = redactedPoints === 0 ? '' : `, ${formatCount(redactedPoints)} of them redacted`;
  const text = `${written.output}: ${kind} snapshot, ${formatCount(points)} points${redacted}, ${formatBytes(sizeBytes)}${before}\nSHA-256 ${written.sha256}\n`;
  return write(io.stdout, text, signal);
}

function redactionOf(call: VerbCall): { replace: string[]; remove: string[] } {
  const redaction = { replace: listOption(call, 'redact'), remove: listOption(call, 'remove') };
  try {
    createRedactor(redaction);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
  return redaction;
}

function sampleOf(text: string | undefined): Sample | undefined {
  if (text === undefined) return undefined;
  const share = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (share && Number(share[1]) <= 100) return { share: Number(share[1]) / 100 };
  if (/^\d{1,15}$/.test(text)) return { count: Number(text) };
  throw new UsageError(`--sample must be a number of points or a share such as 5%, not "${text}"`);
}
