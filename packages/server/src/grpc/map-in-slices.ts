import { createTimeSlice } from '@sextant/vfs';

/** `items.map(map)`, giving way to other requests between stretches; for lists as long as a client likes. */
export async function mapInSlices<A, B>(items: readonly A[], map: (item: A) => B): Promise<B[]> {
  const result = new Array<B>(items.length);
  const slice = createTimeSlice();
  for (let i = 0; i < items.length; i += 1) {
    result[i] = map(items[i] as A);
    if (slice.isDue()) await slice.rest();
  }
  return result;
}
