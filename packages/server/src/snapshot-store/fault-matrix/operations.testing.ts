import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ask, type CallOptions, call, type Outcome } from './call.testing.ts';
import type { ContentName } from './points.testing.ts';
import type { World } from './world.testing.ts';
import type { WorldState } from './world-state.testing.ts';

export interface RunOptions {
  /** Where the request goes: to the server, or through the proxy of the client. */
  readonly url: string;
  /** Whether the archive is compared with its digest. */
  readonly withChecksum?: boolean;
}

/** Where an operation takes place. */
export interface Scene extends Pick<World, 'store' | 'bucket' | 'url'> {
  readonly surroundings: Pick<World['surroundings'], 'origin' | 's3'>;
}

/** One of the things that must come about wholly or not at all. */
export interface Operation {
  readonly name: string;
  /** The content of the collection once it is done. */
  readonly content: ContentName;
  /** How many snapshots are listed before it and once it is done. */
  readonly stored: { readonly of: keyof WorldState['stored']; readonly before: number; readonly after: number };
  /** Whether it asks anything of the store, where that is S3. */
  readonly usesStore: boolean;
  /** Whether the request takes the digest of the archive. */
  readonly hasChecksum: boolean;
  /** Answers what `run` needs to know, such as the name of a snapshot. */
  prepare(scene: Scene): Promise<string>;
  run(scene: Scene, prepared: string, options: RunOptions): Promise<Outcome>;
  /** Whether a repetition says that it is done already. */
  readonly doneStatus?: number;
}

const unchanged = { of: 'collection', before: 0, after: 0 } as const;
const nothing = async (): Promise<string> => '';

function send(options: RunOptions, method: string, path: string, body?: CallOptions['body']): Promise<Outcome> {
  return call(options.url, method, path, body === undefined ? {} : { body });
}

const create: Operation = {
  name: 'create',
  content: 'before',
  stored: { of: 'collection', before: 0, after: 1 },
  usesStore: true,
  hasChecksum: false,
  prepare: nothing,
  run: (_world, _prepared, options) => send(options, 'POST', '/collections/c/snapshots'),
};

const stream: Operation = {
  name: 'stream',
  content: 'before',
  stored: unchanged,
  usesStore: false,
  hasChecksum: false,
  prepare: nothing,
  run: (_world, _prepared, options) => send(options, 'GET', '/collections/c/shards/0/snapshot'),
};

const upload: Operation = {
  name: 'upload',
  content: 'after',
  stored: { of: 'collection', before: 0, after: 1 },
  usesStore: true,
  hasChecksum: true,
  prepare: nothing,
  run({ surroundings: { origin } }, _prepared, options) {
    const form = new FormData();
    form.set('snapshot', new Blob([origin.archive]), 'sent.snapshot');
    const query = options.withChecksum === true ? `?checksum=${origin.checksum}` : '';
    return send(options, 'POST', `/collections/c/snapshots/upload${query}`, form);
  },
};

/** From another node; where snapshots are kept in S3, from there. */
const recover: Operation = {
  name: 'recover',
  content: 'after',
  stored: unchanged,
  usesStore: true,
  hasChecksum: true,
  async prepare({ store, bucket, surroundings: { origin, s3 } }) {
    if (store === 'local') return origin.proxy.endpoint + origin.archivePath;
    await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'elsewhere/kept.snapshot', Body: origin.archive }));
    return `s3://${bucket}/elsewhere/kept.snapshot`;
  },
  run({ surroundings: { origin } }, location, options) {
    const body = { location, ...(options.withChecksum === true ? { checksum: origin.checksum } : {}) };
    return send(options, 'PUT', '/collections/c/snapshots/recover', body);
  },
};

const partialCreate: Operation = {
  name: 'partial create',
  content: 'before',
  stored: unchanged,
  usesStore: false,
  hasChecksum: false,
  prepare: nothing,
  run: (_world, _prepared, options) => send(options, 'POST', '/collections/c/shards/0/snapshot/partial/create', {}),
};

const partialRecover: Operation = {
  name: 'partial recover',
  content: 'after',
  stored: unchanged,
  usesStore: false,
  hasChecksum: false,
  prepare: nothing,
  run: ({ surroundings: { origin } }, _prepared, options) =>
    send(options, 'POST', '/collections/c/shards/0/snapshot/partial/recover_from', { peer_url: origin.proxy.endpoint }),
};

const full: Operation = {
  name: 'full',
  content: 'before',
  stored: { of: 'full', before: 0, after: 1 },
  usesStore: true,
  hasChecksum: false,
  prepare: nothing,
  run: (_world, _prepared, options) => send(options, 'POST', '/snapshots'),
};

const remove: Operation = {
  name: 'delete',
  content: 'before',
  stored: { of: 'collection', before: 1, after: 0 },
  usesStore: true,
  hasChecksum: false,
  prepare: async ({ url }) => (await ask<{ name: string }>(url, 'POST', '/collections/c/snapshots')).name,
  run: (_world, name, options) => send(options, 'DELETE', `/collections/c/snapshots/${name}`),
  doneStatus: 404,
};

export const operations: readonly Operation[] = [create, stream, upload, recover, partialCreate, partialRecover, full, remove];
