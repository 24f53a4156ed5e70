export { runServer, type ServerExitCode } from './run-server.ts';
