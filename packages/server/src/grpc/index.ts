/** gRPC, gRPC-Web and Connect: the services of the contract over an engine, and the port they are served on. */
export { createGrpcHandler } from './grpc-handler.ts';
export { listenGrpc } from './listen-grpc.ts';
