import type { IncomingMessage } from 'node:http';
import { type HttpFaultProxy, startHttpFaultProxy } from '../http/http-fault-proxy.ts';

/** Stands before an S3 server and breaks what it is told to. Requests are called what S3 calls them: `UploadPart`, `GetObject`, …. */
export function startS3FaultProxy(target: string): Promise<HttpFaultProxy> {
  return startHttpFaultProxy(target, operationOf);
}

/** What S3 calls a request, from its method and query. */
function operationOf({ method = '', url = '' }: IncomingMessage): string {
  const { pathname, searchParams: query } = new URL(url, 'http://proxy');
  const isObject = pathname.split('/').filter(Boolean).length > 1;
  if (!isObject) return query.has('uploads') ? 'ListMultipartUploads' : method === 'GET' ? 'ListObjectsV2' : `${method} bucket`;
  if (query.has('uploads')) return 'CreateMultipartUpload';
  if (query.has('uploadId'))
    return { PUT: 'UploadPart', POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' }[method] ?? method;
  return { GET: 'GetObject', HEAD: 'HeadObject', PUT: 'PutObject', DELETE: 'DeleteObject' }[method] ?? method;
}
