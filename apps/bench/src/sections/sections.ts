import type { Section } from '../section.ts';
import { client } from './client.ts';
import { exact } from './exact.ts';
import { kernel } from './kernel.ts';
import { kernelShare } from './kernel-share.ts';
import { resident } from './resident.ts';
import { scroll } from './scroll.ts';
import { snapshot } from './snapshot.ts';
import { snapshotLatency } from './snapshot-latency.ts';
import { snapshotMemory } from './snapshot-memory.ts';
import { snapshotSpeed } from './snapshot-speed.ts';
import { startUp } from './start-up.ts';
import { upsert } from './upsert.ts';

/** Sections by name; the order is that of section-names.ts. */
export const sections: Readonly<Record<string, Section>> = {
  kernel,
  'start-up': startUp,
  upsert,
  exact,
  scroll,
  snapshot,
  resident,
  client,
  'kernel-share': kernelShare,
  'snapshot-speed': snapshotSpeed,
  'snapshot-latency': snapshotLatency,
  'snapshot-memory': snapshotMemory,
};
