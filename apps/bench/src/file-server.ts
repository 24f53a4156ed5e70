/**
 * Sends a file to whoever asks, in a process of its own that has nothing to do with the servers measured: what a download costs the machine alone.
 * Forked with `FILE`, it sends its URL, and ends with whoever forked it.
 */

import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

const [file] = process.argv.slice(2);
const server = createServer((_, response) => {
  pipeline(createReadStream(file!, { highWaterMark: 1 << 20 }), response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once('disconnect', () => {
  server.closeAllConnections();
  server.close();
});
