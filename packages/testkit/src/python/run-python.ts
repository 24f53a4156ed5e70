import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Interpreter of an environment with qdrant-edge-py and qdrant-client; `npm test` makes one and names it here. Undefined: those tests are skipped. */
export const python = process.env['QDRANT_EDGE_PYTHON'] ?? process.env['SEXTANT_TEST_PYTHON'];

/** A point as `edge_reading.everything` tells it. */
export interface EdgePoint {
  readonly id: string;
  readonly vector: unknown;
  readonly payload: Record<string, unknown>;
}

/**
 * Runs a script with a JSON value on its standard input; answers what it prints as JSON. Fails with its standard error. The script finds
 * `edge_reading`, which lies beside this file.
 */
export async function runPython(script: URL, input: unknown): Promise<unknown> {
  const path = fileURLToPath(script);
  const modules = [fileURLToPath(new URL('.', import.meta.url)), process.env['PYTHONPATH']].filter(Boolean).join(delimiter);
  const child = spawn(python as string, ['-B', path], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, PYTHONPATH: modules } });
  child.stdin.end(JSON.stringify(input));
  const [out, problems, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`${path} ended with ${code}:\n${problems}`);
  return JSON.parse(out);
}
