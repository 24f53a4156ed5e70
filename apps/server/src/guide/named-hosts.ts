import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A forward proxy that knows where the hosts of the guide's examples are, so that commands run as they are written. */
export interface NamedHosts extends AsyncDisposable {
  /** `host:port` of an example to `host:port` of the machine. */
  readonly targets: Map<string, string>;
  /** For programs that take their proxy from the environment: curl, Python, gRPC, Node. */
  readonly environment: Readonly<Record<string, string>>;
}

export async function startNamedHosts(): Promise<NamedHosts> {
  const targets = new Map<string, string>();
  const sockets = new Set<Socket>();
  const server = createServer((incoming, answer) => forward(targets, incoming, answer));
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => tunnel(targets, incoming, socket, sockets));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    targets,
    environment: {
      http_proxy: url,
      HTTP_PROXY: url,
      grpc_proxy: url,
      no_proxy: '127.0.0.1',
      NO_PROXY: '127.0.0.1',
      NODE_USE_ENV_PROXY: '1',
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function forward(targets: ReadonlyMap<string, string>, incoming: IncomingMessage, answer: ServerResponse): void {
  const url = new URL(incoming.url ?? '');
  const target = targets.get(`${url.hostname}:${url.port || '80'}`);
  if (target === undefined) {
    answer.writeHead(502).end(`no test knows ${url.host}`);
    return;
  }
  const { method, headers } = incoming;
  const onward = httpRequest(`http://${target}${url.pathname}${url.search}`, { method: method ?? 'GET', headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  incoming.pipe(onward);
}

function tunnel(targets: ReadonlyMap<string, string>, incoming: IncomingMessage, socket: Socket, sockets: Set<Socket>): void {
  const target = targets.get(incoming.url ?? '');
  if (target === undefined) {
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    return;
  }
  const { hostname, port } = new URL(`http://${target}`);
  const onward = connect(Number(port), hostname, () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.pipe(onward).pipe(socket);
  });
  sockets.add(onward);
  onward.once('close', () => sockets.delete(onward));
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy());
}
