/**
 * Free places in numbered order, handed out neighbourhood by neighbourhood. What is written together then lies together, so that a change of few
 * points touches few of the files that hold them, and a partial snapshot sends few. A neighbourhood is opened when enough of it is free; until then
 * new places at the end are better.
 */
export interface FreeClusters<T> {
  /** `units` places from `start` on are free; `item` is what `open` hands out for them. */
  park(start: number, units: number, item: T): void;
  /** The items of the emptiest neighbourhood worth opening, which are no longer parked; `end` is where the places end. */
  open(end: number): T[] | undefined;
}

/** So much of a neighbourhood is free when it is opened. */
const openShare = 0.25;

export function createFreeClusters<T>(clusterUnits: number): FreeClusters<T> {
  const parked = new Map<number, { units: number; readonly items: T[] }>();
  // Until something is parked again none is worth opening.
  let mayOpen = false;
  return {
    park(start, units, item) {
      const cluster = Math.floor(start / clusterUnits);
      const found = parked.get(cluster);
      if (found === undefined) parked.set(cluster, { units, items: [item] });
      else {
        found.units += units;
        found.items.push(item);
      }
      mayOpen = true;
    },
    open(end) {
      if (!mayOpen) return undefined;
      let best: number | undefined;
      let share = openShare;
      for (const [cluster, { units }] of parked) {
        const size = Math.min(clusterUnits, Math.max(1, end - cluster * clusterUnits));
        if (units < size * share) continue;
        best = cluster;
        share = units / size;
      }
      mayOpen = best !== undefined;
      if (best === undefined) return undefined;
      const { items } = parked.get(best) as { items: T[] };
      parked.delete(best);
      return items;
    },
  };
}
