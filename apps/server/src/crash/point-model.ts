/** What a point may look like: a payload version, or absent. */
export type PointState = number | 'absent';

/** One writer's points, with the states each may be in after a kill: the acknowledged one, or that of the write in flight. */
export interface PointModel {
  /** Notes that a write has been sent. */
  begin(id: number, state: PointState): void;
  /** Notes that it was acknowledged. */
  acknowledge(id: number): void;
  allows(id: number, state: PointState): boolean;
  /** Takes what the restarted server says as the truth from now on. */
  settle(id: number, state: PointState): void;
  acknowledged(id: number): PointState;
  ids(): Iterable<number>;
}

export function createPointModel(): PointModel {
  const acknowledged = new Map<number, PointState>();
  const inFlight = new Map<number, PointState>();
  const known = (id: number) => acknowledged.get(id) ?? 'absent';
  return {
    begin: (id, state) => void inFlight.set(id, state),
    acknowledge(id) {
      acknowledged.set(id, inFlight.get(id) ?? 'absent');
      inFlight.delete(id);
    },
    allows: (id, state) => state === known(id) || (inFlight.has(id) && inFlight.get(id) === state),
    settle(id, state) {
      acknowledged.set(id, state);
      inFlight.delete(id);
    },
    acknowledged: known,
    ids: () => new Set([...acknowledged.keys(), ...inFlight.keys()]),
  };
}
