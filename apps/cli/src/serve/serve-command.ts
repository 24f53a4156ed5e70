import type { Command } from '../command.ts';

/** `sextant serve`: the server as a process. It is loaded only here: the other commands start without it. */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'run a server with the Qdrant API',
  async run(args, signal) {
    const { runServer } = await import('@sextant/app-server');
    return runServer(args, signal);
  },
};
