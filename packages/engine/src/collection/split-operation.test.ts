import { describe, expect, it } from 'vitest';
import { splitOperation } from './split-operation.ts';

const byParity = (id: unknown): number => Number(id) % 2;

describe('splitOperation', () => {
  it('gives each shard its own points, in order', () => {
    const points = [1, 2, 3, 4].map((id) => ({ id, vectors: new Map() }));
    const parts = splitOperation({ kind: 'upsert_points', points, mode: 'insert_only' }, [0, 1], byParity);
    expect(new Set(parts.keys())).toEqual(new Set([0, 1]));
    expect(parts.get(0)).toEqual({ kind: 'upsert_points', points: [points[1], points[3]], mode: 'insert_only' });
  });

  it('leaves out shards without points and sends filters to all', () => {
    expect([...splitOperation({ kind: 'delete_points', ids: [1, 3] }, [0, 1], byParity)]).toEqual([
      [1, { kind: 'delete_points', ids: [1, 3] }],
    ]);
    const byFilter = { kind: 'delete_points_by_filter', filter: {} } as const;
    expect([...splitOperation(byFilter, [0, 1], byParity)]).toEqual([
      [0, byFilter],
      [1, byFilter],
    ]);
    expect(splitOperation({ kind: 'set_payload', selector: { ids: [] }, payload: {} }, [0, 1], byParity).size).toBe(0);
  });
});
