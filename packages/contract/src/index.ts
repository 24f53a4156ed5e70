/** The REST contract: every schema under the name Qdrant gives it, and what the server and the client need beside the types. */
export { isDateTime, isJsonPath } from './check.ts';
export type { ErrorCode, ErrorRow, GrpcStatus } from './error-table.ts';
export { errorTable, grpcStatusNumber } from './error-table.ts';
export { type OperationId, type OperationTypes, operations } from './gen/operations.ts';
export type { components, operations as RestOperations, paths as RestPaths } from './gen/rest.ts';
export type * from './gen/schemas.ts';
export type { AliasOperations as AliasOperation, Datatype as DenseDatatype } from './gen/schemas.ts';
export * from './gen/validate.ts';
export { validators } from './gen/validate.ts';
export { collectionNameProblem, collectionNameRefused, limits } from './limits.ts';
export type { AccessLevel, JsonBody, Operation, OperationParam, OperationResult, UploadBody } from './operation.ts';
export type { ValidationIssue, Validator } from './validate.ts';
