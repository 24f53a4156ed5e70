import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { type Finding, findingOf, isFormatError, isStorage, requireSnapshot, type VerifyReport, verifySnapshot } from '@sextant/snapshot';
import { type ExitCode, exitCodes } from '../command.ts';
import { createStatusLine } from '../progress.ts';
import { formatBytes, formatCounted } from '../quantity.ts';
import { asUrl } from './fetch-archive.ts';
import { isIncompatible } from './incompatible.ts';
import { isS3 } from './s3-archive.ts';
import { shownText } from './shown-text.ts';
import { shownSource } from './shown-url.ts';
import { write, writeJson } from './snapshot-io.ts';
import { filesOf, openReader, openSource, type SnapshotContext, type Source } from './source.ts';
import { UsageError } from './usage-error.ts';
import { oneSource, textOption, type Verb, type VerbCall } from './verb.ts';

export const verifyVerb: Verb = {
  name: 'verify',
  summary: 'every block and record; exit code 4 when something is wrong',
  usage: `SOURCE [options]

  --checksum HEX    SHA-256 that the archive must have; a file FILE.checksum beside FILE is compared by itself
  --base SOURCE     for a partial snapshot: the shard snapshot it was made against
`,
  options: { checksum: { type: 'string' }, base: { type: 'string' } },
  run: verify,
};

async function verify(context: SnapshotContext, call: VerbCall): Promise<ExitCode> {
  const name = oneSource(call);
  let expected = await expectedChecksum(name, textOption(call, 'checksum'));
  const findings: Finding[] = [];
  let isReadable = true;
  let source: Source | undefined;
  try {
    source = await openSource(context, name, { base: textOption(call, 'base') });
  } catch (error) {
    // An archive that cannot even be unpacked is a finding, not a failure of the check.
    if (!isFormatError(error)) throw error;
    const finding = findingOf(error, shownSource(name));
    const { withoutPaths } = context.workspace;
    findings.push({ ...finding, file: withoutPaths(finding.file), message: withoutPaths(finding.message) });
    isReadable = !isIncompatible(error);
  }
  if (source && !(await isStorage(filesOf(context), source.path))) await requireSnapshot(filesOf(context), source.path);
  expected ??= source?.archive?.recordedSha256;
  if (source && expected !== undefined) findings.push(...checksumFindings(source, expected));
  const result = source && (await verifyFiles(context, source));
  for (const finding of result?.findings ?? []) findings.push(relativeTo(finding, source?.path ?? ''));
  for (const finding of findings) {
    if (call.isJson) await writeJson(context.io.stdout, { type: 'finding', ...finding }, context.signal);
    else await write(context.io.stdout, findingText(finding), context.signal);
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  await tellSummary(context, call, source, result, { errors, warnings: findings.length - errors, hasChecksum: expected !== undefined });
  if (errors === 0) return exitCodes.ok;
  return isReadable && (!source || (await isOfKnownVersion(context, source))) ? exitCodes.faults : exitCodes.incompatible;
}

/** Findings of a snapshot of another version say nothing about its data. */
async function isOfKnownVersion(context: SnapshotContext, source: Source): Promise<boolean> {
  try {
    await (await openReader(context, source)).close();
    return true;
  } catch (error) {
    return !isIncompatible(error);
  }
}

async function verifyFiles(context: SnapshotContext, source: Source): Promise<VerifyReport> {
  const status = createStatusLine('verifying', context.io.stderr);
  let readBytes = 0;
  const files = filesOf(context, (bytes) => {
    readBytes += bytes;
    status.update(() => `${formatBytes(readBytes)} read`);
  });
  try {
    return await verifySnapshot(files, source.path);
  } finally {
    status.end();
  }
}

interface Verdict {
  readonly errors: number;
  readonly warnings: number;
  readonly hasChecksum: boolean;
}

async function tellSummary(
  { io, signal }: SnapshotContext,
  { isJson }: VerbCall,
  source: Source | undefined,
  result: VerifyReport | undefined,
  { errors, warnings, hasChecksum }: Verdict,
): Promise<void> {
  const sha256 = source?.archive?.sha256;
  if (isJson) {
    const { kind, points, shards, segments, pendingOperations } = result ?? {};
    const counts = { ok: errors === 0, errors, warnings, kind, points, shards, segments, pendingOperations };
    return writeJson(io.stdout, { type: 'verify', source: source?.label, ...counts, sha256, hasComparedChecksum: hasChecksum }, signal);
  }
  const held = result
    ? `${formatCounted(result.points, 'point')}, ${formatCounted(result.segments, 'segment')}, ${formatCounted(result.shards, 'shard')}`
    : 'nothing could be read';
  const verdict = errors === 0 ? 'whole' : formatCounted(errors, 'error');
  const beside = warnings === 0 ? '' : `, ${formatCounted(warnings, 'warning')}`;
  const checksum = sha256 === undefined ? '' : `\nSHA-256 ${sha256}${hasChecksum ? ', compared' : ', nothing to compare it with'}`;
  return write(io.stdout, `${verdict}${beside}: ${held}${checksum}\n`, signal);
}

async function expectedChecksum(name: string, given: string | undefined): Promise<string | undefined> {
  if (given !== undefined) {
    if (!/^[0-9a-f]{64}$/i.test(given)) throw new UsageError('--checksum must be a SHA-256: 64 hexadecimal digits');
    return given.toLowerCase();
  }
  return asUrl(name) || isS3(name) ? undefined : checksumBeside(name);
}

/** The digest alone, as servers write it, or a line of sha256sum; undefined when there is none, or the source is a directory. */
async function checksumBeside(source: string): Promise<string | undefined> {
  const path = `${source}.checksum`;
  const [digested, beside] = await Promise.all([statOf(source), statOf(path)]);
  if (!beside || digested?.isDirectory()) return undefined;
  const remedy = 'write the checksum anew, take it away, or give the right one with --checksum';
  if (beside.isDirectory()) throw new Error(`${path} is a directory, where the checksum of ${source} is looked for; ${remedy}`);
  const digest = /^[0-9a-f]{64}(?=\s|$)/i.exec((await readFile(path, 'utf8')).trim());
  if (!digest) throw new Error(`${path} holds no SHA-256 (64 hexadecimal digits, alone or as a line of sha256sum); ${remedy}`);
  return digest[0].toLowerCase();
}

async function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  });
}

