export type { ElementType, Metric, ScanMemory } from './scan-memory.ts';
