import type { CallOptions } from './call-options.ts';
import type { Driver, ResultOf } from './operation.ts';

/** The server itself: version, health, metrics, telemetry. */
export interface ServiceMethods {
  /** Title and version of the server. */
  versionInfo(options?: CallOptions): Promise<ResultOf<'root'>>;
  /** Resolves when the server is ready to serve; rejects when it is not. */
  readyz(options?: CallOptions): Promise<string>;
  healthz(options?: CallOptions): Promise<string>;
  /** Metrics in Prometheus' text format. */
  metrics(options?: CallOptions): Promise<string>;
  telemetry(options?: CallOptions): Promise<ResultOf<'telemetry'>>;
}

export function serviceMethods(driver: Driver): ServiceMethods {
  const nowhere = { path: undefined as never };
  return {
    versionInfo: (options) => driver.call('root', nowhere, options),
    readyz: (options) => driver.call('readyz', nowhere, options),
    healthz: (options) => driver.call('healthz', nowhere, options),
    metrics: (options) => driver.call('metrics', nowhere, options),
    telemetry: (options) => driver.call('telemetry', nowhere, options),
  };
}
