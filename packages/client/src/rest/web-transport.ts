import { fetchTransport } from './fetch-transport.ts';
import type { RestTransport } from './transport.ts';

/** The transport of browsers, Deno, Bun and workers. */
export function platformTransport(): RestTransport {
  return fetchTransport();
}
