import { connect as connectHttp2 } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { create, type DescService, fromBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, createClient, type Transport } from '@connectrpc/connect';
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport, Http2SessionManager } from '@connectrpc/connect-node';
import {
  Collections,
  ErrorInfoSchema,
  GrpcHealthCheckResponse_ServingStatus,
  Health,
  Points,
  PointsSelectorSchema,
  PointsUpdateOperationSchema,
  Qdrant,
  ServerReflection,
  ShardSnapshots,
  Snapshots,
  UpdateStatus,
  type UpsertPointsSchema,
} from '@sextant/contract/grpc';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeContext, fakeContext } from './fake-context.testing.ts';
import { createGrpcHandler, type GrpcHandlerOptions } from './grpc-handler.ts';
import { listenGrpc } from './listen-grpc.ts';

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function serve(context: FakeContext = fakeContext(), options: GrpcHandlerOptions = {}): Promise<string> {
  const server = await listenGrpc(createGrpcHandler(context, options), { host: '127.0.0.1', port: 0 });
  open.push(() => server.close(0));
  return `http://127.0.0.1:${server.port}`;
}

function http2(baseUrl: string): { baseUrl: string; httpVersion: '2'; sessionManager: Http2SessionManager } {
  // Node's client cuts a connection with more than 10 MB to send unless told otherwise.
  const sessionManager = new Http2SessionManager(baseUrl, undefined, { maxSessionMemory: 1000 });
  open.push(() => sessionManager.abort());
  return { baseUrl, httpVersion: '2', sessionManager };
}

const protocols: Readonly<Record<string, (baseUrl: string) => Transport>> = {
  'gRPC over HTTP/2': (url) => createGrpcTransport(http2(url)),
  'gRPC-Web over HTTP/1.1': (baseUrl) => createGrpcWebTransport({ baseUrl, httpVersion: '1.1' }),
  'gRPC-Web over HTTP/2': (url) => createGrpcWebTransport(http2(url)),
  'Connect over HTTP/1.1, JSON': (baseUrl) => createConnectTransport({ baseUrl, httpVersion: '1.1', useBinaryFormat: false }),
  'Connect over HTTP/1.1, binary': (baseUrl) => createConnectTransport({ baseUrl, httpVersion: '1.1', useBinaryFormat: true }),
  'Connect over HTTP/2': (url) => createConnectTransport(http2(url)),
};

async function failure(call: Promise<unknown>): Promise<ConnectError> {
  return call.then(
    () => {
      throw new Error('the call succeeded');
    },
    (error: unknown) => ConnectError.from(error),
  );
}

