import { randomUUID } from 'node:crypto';
import { GenericContainer, getContainerRuntimeClient, type StartedTestContainer } from 'testcontainers';
import { logTail, readiness } from './container-ready.ts';

const restPort = 6333;
const grpcPort = 6334;
const startLimitMs = 60_000;
/** Docker's own default; a server that ignores SIGTERM is killed after it. */
const graceMs = 10_000;
/** Finds a container again that the library lost in the middle of starting it. */
const idLabel = 'sextant.conformance';

export interface ContainerOptions {
  /** An image of a server of the Qdrant API: ports 6333 and 6334, `/readyz`. A local one is not pulled. */
  readonly image: string;
  /** `QDRANT__…` variables. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface ContainerTarget extends AsyncDisposable {
  /** REST; another port after a restart. */
  readonly url: string;
  readonly grpcUrl: string;
  /** SIGTERM, then the same container again with its data; resolves when it is ready. */
  readonly restart: () => Promise<void>;
  /** Stops and removes the container; answers the exit code of its server, which is 137 when SIGTERM was not enough. */
  readonly stop: () => Promise<number>;
}

/** Starts a server from an image on free ports and waits until it is ready; fails with the end of its log, and leaves no container then. */
export async function startContainer({ image, environment = {}, labels = {} }: ContainerOptions): Promise<ContainerTarget> {
  const id = randomUUID();
  let container: StartedTestContainer;
  try {
    container = await new GenericContainer(image)
      .withEnvironment({ ...environment })
      .withLabels({ ...labels, [idLabel]: id })
      .withExposedPorts(restPort, grpcPort)
      .withWaitStrategy(readiness(restPort, startLimitMs))
      .start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${image} did not become ready: ${reason}${await removeLeftOver(id)}`);
  }
  const address = (port: number) => `http://${container.getHost()}:${container.getMappedPort(port)}`;
  let stopped: Promise<number> | undefined;
  const stop = () => (stopped ??= stopContainer(container));
  return {
    get url() {
      return address(restPort);
    },
    get grpcUrl() {
      return address(grpcPort);
    },
    restart: () => container.restart({ timeout: graceMs }),
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}

async function stopContainer(container: StartedTestContainer): Promise<number> {
  const { container: containers } = await getContainerRuntimeClient();
  const handle = containers.getById(container.getId());
  try {
    await container.stop({ timeout: graceMs, remove: false });
    return (await containers.inspect(handle)).State.ExitCode;
  } finally {
    await handle.remove({ force: true, v: true });
  }
}

/** Removes the container of a start that failed, if it is still there, and answers its last words. */
async function removeLeftOver(id: string): Promise<string> {
  const runtime = await getContainerRuntimeClient().catch(() => undefined);
  const handle = await runtime?.container.fetchByLabel(idLabel, id);
  if (handle === undefined) return '';
  try {
    return await logTail(handle);
  } finally {
    await handle.remove({ force: true, v: true });
  }
}
