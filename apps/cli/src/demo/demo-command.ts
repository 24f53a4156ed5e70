import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Command, exitCodes } from '../command.ts';
import { formatDuration } from '../quantity.ts';
import { tellPeople, tellPrograms } from './demo-report.ts';
import { runDemo } from './run-demo.ts';

const allWords = 10_000;

const help = `usage: sextant demo [options]

Puts ${allWords.toLocaleString('en-US')} English words into a server, finds neighbours, snapshots, destroys, recovers and compares every point.

  --directory DIR   files of the demo, emptied first (default ./sextant-demo)
  --url URL         use a server that runs already, ours or Qdrant itself
  --api-key KEY     its key (or QDRANT_API_KEY)
  --points N        fewer words (1 to ${allWords})
  --json            one JSON object a line
  --help
`;

export const demoCommand: Command = {
  name: 'demo',
  summary: 'the main job, end to end, on real data',
  async run(args, signal) {
    let values: { directory: string; url?: string; 'api-key'?: string; points: string; json: boolean; help: boolean };
    try {
      ({ values } = parseArgs({
        args: [...args],
        options: {
          directory: { type: 'string', default: 'sextant-demo' },
          url: { type: 'string' },
          'api-key': { type: 'string' },
          points: { type: 'string', default: String(allWords) },
          json: { type: 'boolean', default: false },
          help: { type: 'boolean', short: 'h', default: false },
        },
      }));
    } catch (error) {
      process.stderr.write(`sextant demo: ${(error as Error).message}\n\n${help}`);
      return exitCodes.usage;
    }
    if (values.help) {
      process.stdout.write(help);
      return exitCodes.ok;
    }
    const points = Number(values.points);
    if (!Number.isInteger(points) || points < 1 || points > allWords) {
      process.stderr.write(`sextant demo: --points must be a whole number from 1 to ${allWords}, not "${values.points}"\n`);
      return exitCodes.usage;
    }
    const started = performance.now();
    const tell = values.json ? tellPrograms(process.stdout) : tellPeople(process.stdout);
    const apiKey = values['api-key'] ?? process.env.QDRANT_API_KEY;
    const differences = await runDemo(
      {
        directory: resolve(values.directory),
        points,
        signal,
        ...(values.url === undefined ? {} : { url: values.url }),
        ...(apiKey === undefined ? {} : { apiKey }),
      },
      tell,
    );
    for (const difference of differences) process.stderr.write(`sextant demo: ${difference}\n`);
    if (!values.json)
      process.stdout.write(`\n${differences.length === 0 ? 'Done' : 'Failed'} in ${formatDuration(performance.now() - started)}.\n`);
    return differences.length === 0 ? exitCodes.ok : exitCodes.differs;
  },
};
