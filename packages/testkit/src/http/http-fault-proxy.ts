import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What goes wrong with a request. Byte counts are of the body. Connections are cut with a TCP reset. */
export type HttpFault =
  /** Answered here, with the XML of an S3 error; the server behind never hears of it. */
  | { readonly kind: 'answer'; readonly status: number; readonly code: string; readonly message?: string }
  /** There is nobody any more: the connection ends before a byte is read. */
  | { readonly kind: 'gone' }
  /** The connection ends before the whole request was sent on. */
  | { readonly kind: 'cut_request'; readonly afterBytes: number }
  /** Done by the server, but the answer is lost. */
  | { readonly kind: 'lose_answer' }
  | { readonly kind: 'cut_answer'; readonly afterBytes: number }
  /** The answer begins and then falls silent, with the connection open. */
  | { readonly kind: 'stall_answer'; readonly afterBytes: number }
  /** A byte of the request is changed on its way. */
  | { readonly kind: 'damage_request'; readonly atByte: number }
  | { readonly kind: 'damage_answer'; readonly atByte: number }
  /** Not answered before the returned promise resolves. */
  | { readonly kind: 'hold'; readonly until: Promise<void> };

export interface HttpFaultRule {
  /** What the proxy calls these requests; every request when absent. */
  readonly operation?: string;
  /** The first of the matching requests that goes wrong, from 1; default 1. */
  readonly nth?: number;
  /** How many go wrong from there on; default 1. */
  readonly times?: number;
  readonly fault: HttpFault;
}

/** A request that came by. The counts grow while it is under way. */
export interface ProxiedRequest {
  readonly operation: string;
  /** Body bytes that came from the client. */
  requestBytes: number;
  /** Body bytes that came from the server. */
  answerBytes: number;
}

export interface HttpFaultProxy extends AsyncDisposable {
  readonly endpoint: string;
  /** Operations in the order they came. */
  readonly requests: string[];
  /** The same requests with their sizes. */
  readonly trace: readonly ProxiedRequest[];
  /** Requests that come from now on go wrong. */
  plant(rule: HttpFaultRule): void;
  /** The next `times` requests of an operation go wrong. */
  fail(operation: string, fault: HttpFault, times?: number): void;
  /** Nothing goes wrong any more; forgets the requests. */
  reset(): void;
}

interface Rule extends HttpFaultRule {
  seen: number;
}

