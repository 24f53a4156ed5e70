import type { RestTransport, TransportRequest } from './transport.ts';

/** A transport over `fetch`: the platform's, or the caller's own. Never passes a dispatcher or agent. */
export function fetchTransport(fetchImplementation: typeof fetch = globalThis.fetch): RestTransport {
  return async (request) => {
    // Not every `fetch` lets go of a request's stream when it is aborted or answered early.
    const sent = sentBody(request.body, request.signal);
    try {
      const response = await fetchImplementation(request.url, toInit(request, sent.body));
      const header = (name: string) => response.headers.get(name) ?? undefined;
      if (request.expect === 'stream' && response.status < 400) {
        return { status: response.status, header, text: '', stream: response.body ?? new ReadableStream({ start: (c) => c.close() }) };
      }
      return { status: response.status, header, text: await response.text() };
    } finally {
      sent.end();
    }
  };
}

function toInit(request: TransportRequest, body: BodyInit | undefined): RequestInit {
  return {
    method: request.method,
    headers: { ...request.headers },
    ...(body === undefined ? {} : { body }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    // Request streams are half duplex everywhere; without this fetch refuses them.
    ...(body instanceof ReadableStream ? ({ duplex: 'half' } as object) : {}),
  };
}

interface SentBody {
  readonly body: BodyInit | undefined;
  /** Ends the source, read to its end or not. */
  end(): void;
}

function sentBody(body: TransportRequest['body'], signal: AbortSignal | undefined): SentBody {
  const isStream = typeof body === 'object' && Symbol.asyncIterator in body && !(body instanceof Blob);
  if (!isStream) return { body: body as BodyInit | undefined, end: () => undefined };
  const iterator = body[Symbol.asyncIterator]();
  const end = (): void => {
    signal?.removeEventListener('abort', end);
    // Waits for a chunk that is on its way; nobody is interested in how that went.
    void iterator.return?.()?.catch(() => undefined);
  };
  if (signal?.aborted === true) end();
  else signal?.addEventListener('abort', end, { once: true });
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await iterator.next();
      signal?.throwIfAborted();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: end,
  });
  return { body: stream, end };
}
