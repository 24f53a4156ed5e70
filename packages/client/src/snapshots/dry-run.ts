import type { RecoveryPlan } from '@sextant/contract';
import type { CallOptions } from '../call-options.ts';
import { isQdrantError, QdrantError } from '../error.ts';
import { routes } from '../gen/routes.ts';
import type { RestDriver } from '../rest/rest-driver.ts';
import { buildPath } from '../rest/rest-driver.ts';

const known = new WeakSet<RestDriver['exchange']>();

/**
 * Fails unless the server knows `dry_run`. Real Qdrant passes over parameters it does not know, and would carry out what was only to be planned.
 * What is asked here is refused by every server: a form without a body.
 */
export async function requireDryRun(driver: RestDriver, collection: string, call: CallOptions): Promise<void> {
  if (known.has(driver.exchange)) return;
  const path = buildPath(routes.recover_from_uploaded_snapshot.path, { collection_name: collection }, { dry_run: true, wait: false });
  try {
    await driver.exchange({ method: 'POST', path, expect: 'text', repeatable: true }, call);
  } catch (error) {
    if (!isQdrantError(error) || error.status === undefined) throw error;
    if (error.serverMessage?.includes('dry_run') === true) {
      known.add(driver.exchange);
      return;
    }
    if (error.status === 401 || error.status === 403 || error.retryable) throw error;
  }
  throw new QdrantError('this server does not know dry_run and would carry out the recovery: nothing was sent', {
    code: 'not_implemented',
  });
}

/** The plan in an answer. */
export function planOf(result: unknown): RecoveryPlan {
  if (typeof result === 'object' && result !== null && 'action' in result) return result as RecoveryPlan;
  throw new QdrantError('the answer to a dry run holds no plan', { code: 'bad_answer' });
}
