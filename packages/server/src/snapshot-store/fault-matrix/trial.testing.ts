import type { Loss, ProxiedRequest } from '@sextant/testkit';
import { expect } from 'vitest';
import type { Outcome } from './call.testing.ts';
import type { Operation, RunOptions } from './operations.testing.ts';
import { contents } from './points.testing.ts';
import { openWorld, type StoreKind, type Surroundings, type World } from './world.testing.ts';
import { archiveFaults, leftovers, stateOf, type WorldState } from './world-state.testing.ts';

/** One fault at one place of one operation. */
export interface Trial {
  /** Where the fault is, for the message of a failure. */
  readonly label: string;
  readonly store: StoreKind;
  readonly plant: (world: World) => void;
  /** The process ends with the fault, and the files lose this. */
  readonly kill?: Loss;
  /** The request goes through the proxy of the client. */
  readonly throughProxy?: boolean;
  readonly withChecksum?: boolean;
  /** Played however few trials are. */
  readonly always?: boolean;
  /** A byte is changed: either the archive is compared with its digest, or it may be that nobody can tell. */
  readonly damages?: 'detectably' | 'perhaps unseen';
  /** What must come of it; whatever leaves a whole state when absent. */
  readonly expects?: Outcome['kind'];
}

/** What an operation does when nothing goes wrong: each entry is a place for a fault. */
export interface Course {
  /** Steps on the file system, as the fault file system logs them. */
  readonly steps: readonly string[];
  readonly client: readonly ProxiedRequest[];
  readonly origin: readonly ProxiedRequest[];
  readonly s3: readonly ProxiedRequest[];
  /** The archive that recoveries take, and where in its middle vectors lie. */
  readonly archive: { readonly sizeBytes: number; readonly vectorsAt: number };
}

export async function courseOf(surroundings: Surroundings, operation: Operation, store: StoreKind): Promise<Course> {
  const world = await openWorld(surroundings, store);
  try {
    const prepared = await operation.prepare(world);
    world.heal();
    const before = world.vfs.steps();
    const outcome = await operation.run(world, prepared, { url: world.client.endpoint });
    await world.settled();
    expect(outcome, `${operation.name} without a fault`).toMatchObject({ kind: 'done' });
    const steps = world.vfs.log().slice(before);
    const { archive, proxy } = surroundings.origin;
    const vector = Buffer.from(Float32Array.from(contents.after.find(({ id }) => id === 16)?.vector[''] ?? []).buffer);
    return {
      steps,
      client: [...world.client.trace],
      origin: [...proxy.trace],
      s3: [...surroundings.s3Proxy.trace],
      archive: { sizeBytes: archive.length, vectorsAt: archive.indexOf(vector) },
    };
  } finally {
    await world.close();
  }
}

/** Plays one trial: runs the operation into the fault, looks at what is there, runs it again without the fault, and looks for what was left behind. */
export async function play(surroundings: Surroundings, operation: Operation, trial: Trial): Promise<WorldState> {
  const told = `${trial.store}, ${trial.label}`;
  const world = await openWorld(surroundings, trial.store);
  let state: WorldState;
  try {
    const prepared = await operation.prepare(world);
    world.heal();
    trial.plant(world);
    const options: RunOptions = {
      url: trial.throughProxy === true ? world.client.endpoint : world.url,
      ...(trial.withChecksum === undefined ? {} : { withChecksum: trial.withChecksum }),
    };
    const answered = await operation.run(world, prepared, options);
    const outcome = isCertain(answered, trial) ? answered : ({ kind: 'broken', error: JSON.stringify(answered) } as const);
    if (trial.kill !== undefined) await world.kill(trial.kill);
    await world.settled();
    world.heal();
    state = await stateOf(world);
    if (trial.damages === 'perhaps unseen') await judgeDamaged(world, state, told);
    else await judge(operation, outcome, state, told);
    if (trial.expects !== undefined) expect(outcome, told).toMatchObject({ kind: trial.expects });

    const again = await operation.run(world, prepared, { url: world.url });
    if (!(again.kind === 'refused' && again.status === operation.doneStatus))
      expect(again, `${told}: run again`).toMatchObject({ kind: 'done' });
    const last = await stateOf(world);
    const isKept = trial.damages === 'perhaps unseen' && operation.name === 'upload'; // The damaged archive may be listed under a damaged name.
    await judge(operation, repeated, isKept ? { ...last, faults: [] } : last, `${told}: run again`);
  } finally {
    await world.close();
  }
  expect(await leftovers(world), `${told}: left behind`).toEqual([]);
  return state;
}

const repeated: Outcome = { kind: 'done', status: 200, bytes: Buffer.alloc(0) };

/** What no digest protects may have become another content: then it is one that can be read to the last point, after a start as well. */
async function judgeDamaged(world: World, state: WorldState, told: string): Promise<void> {
  expect(state.content, told).not.toMatch(/^\{/);
  expect(state.other, told).toBe('before');
  await world.kill('none');
  expect((await stateOf(world)).content, `${told}: after a start`).toBe(state.content);
}

/** A dead process refuses nothing, and what S3 did while it could not be reached is known to nobody. */
function isCertain(outcome: Outcome, { kill }: Trial): boolean {
  return outcome.kind !== 'refused' || (kill === undefined && !(outcome.status === 502 && outcome.error.includes('s3://')));
}

/** As before or as after, never between: done is after, refused is before, and where the answer was lost it is one of the two. */
export async function judge(operation: Operation, outcome: Outcome, state: WorldState, told: string): Promise<void> {
  const { of, before, after } = operation.stored;
  const shown = `${told}: ${outcome.kind === 'done' ? 'done' : JSON.stringify(outcome)}`;
  expect(state.faults, shown).toEqual([]);
  expect(state.other, shown).toBe('before');
  const allowed = { done: [operation.content], refused: ['before'], broken: ['before', operation.content] }[outcome.kind];
  expect(allowed, shown).toContain(state.content);
  const isMore = after > before;
  const counts = {
    done: isMore ? state.stored[of] >= after : state.stored[of] === after,
    refused: state.stored[of] === before,
    broken: true,
  };
  expect(counts[outcome.kind], `${shown}: ${state.stored[of]} snapshots listed`).toBe(true);
  if (outcome.kind === 'done' && isArchive(operation, outcome)) expect(await archiveFaults(outcome.bytes), shown).toEqual([]);
}

function isArchive({ name }: Operation, { bytes }: { readonly bytes: Buffer }): boolean {
  return (name === 'stream' || name === 'partial create') && bytes.length > 0;
}
