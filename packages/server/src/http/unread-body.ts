import type { IncomingMessage } from 'node:http';

const mostBytes = 64 << 20;
const longestSilenceMs = 10_000;

/**
 * Lets go of a body that nobody wants any more: the request has been answered. The rest is read and forgotten, so that a client that only reads when it
 * has sent everything gets to see the answer; one that goes on for too long, or keeps silent, loses its connection.
 */
export function leaveUnread(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  const { socket } = request;
  const cut = (): void => void socket.destroy();
  let seen = 0;
  request.unpipe();
  request.on('error', () => undefined);
  request.on('data', (chunk: Uint8Array) => {
    seen += chunk.length;
    if (seen > mostBytes) cut();
  });
  request.once('end', () => socket.off('timeout', cut));
  socket.setTimeout(longestSilenceMs);
  socket.once('timeout', cut);
  request.resume();
}
