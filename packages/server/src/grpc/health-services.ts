import type { ServiceImpl } from '@connectrpc/connect';
import { GrpcHealthCheckResponse_ServingStatus, type Health, type Qdrant } from '@sextant/contract/grpc';
import type { ServerContext } from '../context.ts';
import { apiVersion, serviceTitle } from '../version.ts';

export const qdrantService: ServiceImpl<typeof Qdrant> = {
  healthCheck: () => ({ title: serviceTitle, version: apiVersion }),
};

/** Any service name is answered alike, as by the real server; a stopping server says so to load balancers. */
export function healthService({ stopping }: Pick<ServerContext, 'stopping'>): ServiceImpl<typeof Health> {
  const { SERVING, NOT_SERVING } = GrpcHealthCheckResponse_ServingStatus;
  return { check: () => ({ status: stopping.aborted ? NOT_SERVING : SERVING }) };
}
