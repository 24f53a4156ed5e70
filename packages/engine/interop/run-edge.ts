import { type EdgePoint, runPython } from '@sextant/testkit';

export interface EdgeAnswer {
  readonly before: EdgePoint[];
  readonly errors: (string | null)[];
  readonly after: EdgePoint[];
}

/** Lets Qdrant's engine work on a shard directory; the task is described in edge_shard.py. */
export async function runEdge(task: unknown): Promise<EdgeAnswer> {
  return (await runPython(new URL('edge_shard.py', import.meta.url), task)) as EdgeAnswer;
}
