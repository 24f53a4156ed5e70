import { Code, ConnectError, createContextKey, type HandlerContext } from '@connectrpc/connect';
import { type Access, fullAccess } from '../auth/access.ts';
import { authorizeAny } from '../auth/authorize.ts';
import type { ServerContext } from '../context.ts';
import { needOfMethod } from './access-needs.ts';
import { toConnectError } from './errors.ts';

/** The rights of a call, for interceptors and handlers. */
export const accessKey = createContextKey<Access>(fullAccess, { description: 'rights of the caller' });

/** Checks credentials, and rights as far as they do not depend on the collection in the message, before a byte of it is read. */
export function createAccessGate({
  access,
  metrics,
}: Pick<ServerContext, 'access' | 'metrics'>): (context: HandlerContext) => Promise<void> {
  return async ({ method, requestHeader, values }) => {
    if (!access.enabled || needOfMethod(method) === 'open') return;
    const apiKey = requestHeader.get('api-key') ?? undefined;
    const authorization = requestHeader.get('authorization') ?? undefined;
    const decision = await access.decide({
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(authorization === undefined ? {} : { authorization }),
    });
    if (!decision.ok) {
      const code = decision.status === 401 ? Code.Unauthenticated : Code.PermissionDenied;
      metrics.grpcResponse(`/${method.parent.typeName}/${method.name}`, code, 0);
      throw new ConnectError(decision.message, code);
    }
    try {
      authorizeAny(decision.access, needOfMethod(method));
    } catch (error) {
      metrics.grpcResponse(`/${method.parent.typeName}/${method.name}`, Code.PermissionDenied, 0);
      throw toConnectError(error);
    }
    values.set(accessKey, decision.access);
  };
}
