import type { Record as PointRecord } from '@sextant/contract';
import type { CallOptions } from './call-options.ts';
import type { Args, PointMethods } from './point-methods.ts';

export type ScrollAllArguments = Omit<Args<'scroll_points'>, 'limit' | 'order_by'> & {
  /** Points fetched at once; default 256. */
  readonly pageSize?: number;
};

/** Walks a collection in id order. Memory holds one page; stopping early stops fetching. */
export async function* scrollAll(
  points: Pick<PointMethods, 'scroll'>,
  collection: string,
  args: ScrollAllArguments = {},
  options?: CallOptions,
): AsyncGenerator<PointRecord, void, undefined> {
  const { pageSize = 256, ...rest } = args;
  let { offset } = rest;
  for (;;) {
    const page = await points.scroll(collection, { ...rest, limit: pageSize, ...(offset === undefined ? {} : { offset }) }, options);
    yield* page?.points ?? [];
    const next = page?.next_page_offset;
    if (next === null || next === undefined) return;
    offset = next;
  }
}
