import type { Engine } from '@sextant/engine';
import type { Vfs } from '@sextant/vfs';
import { localStore } from './local-store.ts';
import { openSnapshotService } from './open-snapshot-service.ts';
import type { SnapshotService } from './snapshot-service.ts';

/** The snapshots of an engine, in the same file system below `/snapshots`. */
export function engineSnapshots(engine: Engine, vfs: Vfs): Promise<SnapshotService> {
  return openSnapshotService({ engine, vfs, store: localStore(vfs, '/snapshots'), snapshotsPath: '/snapshots', urlRecovery: false });
}
