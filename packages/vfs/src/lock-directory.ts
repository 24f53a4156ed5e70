import { stat } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { platform } from 'node:os';
import { fsError } from './fs-error.ts';

// Node has no flock. On Linux a name in the abstract socket namespace does as well, and better than a lock file would: the kernel gives it to one
// socket at a time and takes it back when the process ends, however it ends, so that nothing stale can ever be in the way of a start. The name is made
// of device and inode: the same directory under another path or mount has the same one. Containers with networks of their own do not see each other.

const answerTimeoutMs = 500;

/**
 * Takes a directory for this process until the answered function is called or the process ends. Fails with `EBUSY`, naming the process that has it. Where
 * the system has no lock that cannot go stale (anything but Linux) there is none, and nothing fails.
 */
export async function lockDirectory(path: string): Promise<() => Promise<void>> {
  if (platform() !== 'linux') return async () => {};
  const { dev, ino } = await stat(path, { bigint: true });
  const name = `\0sextant-directory-${dev}-${ino}`;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    // Both halves: who asks might never close the other, and the lock can only be given back when no connection is left.
    socket.end(String(process.pid), () => socket.destroy());
    socket.unref();
  });
  try {
    await listen(server, name);
  } catch (error) {
    // A sandbox without such sockets is no reason not to start.
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return async () => {};
    const holder = await askHolder(name);
    throw Object.assign(fsError('EBUSY', 'lock', path), { holder });
  }
  server.unref();
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}

function listen(server: Server, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path: name, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** The number of the process behind a name; undefined when it does not answer. */
function askHolder(name: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ path: name });
    const timer = setTimeout(() => socket.destroy(), answerTimeoutMs);
    socket.on('data', (data) => {
      text += String(data);
    });
    socket.on('error', () => {});
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(/^\d+$/.test(text) ? Number(text) : undefined);
    });
  });
}
