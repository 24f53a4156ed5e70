// `npm test`: sets up what the tests need, runs them all, and ends with one line "N passed, N failed, N skipped".
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setUpDocker } from './set-up-docker.ts';
import { setUpPython } from './set-up-python.ts';
import { setUpS3 } from './set-up-s3.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const root = join(import.meta.dirname, '../..');
const cache = join(root, '.cache');
const reportFile = join(cache, 'vitest.json');
mkdirSync(cache, { recursive: true });
rmSync(reportFile, { force: true });

const notes: string[] = [];
const python = setUpPython(join(cache, 'python'));
if (python.path === undefined) notes.push(`interop with Qdrant's engine and the Python client: ${python.reason}`);
const s3 = setUpS3(join(cache, 'bin'));
if (s3.path === undefined) notes.push(`snapshots on S3: ${s3.reason}`);

// From here on there is something to take down again, so a signal ends the tests and not yet this process.
let vitest: ChildProcess | undefined;
let interruptedBy: NodeJS.Signals | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interruptedBy = signal;
    vitest?.kill(signal);
  });
}
const testRun = `test-${process.pid}`;
const docker = await setUpDocker(join(cache, 'docker'), testRun);
if (docker.dockerHost === undefined) notes.push(`the server as a container: ${docker.reason}`);

const env = {
  ...process.env,
  ...(python.path === undefined ? {} : { SEXTANT_TEST_PYTHON: python.path, QDRANT_EDGE_PYTHON: python.path }),
  ...(s3.path === undefined ? {} : { SEXTANT_VERSITYGW: s3.path }),
  ...(docker.dockerHost === undefined
    ? {}
    : { DOCKER_HOST: docker.dockerHost, TESTCONTAINERS_RYUK_DISABLED: 'true', SEXTANT_TEST_RUN: testRun }),
};
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...process.argv.slice(2)];
try {
  if (interruptedBy === undefined) {
    vitest = spawn(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    await once(vitest, 'exit');
  }
} finally {
  if (docker.dockerHost !== undefined) await docker.stop();
}
if (interruptedBy !== undefined) {
  console.log(`interrupted by ${interruptedBy}`);
  process.exit(1);
}

let report: VitestReport;
try {
  report = JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport;
} catch (error) {
  console.error(`the test run left no report: ${String(error)}`);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
}

const skipped = report.numPendingTests + report.numTodoTests;
for (const file of report.testResults) {
  for (const test of file.assertionResults) {
    if (test.status !== 'passed' && test.status !== 'failed') notes.push(`skipped: ${test.fullName}`);
  }
}
for (const note of notes) console.log(note);

// A file that fails to load has no failed test of its own, yet is a failure.
const brokenFiles = report.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
);
const failed = report.numFailedTests + brokenFiles.length;
const skipsForbidden = process.env.CI === 'true' && skipped > 0;
if (skipsForbidden) console.log('CI allows no skipped test');
console.log(`${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || skipsForbidden || report.numPassedTests === 0 ? 1 : 0);
