import { benchError, exitCodes } from './bench-error.ts';

/** A CPU profile as the inspector sends it; only what is read here. */
export interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Time spent in a function itself, as a share of all busy time. */
export interface FunctionShare {
  readonly name: string;
  readonly share: number;
}

export interface Profiler {
  start(): Promise<void>;
  stop(): Promise<CpuProfile>;
  close(): void;
}

interface InspectorAnswer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

const idleNames = new Set(['(idle)', '(root)']);

/** Speaks to the inspector of another Node process whose address is in `errors` ("Debugger listening on ws://…"). */
export async function connectProfiler(errors: string): Promise<Profiler> {
  const address = /ws:\/\/\S+/.exec(errors)?.[0];
  if (address === undefined) throw benchError(exitCodes.failed, 'no inspector address: the server to profile must be a Node process');
  const socket = new WebSocket(address);
  const waiting = new Map<number, (message: InspectorAnswer) => void>();
  let lastId = 0;
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(benchError(exitCodes.failed, `the inspector at ${address} does not answer`)), {
      once: true,
    });
  });
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as InspectorAnswer;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  const call = async (method: string, params: object = {}): Promise<unknown> => {
    const id = ++lastId;
    socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await new Promise<InspectorAnswer>((resolve) => waiting.set(id, resolve));
    if (error !== undefined) throw benchError(exitCodes.failed, `inspector: ${method}: ${error.message}`);
    return result;
  };
  await call('Profiler.enable');
  await call('Profiler.setSamplingInterval', { interval: 200 });
  return {
    start: async () => void (await call('Profiler.start')),
    stop: async () => ((await call('Profiler.stop')) as { profile: CpuProfile }).profile,
    close: () => socket.close(),
  };
}

/** Share of busy time by function, largest first; WebAssembly is one function called `(kernel)`. */
export function functionShares(profile: CpuProfile): FunctionShare[] {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const spent = new Map<string, number>();
  let busy = 0;
  profile.samples.forEach((id, i) => {
    const frame = frames.get(id);
    if (frame === undefined || idleNames.has(frame.functionName)) return;
    const name = frame.url.startsWith('wasm://')
      ? '(kernel)'
      : `${frame.functionName || '(anonymous)'} ${frame.url.split('/').slice(-3).join('/')}`.trim();
    const delta = profile.timeDeltas[i] ?? 0;
    busy += delta;
    spent.set(name, (spent.get(name) ?? 0) + delta);
  });
  return [...spent].map(([name, time]) => ({ name, share: busy === 0 ? 0 : time / busy })).sort((a, b) => b.share - a.share);
}
