import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Interpreter of an environment with qdrant-edge-py and qdrant-client; `npm test` makes one and names it here. */
export const python = process.env.SEXTANT_TEST_PYTHON;

/** Runs a script beside this file with a JSON value on its standard input; answers what it prints as JSON. Fails with its standard error. */
export async function runPython(script: string, input: unknown): Promise<unknown> {
  const child = spawn(python as string, [fileURLToPath(new URL(script, import.meta.url))], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(JSON.stringify(input));
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number | null]>]);
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${err}`);
  return JSON.parse(out);
}
