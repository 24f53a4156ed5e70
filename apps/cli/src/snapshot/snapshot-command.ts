import { isFormatError } from '@sextant/snapshot';
import { type Command, type ExitCode, exitCodes } from '../command.ts';
import { createOutput, type Output } from '../output.ts';
import { diffVerb } from './diff-verb.ts';
import { dumpVerb } from './dump-verb.ts';
import { isIncompatible } from './incompatible.ts';
import { inspectVerb } from './inspect-verb.ts';
import { lsVerb } from './ls-verb.ts';
import { shownText } from './shown-text.ts';
import { slimVerb } from './slim-verb.ts';
import type { SnapshotIo } from './snapshot-io.ts';
import { UsageError } from './usage-error.ts';
import { parseCall, textOption, type Verb } from './verb.ts';
import { verifyVerb } from './verify-verb.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

const verbs: readonly Verb[] = [inspectVerb, verifyVerb, lsVerb, dumpVerb, diffVerb, slimVerb];

const commonUsage = `  --json            one JSON object a line, each with a "type"
  --api-key KEY     for URLs and servers (or QDRANT_API_KEY)
  --s3-endpoint URL of an S3 server that is not AWS (or AWS_ENDPOINT_URL); keys come from AWS_ACCESS_KEY_ID and
                    AWS_SECRET_ACCESS_KEY, a profile or the machine, as for every AWS tool
  --s3-region NAME  (or AWS_REGION)
  --temp DIR        where archives are unpacked (default: the system's); always removed
  --help
`;

const exitCodesText = `Exit codes: 0 ok, 1 failed, 2 usage, 4 verify found faults, 5 diff found differences,
6 the snapshot is of a version or kind that cannot be read.
`;

const help = `usage: sextant snapshot <verb> SOURCE [options]

${verbs.map(({ name, summary }) => `  ${name.padEnd(9)}${summary}`).join('\n')}

A SOURCE is a snapshot file of any kind, an unpacked snapshot, a collection or shard directory, the storage directory of a server that is
not running, an http(s) URL of a snapshot, or s3://bucket/key. No server is needed, and nothing that is named is changed.

${commonUsage}
${exitCodesText}`;

/** `sextant snapshot`, on the streams given. */
export function createSnapshotCommand(io: SnapshotIo = process): Command {
  return {
    name: 'snapshot',
    summary: 'look into snapshot files, check, compare and slim them',
    run: (args, signal) => runSnapshot(io, args, signal),
  };
}

async function runSnapshot(
  { stdout, stderr, env }: SnapshotIo,
  [name, ...args]: readonly string[],
  interrupt: AbortSignal,
): Promise<ExitCode> {
  const verb = verbs.find((candidate) => candidate.name === name);
  const output = createOutput(stdout, { isAll: verb?.isOutputAll ?? false });
  // Nobody is left to be told when messages cannot be.
  stderr.on('error', () => undefined);
  const io: SnapshotIo = { stdout: output.stream, stderr, env };
  const code = verb
    ? await runVerb(io, verb, args, { interrupt, output })
    : tellHelp(io, name, args.includes('--json') || name === '--json');
  const failure = await output.end(interrupt);
  if (!failure) return code;
  stderr.write(`sextant snapshot${verb ? ` ${verb.name}` : ''}: ${failure.message}\n`);
  return exitCodes.failed;
}

function tellHelp(io: SnapshotIo, name: string | undefined, isJson: boolean): ExitCode {
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) {
    io.stdout.write(help);
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  const message = name.startsWith('-') ? 'name a verb' : `there is no verb "${name}"`;
  if (isJson) io.stdout.write(`${JSON.stringify({ type: 'error', message })}\n`);
  io.stderr.write(`sextant snapshot: ${message}\n\n${help}`);
  return exitCodes.usage;
}

async function runVerb(
  io: SnapshotIo,
  verb: Verb,
  args: readonly string[],
  { interrupt, output }: { readonly interrupt: AbortSignal; readonly output: Output },
): Promise<ExitCode> {
  const usage = `usage: sextant snapshot ${verb.name} ${verb.usage}${commonUsage}\n${exitCodesText}`;
  const signal = AbortSignal.any([interrupt, output.signal]);
  let workspace: Workspace | undefined;
  let isJson = args.includes('--json');
  try {
    const call = parseCall(verb, args);
    ({ isJson } = call);
    if (call.values['help'] === true) {
      io.stdout.write(usage);
      return exitCodes.ok;
    }
    workspace = createWorkspace(textOption(call, 'temp'));
    const s3 = { endpoint: textOption(call, 's3-endpoint'), region: textOption(call, 's3-region'), environment: io.env };
    return await verb.run({ io, signal, workspace, apiKey: textOption(call, 'api-key') ?? io.env['QDRANT_API_KEY'], s3 }, call);
  } catch (error) {
    // The reader has what it wanted, or its disk is full, which is told when the output ends.
    if (output.signal.aborted && !interrupt.aborted) return exitCodes.ok;
    return tellError(io, verb, error, interrupt, { isJson, clean: (text) => workspace?.withoutPaths(text) ?? text });
  } finally {
    await workspace?.remove();
  }
}

function tellError(
  io: SnapshotIo,
  verb: Verb,
  error: unknown,
  interrupt: AbortSignal,
  { isJson, clean }: { readonly isJson: boolean; readonly clean: (text: string) => string },
): ExitCode {
  const isUsage = error instanceof UsageError;
  const cause = interrupt.aborted ? interrupt.reason : error;
  const message = clean(cause instanceof Error ? cause.message : String(cause));
  if (isJson) {
    const details = isFormatError(error) ? { code: error.code, ...error.details, file: clean(error.details.file ?? '') || undefined } : {};
    io.stdout.write(`${JSON.stringify({ type: 'error', message, ...details })}\n`);
  }
  io.stderr.write(
    `sextant snapshot ${verb.name}: ${shownText(message)}\n${isUsage ? `sextant snapshot ${verb.name} --help tells how to call it.\n` : ''}`,
  );
  if (isUsage) return exitCodes.usage;
  return isIncompatible(error) ? exitCodes.incompatible : exitCodes.failed;
}
