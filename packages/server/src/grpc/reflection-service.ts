import { create, type DescFile, type DescService, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import { grpcStatusNumber } from '@sextant/contract';
import {
  type ServerReflection,
  type ServerReflectionRequest,
  type ServerReflectionResponse,
  ServerReflectionResponseSchema,
} from '@sextant/contract/grpc';

type Answer = NonNullable<MessageInitShape<typeof ServerReflectionResponseSchema>['messageResponse']>;

/** Tells tools which services there are and how their messages look. */
export function reflectionService(services: readonly DescService[]): ServiceImpl<typeof ServerReflection> {
  const files = new Map<string, DescFile>();
  for (const service of services) addFile(service.file, files);
  const bySymbol = new Map<string, DescFile>();
  for (const file of files.values()) for (const name of symbolsOf(file)) bySymbol.set(name, file);

  function answer({ messageRequest: request }: ServerReflectionRequest): Answer {
    switch (request.case) {
      case 'listServices':
        return { case: 'listServicesResponse', value: { service: services.map(({ typeName }) => ({ name: typeName })) } };
      case 'fileByFilename':
        return fileAnswer(files.get(request.value), request.value);
      case 'fileContainingSymbol':
        return fileAnswer(bySymbol.get(request.value) ?? bySymbol.get(request.value.replace(/\.[^.]*$/, '')), request.value);
      default:
        return notFound('this server has no extensions');
    }
  }
  return {
    async *serverReflectionInfo(requests): AsyncGenerator<ServerReflectionResponse> {
      for await (const request of requests) {
        yield create(ServerReflectionResponseSchema, {
          validHost: request.host,
          originalRequest: request,
          messageResponse: answer(request),
        });
      }
    },
  };
}

/** A file and everything it imports, so that no further question is needed. */
function fileAnswer(file: DescFile | undefined, asked: string): Answer {
  if (file === undefined) return notFound(`there is no ${asked}`);
  const all = new Map<string, DescFile>();
  addFile(file, all);
  return {
    case: 'fileDescriptorResponse',
    value: { fileDescriptorProto: [...all.values()].map(({ proto }) => toBinary(FileDescriptorProtoSchema, proto)) },
  };
}

function notFound(message: string): Answer {
  return { case: 'errorResponse', value: { errorCode: grpcStatusNumber.NOT_FOUND, errorMessage: message } };
}

function addFile(file: DescFile, files: Map<string, DescFile>): void {
  if (files.has(file.proto.name)) return;
  files.set(file.proto.name, file);
  for (const dependency of file.dependencies) addFile(dependency, files);
}

/** Full names of what a file declares; methods, fields and values are found by the name of what they are in. */
function* symbolsOf(file: DescFile): Generator<string> {
  for (const service of file.services) yield service.typeName;
  for (const { typeName } of file.enums) yield typeName;
  const messages = [...file.messages];
  for (const message of messages) {
    yield message.typeName;
    for (const { typeName } of message.nestedEnums) yield typeName;
    messages.push(...message.nestedMessages);
  }
}
