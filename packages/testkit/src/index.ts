export { type Fault, type FaultOptions, type FaultRule, type FaultStep, type FaultVfs, faultVfs, simulatedCrashCode } from './fault-vfs.ts';
export type { Loss } from './fault-vfs-durability.ts';
export { createRandom } from './seeded-random.ts';
