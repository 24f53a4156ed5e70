import type { RestTransport, TransportRequest } from './transport.ts';

/** A transport over `fetch`: the platform's, or the caller's own. Never passes a dispatcher or agent. */
export function fetchTransport(fetchImplementation: typeof fetch = globalThis.fetch): RestTransport {
  return async (request) => {
    const response = await fetchImplementation(request.url, toInit(request));
    const header = (name: string) => response.headers.get(name) ?? undefined;
    if (request.expect === 'stream' && response.status < 400) {
      return { status: response.status, header, text: '', stream: response.body ?? new ReadableStream({ start: (c) => c.close() }) };
    }
    return { status: response.status, header, text: await response.text() };
  };
}

function toInit(request: TransportRequest): RequestInit {
  const { body } = request;
  const streamed = body !== undefined && typeof body === 'object' && Symbol.asyncIterator in body && !(body instanceof Blob);
  const sent = streamed ? toWebStream(body) : (body as BodyInit | undefined);
  return {
    method: request.method,
    headers: { ...request.headers },
    ...(sent === undefined ? {} : { body: sent }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    // Request streams are half duplex everywhere; without this fetch refuses them.
    ...(streamed ? ({ duplex: 'half' } as object) : {}),
  };
}

function toWebStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  if (source instanceof ReadableStream) return source as ReadableStream<Uint8Array>;
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel(reason) {
      await iterator.return?.(reason);
    },
  });
}
