import { type FsErrorCode, fsError, joinPath, type OpenFlags, type Vfs, type VfsFile } from '@sextant/vfs';
import { createDurability, type Durability, type Loss } from './fault-vfs-durability.ts';
import { createRandom } from './seeded-random.ts';

/** Calls that change something on disk; each is one step at which a process may die. */
export type FaultStep = 'open' | 'write' | 'truncate' | 'sync' | 'mkdir' | 'rename' | 'unlink' | 'rm' | 'syncDir';

/** What happens instead of the call. `short` writes the first `sizeBytes` and then fails, as a disk that fills up does. */
export type Fault =
  | { readonly kind: 'error'; readonly code: FsErrorCode }
  | { readonly kind: 'short'; readonly sizeBytes: number; readonly code: FsErrorCode }
  | { readonly kind: 'crash' };

export interface FaultRule {
  readonly on: FaultStep | 'read' | readonly (FaultStep | 'read')[];
  /** Only calls whose path matches. */
  readonly path?: RegExp;
  /** The how-manieth matching call fails, from 1; default 1. */
  readonly nth?: number;
  /** Also every matching call after it. */
  readonly forever?: boolean;
  readonly fault: Fault;
}

export interface FaultOptions {
  readonly rules?: readonly FaultRule[];
  /** The process dies instead of taking this step (from 1), and every later call throws. */
  readonly crashAtStep?: number;
  /** A crash inside a write leaves its first half. */
  readonly tornWrites?: boolean;
  /** Fails steps at random but reproducibly. */
  readonly random?: { readonly seed: number; readonly probability: number; readonly code?: FsErrorCode };
}

/** A file system that fails on demand and remembers what a power cut would have kept. */
export interface FaultVfs extends Vfs {
  /** Steps taken or refused so far. */
  steps(): number;
  /** One line a step: `write /data/wal/open-1 4096@8`. */
  log(): readonly string[];
  /** Paths of the files that are open now: a test expects none at its end. */
  openHandles(): string[];
  /** Adds a rule from here on. */
  addRule(rule: FaultRule): void;
  /** Nothing that was planted by rules goes wrong any more. */
  heal(): void;
  /** The process dies now. */
  crash(): void;
  isCrashed(): boolean;
  /** Takes what lies below `path` as durable: for a file system that was filled before it was wrapped. */
  adopt(path: string): Promise<void>;
  /**
   * The file system as the next process finds it: `none` after a kill, `unsynced` after a power cut that kept only what was
   * synced, `{ seed }` after one that kept a random part of the rest. The two latter are a new in-memory file system.
   */
  afterCrash(loss: Loss): Promise<Vfs>;
}

/** Code of the errors that a simulated crash raises. */
export const simulatedCrashCode = 'SIMULATED_CRASH';

interface FaultState {
  readonly inner: Vfs;
  readonly options: FaultOptions;
  readonly rules: { readonly rule: FaultRule; hits: number }[];
  readonly random: () => number;
  readonly durability: Durability;
  readonly log: string[];
  readonly handles: Map<VfsFile, string>;
  crashed: boolean;
}

/** Wraps a file system so that scripted, seeded or stepwise faults can be played on the code above it. */
export function faultVfs(inner: Vfs, options: FaultOptions = {}): FaultVfs {
  const state: FaultState = {
    inner,
    options,
    rules: (options.rules ?? []).map((rule) => ({ rule, hits: 0 })),
    random: createRandom(options.random?.seed ?? 0),
    durability: createDurability(),
    log: [],
    handles: new Map(),
    crashed: false,
  };
  const { durability } = state;
  const alive = <T>(call: () => Promise<T>): Promise<T> => (state.crashed ? Promise.reject(crashError()) : call());
  return {
    open: (path, flags) => openFile(state, path, flags),
    readFile: async (path) => {
      passRead(state, path);
      return inner.readFile(path);
    },
    readdir: async (path) => alive(() => inner.readdir(path)),
    stat: async (path) => alive(() => inner.stat(path)),
    freeBytes: async (path) => alive(() => inner.freeBytes(path)),
    mkdir: async (path, mkdirOptions) => {
      passStep(state, 'mkdir', path);
      await inner.mkdir(path, mkdirOptions);
      durability.makeDirectory(path);
    },
    rename: async (from, to) => {
      passStep(state, 'rename', from, `-> ${to}`);
      await inner.rename(from, to);
      durability.rename(from, to);
    },
    unlink: async (path) => {
      passStep(state, 'unlink', path);
      await inner.unlink(path);
      durability.remove(path);
    },
    rm: (path, rmOptions) => removeStepwise(state, path, rmOptions?.recursive ?? false),
    syncDir: async (path) => {
      passStep(state, 'syncDir', path);
      await inner.syncDir(path);
      durability.syncDirectory(path);
    },
    steps: () => state.log.length,
    log: () => state.log,
    openHandles: () => [...state.handles.values()],
    addRule: (rule) => state.rules.push({ rule, hits: 0 }),
    heal: () => {
      state.rules.length = 0;
    },
    crash: () => {
      state.crashed = true;
    },
    isCrashed: () => state.crashed,
    adopt: (path) => durability.adopt(inner, path),
    afterCrash: async (loss) => (loss === 'none' ? inner : durability.imageAfterLoss(loss)),
  };
}

