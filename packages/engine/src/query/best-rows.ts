/** The best of what is offered, at most `limit` of it, in memory for no more than that. */
export interface BestRows<T> {
  offer(item: T): void;
  /** What the next item has to beat once `limit` items are held. */
  worst(): T | undefined;
  /** Best first. */
  sorted(): T[];
}

/** `compare` is negative when its first argument is better; it must tell any two items apart for the answer not to depend on their order. */
export function createBestRows<T>(limit: number, compare: (a: T, b: T) => number): BestRows<T> {
  // A binary heap, worst at the root.
  const heap: T[] = [];
  return {
    offer(item) {
      if (heap.length < limit) {
        heap.push(item);
        siftUp(heap, compare);
      } else if (limit > 0 && compare(item, heap[0] as T) < 0) {
        heap[0] = item;
        siftDown(heap, compare);
      }
    },
    worst: () => heap[0],
    sorted: () => heap.toSorted(compare),
  };
}

function siftUp<T>(heap: T[], compare: (a: T, b: T) => number): void {
  let at = heap.length - 1;
  const item = heap[at] as T;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (compare(item, heap[parent] as T) <= 0) break;
    heap[at] = heap[parent] as T;
    at = parent;
  }
  heap[at] = item;
}

function siftDown<T>(heap: T[], compare: (a: T, b: T) => number): void {
  const item = heap[0] as T;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compare(heap[child + 1] as T, heap[child] as T) > 0) child++;
    if (compare(heap[child] as T, item) <= 0) break;
    heap[at] = heap[child] as T;
    at = child;
  }
  heap[at] = item;
}
