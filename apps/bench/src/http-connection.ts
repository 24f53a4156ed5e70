import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { benchError, exitCodes } from './bench-error.ts';

/** Keep-alive connections to one server over bare node:http, so that the bench measures the server and hardly itself. */
export interface HttpConnection {
  readonly url: string;
  /** Sends JSON and reads JSON; rejects unless the status is 2xx. */
  json(method: string, path: string, body?: string | Buffer): Promise<{ result: unknown }>;
  /** The body as text, whatever it is. */
  text(path: string): Promise<string>;
  /** Reads the whole body and hands it on piece by piece; answers its length in bytes. Sends JSON when a body is given. */
  download(path: string, onChunk?: (chunk: Buffer) => Promise<void> | void, sent?: { method: string; body: string }): Promise<number>;
  /** Uploads a file as the one field of a form; answers the status, whatever it is. */
  upload(path: string, file: string): Promise<{ status: number; body: string }>;
  close(): void;
}

export function openConnection(url: string, connections: number, apiKey?: string): HttpConnection {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = apiKey === undefined ? {} : { 'api-key': apiKey };

  function send(method: string, path: string, extra: Record<string, string | number>): ClientRequest {
    return request(`${url}${path}`, { method, agent, headers: { ...headers, ...extra } });
  }

  async function answer(sent: ClientRequest, body?: string | Buffer): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      sent.once('response', resolve).once('error', (cause) => reject(benchError(exitCodes.unreachable, `${url}: ${cause.message}`, cause)));
      sent.end(body);
    });
  }

  return {
    url,
    async json(method, path, body) {
      const response = await answer(send(method, path, contentOf(body)), body);
      const text = await readText(response);
      if (!isSuccess(response)) throw refused(method, `${url}${path}`, response, text);
      return JSON.parse(text) as { result: unknown };
    },
    async text(path) {
      const response = await answer(send('GET', path, {}));
      const text = await readText(response);
      if (!isSuccess(response)) throw refused('GET', `${url}${path}`, response, text);
      return text;
    },
    async download(path, onChunk, sent) {
      const { method, body } = sent ?? { method: 'GET', body: undefined };
      const response = await answer(send(method, path, contentOf(body)), body);
      if (!isSuccess(response)) throw refused(method, `${url}${path}`, response, await readText(response));
      let bytes = 0;
      for await (const chunk of response as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        await onChunk?.(chunk);
      }
      return bytes;
    },
    async upload(path, file) {
      const boundary = 'sextant-bench-boundary';
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="snapshot"; filename="bench.snapshot"\r\ncontent-type: application/octet-stream\r\n\r\n`;
      const tail = `\r\n--${boundary}--\r\n`;
      const length = head.length + (await stat(file)).size + tail.length;
      const sent = send('POST', path, { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': length });
      const response = new Promise<IncomingMessage>((resolve, reject) => sent.once('response', resolve).once('error', reject));
      const body = async function* () {
        yield head;
        yield* createReadStream(file, { highWaterMark: 1 << 20 });
        yield tail;
      };
      const [received] = await Promise.all([response, pipeline(body, sent)]);
      return { status: received.statusCode ?? 0, body: await readText(received) };
    },
    close: () => agent.destroy(),
  };
}

function contentOf(body: string | Buffer | undefined): Record<string, string | number> {
  return body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
}

function isSuccess(response: IncomingMessage): boolean {
  return response.statusCode !== undefined && response.statusCode >= 200 && response.statusCode < 300;
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function refused(method: string, url: string, response: IncomingMessage, text: string): Error {
  return benchError(exitCodes.failed, `${method} ${url} answered ${response.statusCode}: ${text.slice(0, 500)}`);
}
