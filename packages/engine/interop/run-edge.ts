import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Interpreter with qdrant-edge-py: QDRANT_EDGE_PYTHON, or the one `npm test` makes. Undefined: these tests are skipped. */
export const edgePython = process.env['QDRANT_EDGE_PYTHON'] ?? process.env['SEXTANT_TEST_PYTHON'];

export interface EdgePoint {
  readonly id: string;
  readonly vector: unknown;
  readonly payload: Record<string, unknown>;
}

export interface EdgeAnswer {
  readonly before: EdgePoint[];
  readonly errors: (string | null)[];
  readonly after: EdgePoint[];
}

/** Lets Qdrant's engine work on a shard directory; the task is described in edge_shard.py. */
export async function runEdge(task: unknown): Promise<EdgeAnswer> {
  const child = spawn(edgePython as string, [fileURLToPath(new URL('edge_shard.py', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(JSON.stringify(task));
  const [out, problems, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`edge_shard.py ended with ${code}:\n${problems}`);
  return JSON.parse(out) as EdgeAnswer;
}
