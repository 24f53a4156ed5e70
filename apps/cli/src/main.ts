#!/usr/bin/env node
import { type Command, exitCodes } from './command.ts';
import { demoCommand } from './demo/demo-command.ts';
import { createOutput } from './output.ts';
import { serveCommand } from './serve/serve-command.ts';
import { createSnapshotCommand } from './snapshot/snapshot-command.ts';

const commands: readonly Command[] = [serveCommand, demoCommand, createSnapshotCommand()];

const usage = `sextant: tools for the Qdrant API

usage: sextant <command> [options]

${commands.map((command) => `  ${command.name.padEnd(10)}${command.summary}`).join('\n')}

sextant <command> --help tells the options of a command.
Exit codes: 0 ok, 1 failed, 2 usage, 4 faults found, 5 data differ, 6 incompatible version.
`;

const [name, ...args] = process.argv.slice(2);
const command = commands.find((candidate) => candidate.name === name);
const hungUpCode = 129;
const controller = new AbortController();
const interrupt = () => controller.abort(new Error('interrupted'));
process.once('SIGINT', interrupt);
process.once('SIGTERM', interrupt);
// The terminal was closed. The exit code is the one that a shell tells of a command that the signal ends.
let isHungUp = false;
const hangUp = () => {
  isHungUp = true;
  interrupt();
};
process.once('SIGHUP', hangUp);

if (command !== undefined) {
  process.exitCode = await command.run(args, controller.signal).catch((error: unknown) => {
    console.error(`sextant ${command.name}: ${error instanceof Error ? error.message : String(error)}`);
    return exitCodes.failed;
  });
} else if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
  const output = createOutput(process.stdout, { isAll: true });
  output.stream.write(usage);
  const failure = await output.end(controller.signal);
  if (failure) process.stderr.write(`sextant: ${failure.message}\n`);
  process.exitCode = failure ? exitCodes.failed : name === undefined ? exitCodes.usage : exitCodes.ok;
} else {
  process.stderr.write(`sextant: there is no command "${name}"\n\n${usage}`);
  process.exitCode = exitCodes.usage;
}
process.removeListener('SIGINT', interrupt);
process.removeListener('SIGTERM', interrupt);
process.removeListener('SIGHUP', hangUp);
if (isHungUp) process.exitCode = hungUpCode;
