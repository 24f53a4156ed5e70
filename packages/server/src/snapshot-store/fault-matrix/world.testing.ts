import { type FaultVfs, faultVfs, type HttpFaultProxy, type Loss, startHttpFaultProxy } from '@sextant/testkit';
import type { S3Server } from '@sextant/testkit/s3';
import type { Vfs } from '@sextant/vfs';
import { type OpenedServer, openServer } from '../../create-server.ts';
import { ask } from './call.testing.ts';
import type { Origin } from './origin.testing.ts';
import { contents } from './points.testing.ts';
import { copyOf } from './storage-image.testing.ts';

export type StoreKind = 'local' | 's3';

/** What all trials share. */
export interface Surroundings {
  readonly origin: Origin;
  readonly s3: S3Server;
  /** Stands between the servers under test and S3. */
  readonly s3Proxy: HttpFaultProxy;
}

/** A server under test with everything around it that can fail. */
export interface World {
  readonly surroundings: Surroundings;
  readonly store: StoreKind;
  readonly bucket: string;
  /** Stands between the client and the server. */
  readonly client: HttpFaultProxy;
  readonly vfs: FaultVfs;
  /** Of the server itself, past the proxy. */
  readonly url: string;
  /** Nothing goes wrong any more, and whoever was gone is back. */
  heal(): void;
  /** Resolves when no snapshot work is under way any more. */
  settled(): Promise<void>;
  /** The process dies now; the next one starts with what is left of the files. */
  kill(loss: Loss): Promise<void>;
  close(): Promise<void>;
}

export async function openWorld(surroundings: Surroundings, store: StoreKind): Promise<World> {
  const { origin, s3, s3Proxy } = surroundings;
  s3Proxy.reset();
  origin.proxy.reset();
  const bucket = store === 's3' ? await s3.newBucket() : '';
  const start = (on: Vfs): Promise<OpenedServer> => startOn(on, surroundings, store, bucket);
  let vfs = await faulty(await copyOf(origin.image));
  let opened = await start(vfs);
  await writeAgain(opened.server.url);
  let client = await startHttpFaultProxy(opened.server.url);
  return {
    surroundings,
    store,
    bucket,
    get client() {
      return client;
    },
    get vfs() {
      return vfs;
    },
    get url() {
      return opened.server.url;
    },
    heal() {
      vfs.heal();
      for (const proxy of [s3Proxy, origin.proxy, client]) proxy.reset();
    },
    async settled() {
      while (opened.context.snapshots.tasks().length > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    },
    async kill(loss) {
      vfs.crash();
      await client[Symbol.asyncDispose]();
      await opened.server.close().catch(() => undefined); // Nothing it does reaches the files any more.
      vfs = await faulty(await vfs.afterCrash(loss));
      opened = await start(vfs);
      client = await startHttpFaultProxy(opened.server.url);
    },
    async close() {
      await client[Symbol.asyncDispose]();
      await opened.server.close();
    },
  };
}

/** Changes nothing, and leaves the server with writes that only its log holds. */
async function writeAgain(url: string): Promise<void> {
  await ask(url, 'PUT', '/collections/c/points?wait=true', { points: contents.before.slice(-2) });
}

async function faulty(inner: Vfs): Promise<FaultVfs> {
  const vfs = faultVfs(inner, { tornWrites: true });
  await vfs.adopt('/');
  return vfs;
}

function startOn(vfs: Vfs, { s3, s3Proxy }: Surroundings, store: StoreKind, bucket: string): Promise<OpenedServer> {
  const s3_config = { bucket, access_key: s3.accessKey, secret_key: s3.secretKey, endpoint_url: s3Proxy.endpoint };
  const config = store === 'local' ? {} : { storage: { snapshots_config: { snapshots_storage: store, s3_config } } };
  return openServer({ grpcPort: null, walFsync: 'always', gracePeriodMs: 0, config }, vfs);
}
