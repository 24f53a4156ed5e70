export { createRedactor, type Redaction } from './redact.ts';
export type { Sample } from './sample.ts';
export { type SlimOptions, type SlimReport, slimSnapshot } from './slim-snapshot.ts';
