/** Sections in the order they run. */
export const sectionNames: readonly string[] = [
  'kernel',
  'start-up',
  'upsert',
  'exact',
  'scroll',
  'snapshot',
  'resident',
  'client',
  'kernel-share',
  'snapshot-speed',
  'snapshot-latency',
  'snapshot-memory',
];
