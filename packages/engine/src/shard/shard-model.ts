import { type JsonObject, stringifyJson } from '@sextant/contract/json';
import type { PointOperation } from '../operation/operation.ts';
import type { NamedVectors, Payload, PointId, Vector } from '../operation/point.ts';
import { mergePayload } from './payload-path.ts';
import type { Shard, ShardConfig } from './shard.ts';

// A shard as a few lines of code: what the real one is compared with in tests. Not part of the package's exports.

interface ModelPoint {
  readonly vectors: NamedVectors;
  readonly payload: JsonObject;
}

/** Points by id, as text. */
export type Model = Map<string, ModelPoint>;

export const modelConfig: ShardConfig = {
  id: 0,
  vectors: new Map([
    ['', { size: 3, distance: 'Dot' }],
    ['m', { size: 2, distance: 'Dot', multivector_config: { comparator: 'max_sim' }, datatype: 'float16' }],
  ]),
  sparseVectors: new Map([['s', {}]]),
  payloadSchema: new Map(),
  walCapacityBytes: 16_384,
  flushIntervalMs: 1_000_000,
};

/** Applies an operation of the kinds that `randomOperation` makes. */
export function applyToModel(model: Model, operation: PointOperation): void {
  const change = (ids: readonly PointId[], edit: (point: ModelPoint) => ModelPoint): void => {
    for (const id of ids) {
      const point = model.get(String(id));
      if (point) model.set(String(id), edit(point));
    }
  };
  switch (operation.kind) {
    case 'upsert_points':
      for (const { id, vectors, payload } of operation.points) {
        const exists = model.has(String(id));
        if (operation.mode === 'insert_only' ? exists : operation.mode === 'update_only' && !exists) continue;
        model.set(String(id), { vectors, payload: payload ?? {} });
      }
      break;
    case 'delete_points':
      for (const id of operation.ids) model.delete(String(id));
      break;
    case 'update_vectors':
      for (const { id, vectors } of operation.points)
        change([id], (point) => ({ ...point, vectors: new Map([...point.vectors, ...vectors]) }));
      break;
    case 'delete_vectors':
      change(idsOf(operation.selector), (point) => ({
        ...point,
        vectors: new Map([...point.vectors].filter(([name]) => !operation.names.includes(name))),
      }));
      break;
    case 'set_payload':
      change(idsOf(operation.selector), (point) => ({ ...point, payload: mergePayload(point.payload, operation.payload) }));
      break;
    case 'overwrite_payload':
      change(idsOf(operation.selector), (point) => ({ ...point, payload: operation.payload }));
      break;
    case 'clear_payload':
      change(idsOf(operation.selector), (point) => ({ ...point, payload: {} }));
      break;
    case 'delete_points_by_filter': {
      const limit = filterLimit(operation.filter);
      for (const [id, point] of model) if (typeof point.payload['n'] === 'number' && point.payload['n'] < limit) model.delete(id);
      break;
    }
    default:
      throw new Error(`the model has no ${operation.kind}`);
  }
}

function idsOf(selector: { readonly ids: readonly PointId[] } | { readonly filter: unknown }): readonly PointId[] {
  return 'ids' in selector ? selector.ids : [];
}

function filterLimit(filter: unknown): number {
  return (filter as { must: [{ range: { lt: number } }] }).must[0].range.lt;
}

/** A random operation; ids are few, so that operations meet. `random` answers 0 … 1. */
export function randomOperation(random: () => number): PointOperation {
  const below = (n: number): number => Math.floor(random() * n);
  const id = (): PointId => {
    const n = below(24);
    if (n < 12) return n;
    if (n < 14) return 2n ** 63n + BigInt(n);
    return `0000000${(n - 14).toString(16)}-0000-4000-8000-000000000000`;
  };
  const ids = (): PointId[] => [...new Set(Array.from({ length: 1 + below(4) }, id))];
  const number = (): number => below(64) / 4;
  const vector = (name: string): Vector => {
    if (name === '') return Float32Array.of(number(), number(), number());
    const count = 1 + below(3);
    if (name === 'm') return { kind: 'multi', count, data: Float32Array.from({ length: count * 2 }, number) };
    return {
      kind: 'sparse',
      indices: Uint32Array.from({ length: count }, (_, i) => i * 100 + below(99)),
      values: Float32Array.from({ length: count }, () => number() + 1),
    };
  };
  const vectors = (): NamedVectors => new Map(['', 'm', 's'].filter(() => random() < 0.7).map((name) => [name, vector(name)]));
  const payload = (): Payload => ({
    n: below(20),
    text: 'x'.repeat(below(random() < 0.1 ? 2000 : 40)),
    ...(random() < 0.3 ? { deep: { a: [below(5), { b: null }] } } : {}),
  });
  const points = () => ids().map((one) => ({ id: one, vectors: vectors(), ...(random() < 0.8 ? { payload: payload() } : {}) }));
  const selector = { ids: ids() };
  const kinds: (() => PointOperation)[] = [
    () => ({ kind: 'upsert_points', points: points() }),
    () => ({ kind: 'upsert_points', points: points() }),
    () => ({ kind: 'upsert_points', points: points(), mode: random() < 0.5 ? 'insert_only' : 'update_only' }),
    () => ({ kind: 'delete_points', ids: ids() }),
    () => ({ kind: 'update_vectors', points: ids().map((one) => ({ id: one, vectors: vectors() })) }),
    () => ({ kind: 'delete_vectors', selector, names: random() < 0.5 ? ['m'] : ['', 's'] }),
    () => ({ kind: 'set_payload', selector, payload: { set: below(9), n: below(20), ...(random() < 0.2 ? { text: null } : {}) } }),
    () => ({ kind: 'overwrite_payload', selector, payload: payload() }),
    () => ({ kind: 'clear_payload', selector }),
    () => ({ kind: 'delete_points_by_filter', filter: { must: [{ key: 'n', range: { lt: below(3) } }] } }),
  ];
  return (kinds[below(kinds.length)] as () => PointOperation)();
}

/** Everything in a model as comparable text, sorted by id. */
export function modelText(model: Model): string[] {
  return [...model].map(([id, point]) => `${id} ${describe((name) => point.vectors.get(name), point.payload)}`).sort();
}

/** The same of a shard. Fails when an id is live twice. */
export function shardText(shard: Pick<Shard, 'segments'>): string[] {
  const seen = new Set<string>();
  const lines: string[] = [];
  for (const view of shard.segments()) {
    for (let row = 0; row < view.rowCount; row++) {
      if (view.live[row] !== 1) continue;
      const id = String(view.idOf(row));
      if (seen.has(id)) throw new Error(`point ${id} is live twice`);
      seen.add(id);
      lines.push(`${id} ${describe((name) => view.vectorOf(row, name), view.payloadOf(row) ?? {})}`);
    }
  }
  return lines.sort();
}

function describe(vectorOf: (name: string) => Vector | undefined, payload: Payload): string {
  const parts = ['', 'm', 's'].map((name) => {
    const vector = vectorOf(name);
    if (!vector) return '-';
    if (!('kind' in vector)) return [...vector].join(',');
    return vector.kind === 'multi'
      ? `${vector.count}:${[...vector.data].join(',')}`
      : `${[...vector.indices].join(',')}=${[...vector.values].join(',')}`;
  });
  return `${parts.join(' | ')} | ${stringifyJson(sorted(payload))}`;
}

function sorted(payload: Payload): JsonObject {
  return Object.fromEntries(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1)));
}
