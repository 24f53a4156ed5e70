export { grpcDriver } from './grpc-driver.ts';
