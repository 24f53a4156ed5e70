import { runServer } from './run-server.ts';

const signals = ['SIGTERM', 'SIGINT'] as const;

/** Aborted by the first signal, which gives the next one its usual effect back. */
function signalled(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    for (const signal of signals) process.off(signal, stop);
    controller.abort();
  };
  for (const signal of signals) process.on(signal, stop);
  return controller.signal;
}

process.exitCode = await runServer(process.argv.slice(2), signalled());
