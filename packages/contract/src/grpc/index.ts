/** The gRPC contract: messages, enums and services of Qdrant under their own names, for protobuf-es and Connect. */
export * from '../gen/grpc/index.ts';
export { grpcServices } from './services.ts';
