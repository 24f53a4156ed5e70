export { type Fault, type FaultOptions, type FaultRule, type FaultStep, type FaultVfs, faultVfs, simulatedCrashCode } from './fault-vfs.ts';
export type { Loss } from './fault-vfs-durability.ts';
export { type EdgePoint, python, runPython } from './python/run-python.ts';
export { type S3Fault, type S3FaultProxy, startS3FaultProxy } from './s3/s3-fault-proxy.ts';
export { type S3Server, startVersitygw, versitygw } from './s3/versitygw.ts';
export { createRandom } from './seeded-random.ts';
