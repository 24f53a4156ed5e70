// for users
export type { CallOptions, RetryOptions } from './call-options.ts';
export type { CollectionMethods } from './collection-methods.ts';
export type { Connection, ConnectionOptions } from './connection.ts';
export { type ClientOptions, createClient, type GrpcSetup, type QdrantClient } from './create-client.ts';
export { type ClientErrorCode, isQdrantError, QdrantError, type QdrantErrorFields } from './error.ts';
export type { BodyOf, Driver, Numeric, OperationArguments, OperationId, PathOf, QueryOf, ResultOf } from './operation.ts';
export type { Args, PointMethods } from './point-methods.ts';
// for other libraries
export { fetchTransport } from './rest/fetch-transport.ts';
export type { RestTransport, TransportRequest, TransportResponse } from './rest/transport.ts';
export type { ScrollAllArguments } from './scroll-all.ts';
export type { ServiceMethods } from './service-methods.ts';
export type { PartialSnapshots, ShardSnapshots } from './snapshots/shard-snapshots.ts';
export type { DownloadOptions, SnapshotDownload } from './snapshots/snapshot-download.ts';
export type { SnapshotMethods } from './snapshots/snapshot-methods.ts';
export type { Recover, RecoverArguments } from './snapshots/snapshot-recovery.ts';
export type { SnapshotSource } from './snapshots/snapshot-source.ts';
export type { SnapshotPriority, Upload, UploadOptions } from './snapshots/snapshot-upload.ts';
export type { StoredSnapshots } from './snapshots/stored-snapshots.ts';
export type { TransferOptions, TransferProgress } from './snapshots/transfer-options.ts';
export type { UpsertManyOptions, UpsertManyPoint, UpsertManyReport } from './upsert-many.ts';
