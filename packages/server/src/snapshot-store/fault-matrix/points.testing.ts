/** A point as the REST interface takes and answers it. */
export interface Point {
  readonly id: number;
  readonly vector: {
    readonly '': readonly number[];
    readonly words: { readonly indices: readonly number[]; readonly values: readonly number[] };
  };
  readonly payload: Record<string, unknown>;
}

export const collectionDefinition = {
  vectors: { size: 4, distance: 'Dot' },
  sparse_vectors: { words: {} },
  wal_config: { wal_capacity_mb: 1 },
} as const;

/** What the collection holds before an operation, and what one that replaces its content leaves: some points gone, some changed, some new. */
export const contents = {
  before: pointsOf(1, 30, 1),
  after: [...pointsOf(4, 30, 1).map((point) => (point.id % 3 === 0 ? pointOf(point.id, 2) : point)), ...pointsOf(31, 36, 2)],
};

export type ContentName = keyof typeof contents;

function pointsOf(from: number, to: number, version: number): Point[] {
  return Array.from({ length: to - from + 1 }, (_, at) => pointOf(from + at, version));
}

function pointOf(id: number, version: number): Point {
  return {
    id,
    vector: { '': [id, version, 0.5, -id], words: { indices: [id, 1000 + version], values: [0.25, version] } },
    payload: { id, version, text: 'x'.repeat(id * 20) },
  };
}

/** Which content these points are, to the last number and letter; what differs from both otherwise. */
export function contentName(found: readonly Point[]): ContentName | string {
  const text = JSON.stringify(found.map(inOrder));
  for (const [name, points] of Object.entries(contents)) if (JSON.stringify(points.map(inOrder)) === text) return name;
  return `neither: ${text.slice(0, 2000)}`;
}

function inOrder({ id, vector, payload }: Point): unknown {
  const { indices, values } = vector.words;
  return [id, vector[''], indices, values, payload['id'], payload['version'], payload['text'], Object.keys(payload).length];
}
