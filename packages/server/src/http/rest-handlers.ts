import { clusterHandlers } from './cluster-handlers.ts';
import { collectionHandlers } from './collection-handlers.ts';
import type { Handlers } from './handler.ts';
import { partialSnapshotHandlers } from './partial-snapshot-handlers.ts';
import { pointReadHandlers } from './point-read-handlers.ts';
import { pointWriteHandlers } from './point-write-handlers.ts';
import { serviceHandlers } from './service-handlers.ts';
import { snapshotHandlers } from './snapshot-handlers.ts';
import { unbuiltHandlers } from './unbuilt-handlers.ts';

/** All operations of the REST interface that are built, and those whose bodies are checked before they are refused. */
export const restHandlers: Handlers = {
  ...unbuiltHandlers,
  ...serviceHandlers,
  ...clusterHandlers,
  ...collectionHandlers,
  ...pointReadHandlers,
  ...pointWriteHandlers,
  ...snapshotHandlers,
  ...partialSnapshotHandlers,
};
