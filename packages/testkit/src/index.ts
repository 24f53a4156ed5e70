export { type Fault, type FaultOptions, type FaultRule, type FaultStep, type FaultVfs, faultVfs, simulatedCrashCode } from './fault-vfs.ts';
export type { Loss } from './fault-vfs-durability.ts';
export {
  type HttpFault,
  type HttpFaultProxy,
  type HttpFaultRule,
  type ProxiedRequest,
  startHttpFaultProxy,
} from './http/http-fault-proxy.ts';
export { type EdgePoint, python, runPython } from './python/run-python.ts';
export { type S3Server, startVersitygw, versitygw } from './s3/versitygw.ts';
export { createRandom } from './seeded-random.ts';
export { type CertificateAuthority, createAuthority, type KeyPair } from './tls/certificates.ts';
