// Replays recorded traffic of the real server against ours and holds each area to the score it has reached: `check-traffic.ts <directory of replay.py>`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setUpPython } from './set-up-python.ts';

interface Area {
  readonly steps: number;
  readonly passed: number;
  readonly skipped: number;
}

/** Least share of steps that must pass, per area. Only ever raised. Areas of operations that are not built yet are absent. */
const floors: Readonly<Record<string, number>> = {
  collections: 0.99,
  points: 0.99,
  scroll: 0.98,
  count: 0.98,
  index: 0.99,
  facet: 0.98,
  filters: 0.98,
  errors: 0.97,
  service: 0.99,
  snapshots: 0.98,
  grpc: 0.95,
  auth: 0.92,
};

const root = join(import.meta.dirname, '../..');
if (process.argv[2] === undefined) {
  console.error('usage: check-traffic.ts <directory with replay.py and transcripts/>');
  process.exit(2);
}

const wire = resolve(process.argv[2]);
const scratch = mkdtempSync(join(tmpdir(), 'sextant-traffic-'));
try {
  const report = join(scratch, 'report.json');
  // The steps over gRPC need packages that only this environment has.
  const interpreter = setUpPython(join(root, '.cache/python')).path ?? 'python3';
  const server = `npm --prefix ${root} start --silent`;
  const args = [join(wire, 'replay.py'), 'check', '--spawn', server, join(wire, 'transcripts'), '--quiet', '--json', report];
  spawnSync(interpreter, args, { stdio: ['ignore', 'inherit', 'inherit'], cwd: scratch });
  const { areas } = JSON.parse(readFileSync(report, 'utf8')) as { areas: Record<string, Area> };
  const below = Object.entries(floors).filter(([name, floor]) => {
    const area = areas[name];
    return area === undefined || area.steps === 0 || area.passed / area.steps < floor;
  });
  for (const [name, floor] of below) console.error(`recorded traffic: area ${name} is below ${(floor * 100).toFixed(1)} %`);
  process.exitCode = below.length === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