describe.each(Object.entries(protocols))('%s', (_name, transportTo) => {
  it('writes and reads points', async () => {
    const context = fakeContext();
    const transport = transportTo(await serve(context));
    const points = createClient(Points, transport);
    const written = await points.upsert({
      collectionName: 'c',
      wait: true,
      points: [
        {
          id: { pointIdOptions: { case: 'num', value: 2n ** 64n - 1n } },
          payload: { n: { kind: { case: 'integerValue', value: 2n ** 60n } }, f: { kind: { case: 'doubleValue', value: 1 } } },
          vectors: { vectorsOptions: { case: 'vector', value: { vector: { case: 'dense', value: { data: [1, 2] } } } } },
        },
      ],
    });
    expect(written.result).toMatchObject({ operationId: 1n, status: UpdateStatus.Completed });
    expect(written.usage).toBeDefined();
    expect(written.time).toBeGreaterThan(0);

    const read = await points.get({ collectionName: 'c', ids: [{ pointIdOptions: { case: 'num', value: 2n ** 64n - 1n } }] });
    expect(read.result[0]?.id?.pointIdOptions.value).toBe(2n ** 64n - 1n);
    expect(read.result[0]?.payload['n']?.kind).toEqual({ case: 'integerValue', value: 2n ** 60n });
    expect(read.result[0]?.payload['f']?.kind).toEqual({ case: 'doubleValue', value: 1 });
    expect(read.result[0]?.vectors?.vectorsOptions.value).toMatchObject({ vector: { case: 'dense', value: { data: [1, 2] } } });

    const found = await points.search({ collectionName: 'c', vector: [1, 2], limit: 3n, offset: 1n, scoreThreshold: 0.25 });
    expect(found.result[0]).toMatchObject({ score: 0.5, version: 3n });
    expect(context.queries[0]).toMatchObject({
      limit: 3,
      offset: 1,
      scoreThreshold: 0.25,
      using: '',
      withPayload: false,
      withVector: false,
    });
    expect((await points.scroll({ collectionName: 'c' })).nextPageOffset?.pointIdOptions).toEqual({ case: 'num', value: 7n });
    expect((await points.count({ collectionName: 'c' })).result?.count).toBe(1n);
  });

  it('says why a call failed, for people and for programs', async () => {
    const transport = transportTo(await serve());
    const collections = createClient(Collections, transport);
    const points = createClient(Points, transport);
    const cases: [Promise<unknown>, Code, string, string][] = [
      [points.count({ collectionName: 'x' }), Code.NotFound, "Not found: Collection `x` doesn't exist!", 'NOT_FOUND'],
      [collections.create({ collectionName: 'c' }), Code.AlreadyExists, 'Wrong input: Collection `c` already exists!', 'ALREADY_EXISTS'],
      [
        points.search({ collectionName: 'x' }),
        Code.InvalidArgument,
        'Validation error in body: [limit: value 0 invalid, must be 1 or larger]',
        'VALIDATION',
      ],
      [points.delete({ collectionName: 'c' }), Code.InvalidArgument, 'PointSelector is missing', 'WRONG_INPUT'],
      [
        points.searchMatrixPairs({ collectionName: 'c' }),
        Code.Unimplemented,
        'Not implemented: search matrix pairs is not built yet',
        'NOT_IMPLEMENTED',
      ],
      [collections.createShardKey({ collectionName: 'c' }), Code.Unimplemented, 'Qdrant is running in standalone mode', 'STANDALONE'],
      [
        collections.create({ collectionName: 'bug' }),
        Code.Internal,
        'Service internal error: something nobody thought of',
        'SERVICE_ERROR',
      ],
    ];
    for (const [call, code, message, reason] of cases) {
      const error = await failure(call);
      expect([error.code, error.rawMessage]).toEqual([code, message]);
      expect(error.findDetails(ErrorInfoSchema)).toMatchObject([{ reason, domain: 'sextant' }]);
    }
  });

  it('asks for credentials before it reads', async () => {
    const url = await serve(fakeContext({ apiKey: 'key', readOnlyApiKey: 'read' }));
    const transport = transportTo(url);
    const collections = createClient(Collections, transport);
    expect((await createClient(Qdrant, transport).healthCheck({})).version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await failure(collections.list({}))).toMatchObject({
      code: Code.Unauthenticated,
      rawMessage: 'Must provide an API key or an Authorization bearer token',
    });
    expect((await failure(collections.list({}, { headers: { 'api-key': 'wrong' } }))).code).toBe(Code.Unauthenticated);
    expect((await collections.list({}, { headers: { 'api-key': 'read' } })).collections).toMatchObject([{ name: 'c' }]);
    expect((await collections.list({}, { headers: { authorization: 'Bearer key' } })).collections).toHaveLength(1);
    expect(await failure(collections.create({ collectionName: 'n' }, { headers: { 'api-key': 'read' } }))).toMatchObject({
      code: Code.PermissionDenied,
      rawMessage: 'Forbidden: Global manage access is required',
    });
  });

  it('takes messages up to its limit', async () => {
    const transport = transportTo(await serve(fakeContext(), { maxMessageBytes: 1_000_000 }));
    const points = createClient(Points, transport);
    expect((await points.upsert(onePoint(100_000))).result?.status).toBe(UpdateStatus.Acknowledged);
    expect((await failure(points.upsert(onePoint(600_000)))).code).toBe(Code.ResourceExhausted);
    expect((await points.count({ collectionName: 'c' })).result?.count).toBe(1n);
  });
});

function onePoint(dim: number): MessageInitShape<typeof UpsertPointsSchema> {
  const data = new Array<number>(dim).fill(0.5);
  return {
    collectionName: 'c',
    points: [
      {
        id: { pointIdOptions: { case: 'num', value: 1n } },
        vectors: { vectorsOptions: { case: 'vector', value: { vector: { case: 'dense', value: { data } } } } },
      },
    ],
  };
}

