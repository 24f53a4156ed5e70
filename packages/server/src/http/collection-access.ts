import type { WriteResult } from '@sextant/engine';
import { encoded, type Reply, type RestRequest } from './handler.ts';

/** The collection of the path: a name or an alias. */
export function nameOf(request: RestRequest): string {
  return request.params['collection_name'] ?? '';
}

/** The outcome of a write as the wire has it. */
export function encodeWriteResult({ operationId, status }: WriteResult): string {
  return `{"operation_id":${operationId},"status":"${status}"}`;
}

export function writeReply(result: WriteResult): Reply {
  return encoded(encodeWriteResult(result));
}
