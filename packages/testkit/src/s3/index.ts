export { type S3Fault, type S3FaultProxy, startS3FaultProxy } from './s3-fault-proxy.ts';
export { type S3Server, startVersitygw, versitygw } from './versitygw.ts';
