/** Maps all items with at most `limit` under way; every started one is waited for, then the first failure is thrown. */
export async function mapBounded<A, B>(items: readonly A[], limit: number, map: (item: A) => Promise<B>): Promise<B[]> {
  const results: PromiseSettledResult<B>[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < items.length) {
      const index = next++;
      results[index] = await settle(map(items[index] as A));
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

async function settle<B>(promise: Promise<B>): Promise<PromiseSettledResult<B>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}