function crashError(): NodeJS.ErrnoException {
  return Object.assign(new Error('the process died here (simulated crash)'), { code: simulatedCrashCode });
}

function matchRules(state: FaultState, on: FaultStep | 'read', path: string): Fault | undefined {
  let fault: Fault | undefined;
  for (const entry of state.rules) {
    const { rule } = entry;
    if (!(typeof rule.on === 'string' ? rule.on === on : rule.on.includes(on))) continue;
    if (rule.path && !rule.path.test(path)) continue;
    entry.hits += 1;
    const nth = rule.nth ?? 1;
    if (entry.hits === nth || (rule.forever && entry.hits > nth)) fault ??= rule.fault;
  }
  return fault;
}

/** Throws unless the call may go on; a `short` fault is the caller's to play. */
function passStep(state: FaultState, step: FaultStep, path: string, detail = ''): Extract<Fault, { kind: 'short' }> | undefined {
  if (state.crashed) throw crashError();
  state.log.push(detail === '' ? `${step} ${path}` : `${step} ${path} ${detail}`);
  const fault = state.log.length === state.options.crashAtStep ? ({ kind: 'crash' } as const) : matchRules(state, step, path);
  if (fault?.kind === 'crash') {
    state.crashed = true;
    throw crashError();
  }
  if (fault?.kind === 'error') throw fsError(fault.code, step, path);
  const { random } = state.options;
  if (!fault && random && state.random() < random.probability) throw fsError(random.code ?? 'EIO', step, path);
  return fault;
}

function passRead(state: FaultState, path: string): void {
  if (state.crashed) throw crashError();
  const fault = matchRules(state, 'read', path);
  if (fault?.kind === 'crash') {
    state.crashed = true;
    throw crashError();
  }
  if (fault) throw fsError(fault.code, 'read', path);
}

async function openFile(state: FaultState, path: string, flags: OpenFlags): Promise<VfsFile> {
  const changes = flags !== 'r' && flags !== 'r+';
  if (changes) passStep(state, 'open', path, flags);
  else if (state.crashed) throw crashError();
  const inner = await state.inner.open(path, flags);
  const node = changes ? state.durability.createFile(path, flags === 'w+') : state.durability.fileAt(path);
  const file = faultFile(state, path, inner, node);
  state.handles.set(file, path);
  return file;
}

function faultFile(state: FaultState, path: string, inner: VfsFile, node: ReturnType<Durability['fileAt']>): VfsFile {
  const { durability } = state;
  const file: VfsFile = {
    read: async (target, position) => {
      passRead(state, path);
      return inner.read(target, position);
    },
    write: async (data, position) => {
      const write = async (part: Uint8Array): Promise<void> => {
        await inner.write(part, position);
        durability.write(node, part, position);
      };
      const wasCrashed = state.crashed;
      let short: Extract<Fault, { kind: 'short' }> | undefined;
      try {
        short = passStep(state, 'write', path, `${data.length}@${position}`);
      } catch (error) {
        if (!wasCrashed && state.crashed && state.options.tornWrites) await write(data.subarray(0, data.length >> 1));
        throw error;
      }
      if (!short) return write(data);
      await write(data.subarray(0, short.sizeBytes));
      throw fsError(short.code, 'write', path);
    },
    truncate: async (sizeBytes) => {
      passStep(state, 'truncate', path, `${sizeBytes}`);
      await inner.truncate(sizeBytes);
      durability.truncate(node, sizeBytes);
    },
    sync: async () => {
      passStep(state, 'sync', path);
      await inner.sync();
      durability.syncFile(node);
    },
    stat: async () => {
      if (state.crashed) throw crashError();
      return inner.stat();
    },
    close: async () => {
      state.handles.delete(file);
      await inner.close();
      if (state.crashed) throw crashError();
    },
  };
  return file;
}

// A tree goes entry by entry, each a step of its own: a crash in between leaves a half-removed tree, as on a real disk.
async function removeStepwise(state: FaultState, path: string, recursive: boolean): Promise<void> {
  if (state.crashed) throw crashError();
  let kind: string;
  try {
    ({ kind } = await state.inner.stat(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (kind === 'directory' && recursive) {
    for (const entry of await state.inner.readdir(path)) await removeStepwise(state, joinPath(path, entry.name), true);
  }
  passStep(state, 'rm', path);
  await state.inner.rm(path, { recursive });
  state.durability.remove(path);
}