function checksumFindings({ archive, label }: Source, expected: string): Finding[] {
  if (!archive) throw new UsageError(`a checksum is that of an archive; ${label} is a directory`);
  if (archive.sha256 === expected) return [];
  const message = `the checksum differs (expected ${expected}, found ${archive.sha256})`;
  const remedy = 'the file is not the one the checksum was made of: transfer it again';
  return [{ severity: 'error', file: label, message, expected, found: archive.sha256, remedy }];
}

/** Paths as they are in the snapshot, not where it was unpacked. */
function relativeTo(finding: Finding, directory: string): Finding {
  const strip = (text: string): string => text.replaceAll(`${directory}/`, '').replaceAll(directory, '.');
  return { ...finding, file: strip(finding.file), message: strip(finding.message) };
}

/** The message names file and offset by itself where a decoder knew them; here they are put before it otherwise. */
function findingText({ severity, file, offset, message, expected, found, remedy }: Finding): string {
  const byte = offset === undefined ? '' : `byte ${offset}: `;
  const place = message.startsWith(file) ? '' : byte === '' ? `${file}: ` : `${file}, ${message.startsWith(byte) ? '' : byte}`;
  const contrast = [expected === undefined ? '' : `expected ${expected}`, found === undefined ? '' : `found ${found}`].filter(
    (part) => part !== '',
  );
  const tail = contrast.every((part) => message.includes(part)) ? '' : ` (${contrast.join(', ')})`;
  const wayOut = remedy === undefined || message.includes(remedy) ? '' : `; ${remedy}`;
  return `${severity.padEnd(8)}${shownText(`${place}${message}${tail}${wayOut}`)}\n`;
}
