export type { Access, CollectionRight } from './auth/access.ts';
export type { ConfigLayer, LoadedConfig } from './config/load-config.ts';
export { ConfigError, environmentLayer, loadConfig, yamlLayer } from './config/load-config.ts';
export type { ServerConfig } from './config/schema.ts';
export { createServer } from './create-server.ts';
export { standardOutput } from './log/logger.ts';
export type { CollectionToRestore, RestoreOptions, RestoreProgress } from './restore/restore-options.ts';
export type { Server, ServerOptions } from './server-options.ts';
export { apiVersion } from './version.ts';
