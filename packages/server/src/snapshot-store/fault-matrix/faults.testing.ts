import type { FaultRule, HttpFault, HttpFaultProxy, ProxiedRequest } from '@sextant/testkit';
import type { Operation } from './operations.testing.ts';
import type { Course, Trial } from './trial.testing.ts';
import type { StoreKind, World } from './world.testing.ts';

/** Something that goes wrong, and all the places of an operation where it can. */
export interface Fault {
  readonly name: string;
  readonly stores: readonly StoreKind[];
  trials(operation: Operation, course: Course, store: StoreKind, random: () => number): Trial[];
}

const changingSteps = ['open', 'write', 'truncate', 'sync', 'mkdir', 'rename', 'unlink', 'rm', 'syncDir'] as const;
/** Those that a disk without room refuses. */
const growingSteps = ['open', 'write', 'mkdir', 'sync'] as const;

type Step = (typeof changingSteps)[number];

function countOf(course: Course, kinds: readonly Step[]): number {
  return course.steps.filter((step) => (kinds as readonly string[]).includes(step.slice(0, step.indexOf(' ')))).length;
}

/** Places 1 … count. */
function places(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}

/** An operation without such a step must not notice the fault: one trial shows that. */
function placesOrFirst(count: number): number[] {
  return places(Math.max(1, count));
}

function planted(rule: FaultRule): (world: World) => void {
  return ({ vfs }) => vfs.addRule(rule);
}

const kill: Fault = {
  name: 'kill',
  stores: ['local'],
  trials: (_operation, course, store) =>
    // One place more than there are: the process dies after the answer.
    places(countOf(course, changingSteps) + 1).flatMap((nth) =>
      (['none', 'unsynced'] as const).map((loss) => ({
        label: `at step ${nth}, loss of ${loss}`,
        store,
        plant: planted({ on: changingSteps, nth, fault: { kind: 'crash' } }),
        kill: loss,
      })),
    ),
};

const fullDisk: Fault = {
  name: 'ENOSPC',
  stores: ['local', 's3'],
  trials: (_operation, course, store) =>
    placesOrFirst(countOf(course, growingSteps)).map((nth, _at, { length }) => ({
      label: `from growing step ${nth} of ${length} on`,
      store,
      ...(countOf(course, growingSteps) === 0 ? { expects: 'done' as const } : {}),
      plant: planted({ on: growingSteps, nth, forever: true, fault: { kind: 'error', code: 'ENOSPC' } }),
    })),
};

const shortWrite: Fault = {
  name: 'short write',
  stores: ['local', 's3'],
  trials: (_operation, course, store, random) =>
    placesOrFirst(countOf(course, ['write'])).map((nth, _at, { length }) => {
      const sizeBytes = Math.floor(random() * 64);
      return {
        label: `write ${nth} of ${length} after ${sizeBytes} bytes`,
        store,
        ...(countOf(course, ['write']) === 0 ? { expects: 'done' as const } : {}),
        plant: planted({ on: 'write', nth, fault: { kind: 'short', sizeBytes, code: 'EIO' } }),
      };
    }),
};

export interface Link {
  readonly name: 'client' | 'origin' | 's3';
  readonly trace: readonly ProxiedRequest[];
  proxyOf(world: World): HttpFaultProxy;
}

export function linksOf(course: Course): Link[] {
  return [
    { name: 'client', trace: course.client, proxyOf: ({ client }) => client },
    { name: 'origin', trace: course.origin, proxyOf: ({ surroundings }) => surroundings.origin.proxy },
    { name: 's3', trace: course.s3, proxyOf: ({ surroundings }) => surroundings.s3Proxy },
  ];
}

/** Each way a connection can end in a request of this size: before it is read, in the middle of either body, before the answer. */
function cuts({ requestBytes, answerBytes }: ProxiedRequest, random: () => number): HttpFault[] {
  const somewhere = (size: number): number => Math.floor(random() * size);
  return [
    { kind: 'gone' },
    ...(requestBytes > 0 ? [{ kind: 'cut_request', afterBytes: somewhere(requestBytes) } as const] : []),
    { kind: 'lose_answer' },
    ...(answerBytes > 0 ? [{ kind: 'cut_answer', afterBytes: somewhere(answerBytes) } as const] : []),
  ];
}

function linkTrials(course: Course, store: StoreKind, random: () => number, forever: boolean): Trial[] {
  return linksOf(course).flatMap(({ name, trace, proxyOf }) =>
    trace.flatMap((request, at) =>
      cuts(request, random).map((fault) => ({
        label: `${name} link, request ${at + 1} (${request.operation}): ${JSON.stringify(fault)}${forever ? ', and nobody there from then on' : ''}`,
        store,
        throughProxy: name === 'client',
        plant(world: World) {
          proxyOf(world).plant({ nth: at + 1, fault });
          // Counted among those that come to this rule: the one that is cut does not.
          if (forever) proxyOf(world).plant({ nth: at + 1, times: Number.POSITIVE_INFINITY, fault: { kind: 'gone' } });
        },
      })),
    ),
  );
}

const connectionCut: Fault = {
  name: 'connection cut',
  stores: ['local', 's3'],
  trials: (_operation, course, store, random) => linkTrials(course, store, random, false),
};

const peerGone: Fault = {
  name: 'peer gone',
  stores: ['local', 's3'],
  trials: (_operation, course, store, random) => linkTrials(course, store, random, true),
};

const refusals = [
  { fault: { kind: 'answer', status: 403, code: 'AccessDenied' }, times: 1 },
  { fault: { kind: 'answer', status: 404, code: 'NoSuchBucket' }, times: 1 },
  { fault: { kind: 'answer', status: 503, code: 'SlowDown' }, times: 1, expects: 'done' },
  { fault: { kind: 'answer', status: 500, code: 'InternalError' }, times: Number.POSITIVE_INFINITY },
] as const;

/** Where an operation asks nothing of S3, it must not notice that S3 is down. */
const s3Error: Fault = {
  name: 'S3 error',
  stores: ['s3'],
  trials: ({ usesStore }, course, store) =>
    usesStore
      ? course.s3.flatMap(({ operation }, at) =>
          refusals.map(({ fault, times, ...expected }) => ({
            label: `request ${at + 1} (${operation}): ${fault.status} ${times === 1 ? 'once' : 'from then on'}`,
            store,
            ...expected,
            plant: ({ surroundings }: World) => surroundings.s3Proxy.plant({ nth: at + 1, times, fault }),
          })),
        )
      : [
          {
            label: 'down',
            store,
            expects: 'done',
            plant: ({ surroundings }) => surroundings.s3Proxy.plant({ times: Number.POSITIVE_INFINITY, fault: refusals[3].fault }),
          },
        ],
};

export const faults: readonly Fault[] = [kill, fullDisk, shortWrite, connectionCut, peerGone, s3Error];
