import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long one stretch of work may keep other requests waiting. */
const sliceMs = 8;

/** `items.map(map)`, giving way to other requests between stretches; for lists as long as a client likes. */
export async function mapInSlices<A, B>(items: readonly A[], map: (item: A) => B): Promise<B[]> {
  const result = new Array<B>(items.length);
  let started = performance.now();
  for (let i = 0; i < items.length; i += 1) {
    result[i] = map(items[i] as A);
    if ((i & 63) === 63 && performance.now() - started > sliceMs) {
      await nextTurn();
      started = performance.now();
    }
  }
  return result;
}
