import type { RecoveryPlan } from '@sextant/contract';
import type { CallOptions } from '../call-options.ts';
import type { BodyOf } from '../operation.ts';
import type { RestDriver } from '../rest/rest-driver.ts';
import { planOf, requireDryRun } from './dry-run.ts';
import { anyCall, isDone } from './stored-snapshots.ts';

type Operation = 'recover_from_snapshot' | 'recover_shard_from_snapshot' | 'recover_partial_snapshot_from';

/** Where the snapshot is and how to take it, in the words of the API. */
export type RecoverArguments<Op extends Operation> = NonNullable<BodyOf<Op>> & { wait?: boolean };

/** Recovers from a location that the server reads; answers the plan when only that is asked for. */
export interface Recover<Op extends Operation, Place extends readonly unknown[] = []> {
  (...args: [...Place, args: RecoverArguments<Op> & { dry_run: true }, options?: CallOptions]): Promise<RecoveryPlan>;
  (...args: [...Place, args: RecoverArguments<Op> & { dry_run?: false }, options?: CallOptions]): Promise<boolean>;
}

export async function recoverSnapshot(
  driver: RestDriver,
  operation: Operation,
  path: { readonly collection_name: string },
  { wait, dry_run, ...body }: { wait?: boolean; dry_run?: boolean },
  options: CallOptions = {},
): Promise<boolean | RecoveryPlan> {
  if (dry_run === true) await requireDryRun(driver, path.collection_name, options);
  const query = { wait, ...(dry_run === true ? { dry_run } : {}) };
  const result = await anyCall(driver)(operation, { path, query, body }, { timeoutMs: 0, ...options });
  if (dry_run !== true) return isDone(result);
  // Nothing to fetch from the other node.
  return operation === 'recover_partial_snapshot_from' && result === false ? false : planOf(result);
}