describe('the services', () => {
  it('answer health checks, aliases, cluster state and snapshots', async () => {
    const stopping = new AbortController();
    const transport = createGrpcTransport(http2(await serve(fakeContext({ stopping: stopping.signal }))));
    expect((await createClient(Health, transport).check({ service: 'qdrant.Points' })).status).toBe(
      GrpcHealthCheckResponse_ServingStatus.SERVING,
    );
    const collections = createClient(Collections, transport);
    expect((await collections.listAliases({})).aliases).toMatchObject([{ aliasName: 'a', collectionName: 'c' }]);
    expect((await collections.collectionExists({ collectionName: 'x' })).result?.exists).toBe(false);
    expect(await collections.collectionClusterInfo({ collectionName: 'c' })).toMatchObject({
      peerId: 5n,
      shardCount: 1n,
      localShards: [{ shardId: 0 }],
    });
    const created = await createClient(Snapshots, transport).create({ collectionName: 'c' });
    expect(created.snapshotDescription).toMatchObject({
      name: 'c-1.snapshot',
      size: 10n,
      checksum: 'ab',
      creationTime: { seconds: 1_700_000_000n },
    });
    const missing = await failure(createClient(Snapshots, transport).delete({ collectionName: 'c', snapshotName: '../x' }));
    expect(missing).toMatchObject({ code: Code.NotFound, rawMessage: 'Not found: Snapshot ../x not found' });
    expect((await failure(createClient(ShardSnapshots, transport).recover({ collectionName: 'c' }))).code).toBe(Code.InvalidArgument);
  });

  it('apply a batch in order, and nothing of one with a fault', async () => {
    const context = fakeContext();
    const points = createClient(Points, createGrpcTransport(http2(await serve(context))));
    const ids = create(PointsSelectorSchema, {
      pointsSelectorOneOf: { case: 'points', value: { ids: [{ pointIdOptions: { case: 'num', value: 1n } }] } },
    });
    const clear = create(PointsUpdateOperationSchema, { operation: { case: 'clearPayload', value: { points: ids } } });
    const remove = create(PointsUpdateOperationSchema, { operation: { case: 'deleteDeprecated', value: ids } });
    await points.updateBatch({ collectionName: 'c', wait: true, timeout: 3n, ordering: { type: 2 }, operations: [clear, remove] });
    expect(context.writes.map(({ operation }) => operation)).toEqual([
      { kind: 'clear_payload', selector: { ids: [1] } },
      { kind: 'delete_points', ids: [1] },
    ]);
    expect(context.writes[0]?.options).toMatchObject({ wait: true, ordering: 'strong', timeoutMs: 3000 });
    await failure(points.updateBatch({ collectionName: 'c', operations: [clear, { operation: { case: undefined } }] }));
    expect(context.writes).toHaveLength(2);
    expect((await failure(points.upsert({ collectionName: 'c' }))).rawMessage).toBe('Bad request: Empty update request');
  });

  it('take and send more than Node sends unless told otherwise', async () => {
    const points = createClient(Points, createGrpcTransport(http2(await serve())));
    await points.upsert(onePoint(3_000_000));
    const read = await points.get({ collectionName: 'c', ids: [{ pointIdOptions: { case: 'num', value: 1n } }] });
    const vectors = read.result[0]?.vectors?.vectorsOptions;
    expect(vectors?.case === 'vector' && vectors.value.vector.case === 'dense' ? vectors.value.vector.value.data.length : 0).toBe(
      3_000_000,
    );
  });

  it('are described to tools, also under the older name', async () => {
    const transport = createGrpcTransport(http2(await serve()));
    async function* ask() {
      yield { messageRequest: { case: 'listServices' as const, value: '' } };
      yield { messageRequest: { case: 'fileContainingSymbol' as const, value: 'qdrant.Points.Upsert' } };
      yield { messageRequest: { case: 'fileByFilename' as const, value: 'qdrant/nothing.proto' } };
    }
    const older: DescService = { ...ServerReflection, typeName: 'grpc.reflection.v1alpha.ServerReflection' } as DescService;
    for (const service of [ServerReflection, older as typeof ServerReflection]) {
      const answers = [];
      for await (const answer of createClient(service, transport).serverReflectionInfo(ask())) answers.push(answer.messageResponse);
      const [services, files, missing] = answers;
      expect(services?.case === 'listServicesResponse' && services.value.service.map(({ name }) => name)).toContain(
        'qdrant.ShardSnapshots',
      );
      const found =
        files?.case === 'fileDescriptorResponse'
          ? files.value.fileDescriptorProto.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes).name)
          : [];
      expect(found[0]).toBe('qdrant/points_service.proto');
      expect(found).toContain('google/protobuf/timestamp.proto');
      expect(missing).toMatchObject({ case: 'errorResponse', value: { errorCode: Code.NotFound } });
    }
  });

  it('count every call by its status', async () => {
    const context = fakeContext();
    const points = createClient(Points, createGrpcTransport(http2(await serve(context))));
    await points.count({ collectionName: 'c' });
    await failure(points.count({ collectionName: 'x' }));
    const counts = context.metrics.grpc.total.get('/qdrant.Points/Count');
    expect([...(counts?.keys() ?? [])]).toEqual([0, Code.NotFound]);
  });
});

