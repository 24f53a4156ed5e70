/** gRPC, gRPC-Web and Connect: the services of the contract over an engine, and the port they are served on. */
export { createGrpcHandler, type GrpcHandler, type GrpcHandlerOptions } from './grpc-handler.ts';
export { listenGrpc, type ListenGrpcOptions } from './listen-grpc.ts';
export { registerGrpcServices } from './register-services.ts';