/** Stands before a server and breaks what it is told to. Signatures stay valid: the host that the client named is passed on. */
export async function startHttpFaultProxy(
  target: string,
  operationOf: (request: IncomingMessage) => string = ({ method = '' }) => method,
): Promise<HttpFaultProxy> {
  let rules: Rule[] = [];
  const requests: string[] = [];
  const trace: ProxiedRequest[] = [];
  const server = createServer((request, response) => {
    const operation = operationOf(request);
    const proxied: ProxiedRequest = { operation, requestBytes: 0, answerBytes: 0 };
    requests.push(operation);
    trace.push(proxied);
    // Either side may be gone at any time; that is what this is for.
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const { socket } = request;
    void handle(target, request, response, faultFor(rules, operation), proxied).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const plant = (rule: HttpFaultRule): void => void rules.push({ ...rule, seen: 0 });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    trace,
    plant,
    fail: (operation, fault, times = 1) => plant({ operation, fault, times }),
    reset() {
      rules = [];
      requests.length = 0;
      trace.length = 0;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Of several rules the first that is due; each counts the requests that come to it. */
function faultFor(rules: readonly Rule[], operation: string): HttpFault | undefined {
  for (const rule of rules) {
    if (rule.operation !== undefined && rule.operation !== operation) continue;
    rule.seen += 1;
    const { nth = 1, times = 1 } = rule;
    if (rule.seen >= nth && rule.seen < nth + times) return rule.fault;
  }
  return undefined;
}

async function handle(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  fault: HttpFault | undefined,
  proxied: ProxiedRequest,
): Promise<void> {
  const { socket } = request;
  if (fault?.kind === 'gone') return cut(socket);
  if (fault?.kind === 'answer') return answerHere(request, response, fault);
  if (fault?.kind === 'hold') await fault.until;
  const { hostname, port } = new URL(target);
  const onward = sendRequest({ hostname, port, method: request.method, path: request.url, headers: request.headers, agent: false });
  onward.on('error', () => socket.destroy());
  request.once('close', () => {
    if (!request.complete) onward.destroy();
  });
  // A client that leaves before it is answered is gone for the server behind, too.
  response.once('close', () => {
    if (!response.writableFinished) onward.destroy();
  });
  const answered = once(onward, 'response') as Promise<[IncomingMessage]>;
  answered.catch(() => undefined);
  if (!(await sendBody(request, onward, fault, proxied))) return;
  const [answer] = await answered;
  if (fault?.kind === 'lose_answer') {
    answer.resume();
    await once(answer, 'end');
    cut(socket);
    return;
  }
  await sendAnswer(answer, response, fault, proxied);
}

async function answerHere(request: IncomingMessage, response: ServerResponse, fault: HttpFault & { kind: 'answer' }): Promise<void> {
  request.resume();
  await once(request, 'end');
  const text = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${fault.code}</Code><Message>${fault.message ?? 'planted'}</Message></Error>`;
  const body = request.method === 'HEAD' ? '' : text;
  response.writeHead(fault.status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(body) }).end(body);
}

async function sendBody(
  request: IncomingMessage,
  onward: NodeJS.WritableStream & { destroy(): void },
  fault: HttpFault | undefined,
  proxied: ProxiedRequest,
): Promise<boolean> {
  const { socket } = request;
  for await (const data of request as AsyncIterable<Buffer>) {
    const chunk = Buffer.from(data);
    if (fault?.kind === 'damage_request') damage(chunk, fault.atByte - proxied.requestBytes);
    const passed = fault?.kind === 'cut_request' ? chunk.subarray(0, fault.afterBytes - proxied.requestBytes) : chunk;
    proxied.requestBytes += chunk.length;
    if (passed.length > 0 && !onward.write(passed)) await once(onward, 'drain');
    if (fault?.kind === 'cut_request' && proxied.requestBytes >= fault.afterBytes) break;
  }
  if (fault?.kind === 'cut_request') {
    onward.destroy();
    cut(socket);
    return false;
  }
  onward.end();
  return true;
}

async function sendAnswer(
  answer: IncomingMessage,
  response: ServerResponse,
  fault: HttpFault | undefined,
  proxied: ProxiedRequest,
): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  const limit = fault?.kind === 'cut_answer' || fault?.kind === 'stall_answer' ? fault.afterBytes : Number.POSITIVE_INFINITY;
  for await (const data of answer as AsyncIterable<Buffer>) {
    const chunk = Buffer.from(data);
    if (fault?.kind === 'damage_answer') damage(chunk, fault.atByte - proxied.answerBytes);
    const part = chunk.subarray(0, limit - proxied.answerBytes);
    proxied.answerBytes += chunk.length;
    if (!response.write(part) && !response.destroyed) await drained(response);
    if (response.destroyed) return;
    if (proxied.answerBytes < limit) continue;
    if (fault?.kind === 'cut_answer') cut(response.socket);
    answer.destroy();
    return;
  }
  response.end();
}

/** Changes the byte at `at`, when it lies in this chunk. */
function damage(chunk: Buffer, at: number): void {
  if (at >= 0 && at < chunk.length) chunk.writeUInt8(chunk.readUInt8(at) ^ 0xff, at);
}

/** A reset, not an end: what a broken connection looks like from the other side. */
function cut(socket: Socket | null): void {
  socket?.resetAndDestroy();
}

async function drained(response: ServerResponse): Promise<void> {
  const either = new AbortController();
  const { signal } = either;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).finally(() => either.abort());
}