describe('the port', () => {
  it('answers an unknown method with UNIMPLEMENTED and other paths with 404', async () => {
    const url = await serve();
    const session = connectHttp2(url);
    open.push(() => session.destroy());
    const stream = session.request({ ':method': 'POST', ':path': '/qdrant.Nothing/Do', 'content-type': 'application/grpc' });
    stream.end();
    const headers = await new Promise<Record<string, unknown>>((resolve) => {
      stream.once('response', resolve);
    });
    expect(headers).toMatchObject({ ':status': 200, 'grpc-status': '12' });
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
  });

  it('calls an undecodable message INTERNAL', async () => {
    const url = await serve();
    const session = connectHttp2(url);
    open.push(() => session.destroy());
    const stream = session.request({
      ':method': 'POST',
      ':path': '/qdrant.Points/Search',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    stream.end(Buffer.from('0000000005ffffffffff', 'hex'));
    const status = await new Promise<unknown>((resolve) => {
      stream.once('response', (headers) => headers['grpc-status'] !== undefined && resolve(headers['grpc-status']));
      stream.once('trailers', (trailers) => resolve(trailers['grpc-status']));
      stream.resume();
    });
    expect(status).toBe('13');
  });

  it('tells the protocol from bytes that come one by one', async () => {
    const url = new URL(await serve());
    const socket = connectTcp(Number(url.port), url.hostname);
    open.push(() => {
      socket.destroy();
    });
    let answer = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text;
    });
    const request =
      'POST /qdrant.Qdrant/HealthCheck HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}';
    for (const byte of request) {
      socket.write(byte);
      await new Promise(setImmediate);
    }
    await new Promise((resolve) => {
      socket.once('close', resolve);
    });
    expect(answer).toContain('HTTP/1.1 200');
    expect(answer).toContain('"version":');
  });

  it('lets pages of other origins call', async () => {
    const url = `${await serve()}/qdrant.Qdrant/HealthCheck`;
    const asked = await fetch(url, { method: 'OPTIONS', headers: { origin: 'http://page', 'access-control-request-method': 'POST' } });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toContain('api-key');
    const answer = await fetch(url, { method: 'POST', headers: { origin: 'http://page', 'content-type': 'application/json' }, body: '{}' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://page');
    expect(await answer.json()).toMatchObject({ title: 'qdrant - vector search engine' });
  });

  it('closes at once when nobody is being served, whatever is connected', async () => {
    const server = await listenGrpc(createGrpcHandler(fakeContext()), { host: '127.0.0.1', port: 0 });
    const url = `http://127.0.0.1:${server.port}`;
    const manager = new Http2SessionManager(url);
    await createClient(Qdrant, createGrpcTransport({ baseUrl: url, sessionManager: manager })).healthCheck({});
    const silent = connectTcp(server.port, '127.0.0.1');
    silent.on('error', () => undefined);
    await new Promise((resolve) => {
      silent.once('connect', resolve);
    });
    await fetch(url);
    await Promise.all([server.close(60_000), server.close(60_000)]);
    silent.destroy();
    manager.abort();
  });
});
