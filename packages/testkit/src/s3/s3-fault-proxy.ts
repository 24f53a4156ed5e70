import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with a request. Byte counts are of the body. */
export type S3Fault =
  /** Answered here with the XML of an S3 error; the server behind never hears of it. */
  | { readonly kind: 'answer'; readonly status: number; readonly code: string; readonly message?: string }
  /** The connection ends before the whole request was sent on. */
  | { readonly kind: 'cut_request'; readonly afterBytes: number }
  /** Done by the server, but the answer is lost. */
  | { readonly kind: 'lose_answer' }
  | { readonly kind: 'cut_answer'; readonly afterBytes: number }
  /** The answer begins and then falls silent, with the connection open. */
  | { readonly kind: 'stall_answer'; readonly afterBytes: number }
  /** A byte of the request is changed on its way. */
  | { readonly kind: 'damage_request'; readonly atByte: number }
  /** Not answered before the returned promise resolves. */
  | { readonly kind: 'hold'; readonly until: Promise<void> };

export interface S3FaultProxy extends AsyncDisposable {
  readonly endpoint: string;
  /** Operations in the order they came, `UploadPart`, `GetObject`, …. */
  readonly requests: string[];
  /** The next `times` requests of an operation go wrong. */
  fail(operation: string, fault: S3Fault, times?: number): void;
  /** Nothing goes wrong any more; forgets the requests. */
  reset(): void;
}

interface Rule {
  readonly operation: string;
  readonly fault: S3Fault;
  left: number;
}

/** Stands before an S3 server and breaks what it is told to. Signatures stay valid: the host that was signed is passed on. */
export async function startS3FaultProxy(target: string): Promise<S3FaultProxy> {
  let rules: Rule[] = [];
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const operation = operationOf(request);
    requests.push(operation);
    const rule = rules.find((one) => one.operation === operation && one.left > 0);
    if (rule !== undefined) rule.left -= 1;
    // Either side may be gone at any time; that is what this is for.
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const { socket } = request;
    void handle(target, request, response, rule?.fault).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail: (operation, fault, times = 1) => void rules.push({ operation, fault, left: times }),
    reset() {
      rules = [];
      requests.length = 0;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function handle(target: string, request: IncomingMessage, response: ServerResponse, fault: S3Fault | undefined): Promise<void> {
  if (fault?.kind === 'answer') {
    request.resume();
    await once(request, 'end');
    const text = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${fault.code}</Code><Message>${fault.message ?? 'planted'}</Message></Error>`;
    const body = request.method === 'HEAD' ? '' : text;
    response.writeHead(fault.status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(body) }).end(body);
    return;
  }
  if (fault?.kind === 'hold') await fault.until;
  const { hostname, port } = new URL(target);
  const onward = sendRequest({ hostname, port, method: request.method, path: request.url, headers: request.headers, agent: false });
  const { socket } = request;
  onward.on('error', () => socket.destroy());
  request.once('close', () => {
    if (!request.complete) onward.destroy();
  });
  const answered = once(onward, 'response') as Promise<[IncomingMessage]>;
  answered.catch(() => undefined);
  if (!(await sendBody(request, onward, fault))) return;
  const [answer] = await answered;
  if (fault?.kind === 'lose_answer') {
    answer.resume();
    await once(answer, 'end');
    socket.destroy();
    return;
  }
  await sendAnswer(answer, response, fault);
}

async function sendBody(
  request: IncomingMessage,
  onward: NodeJS.WritableStream & { destroy(): void },
  fault: S3Fault | undefined,
): Promise<boolean> {
  const { socket } = request;
  let position = 0;
  for await (const data of request as AsyncIterable<Buffer>) {
    const chunk = Buffer.from(data);
    if (fault?.kind === 'damage_request' && fault.atByte >= position && fault.atByte < position + chunk.length) {
      const at = fault.atByte - position;
      chunk.writeUInt8(chunk.readUInt8(at) ^ 0xff, at);
    }
    position += chunk.length;
    if (fault?.kind === 'cut_request' && position >= fault.afterBytes) break;
    if (!onward.write(chunk)) await once(onward, 'drain');
  }
  if (fault?.kind === 'cut_request') {
    onward.destroy();
    socket.destroy();
    return false;
  }
  onward.end();
  return true;
}

async function sendAnswer(answer: IncomingMessage, response: ServerResponse, fault: S3Fault | undefined): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  const limit = fault?.kind === 'cut_answer' || fault?.kind === 'stall_answer' ? fault.afterBytes : Number.POSITIVE_INFINITY;
  let position = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, limit - position);
    position += part.length;
    if (!response.write(part) && !response.destroyed) await drained(response);
    if (response.destroyed) return;
    if (position < limit) continue;
    if (fault?.kind === 'cut_answer') response.destroy();
    answer.destroy();
    return;
  }
  response.end();
}

async function drained(response: ServerResponse): Promise<void> {
  const either = new AbortController();
  const { signal } = either;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).finally(() => either.abort());
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
