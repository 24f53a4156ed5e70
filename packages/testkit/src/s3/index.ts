export type { HttpFault as S3Fault, HttpFaultProxy as S3FaultProxy } from '../http/http-fault-proxy.ts';
export { startS3FaultProxy } from './s3-fault-proxy.ts';
export { type S3Server, startVersitygw, versitygw } from './versitygw.ts';
