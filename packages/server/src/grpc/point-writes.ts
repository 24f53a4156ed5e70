import { create } from '@bufbuild/protobuf';
import type { HandlerContext, ServiceImpl } from '@connectrpc/connect';
import {
  type Points,
  type PointsOperationResponse,
  PointsOperationResponseSchema,
  type PointsUpdateOperation,
} from '@sextant/contract/grpc';
import type { Engine } from '@sextant/engine';
import { createIndexFromProto, createVectorNameFromProto } from '../decode/grpc-index.ts';
import {
  clearPayloadFromProto,
  deleteFromProto,
  deletePayloadFromProto,
  deleteVectorsFromProto,
  payloadWriteFromProto,
  updateVectorsFromProto,
  upsertFromProto,
  writeOptionsFromProto,
} from '../decode/grpc-write.ts';
import { jsonPath } from '../decode/payload.ts';
import { refuseEmptyWrite } from '../decode/point-changes.ts';
import type { DecodedWrite } from '../decode/points.ts';
import { updateResultToProto } from '../encode/grpc-point.ts';
import { decodeBody } from './decode-body.ts';
import { invalidArgument } from './errors.ts';

type WriteMethods =
  | 'upsert'
  | 'delete'
  | 'updateVectors'
  | 'deleteVectors'
  | 'setPayload'
  | 'overwritePayload'
  | 'deletePayload'
  | 'clearPayload'
  | 'createFieldIndex'
  | 'deleteFieldIndex'
  | 'createVectorName'
  | 'deleteVectorName'
  | 'updateBatch';

type WriteRequest = Parameters<typeof writeOptionsFromProto>[0] & { readonly collectionName: string };

/** The methods of `Points` that change something. */
export function pointWrites(engine: Engine): Pick<ServiceImpl<typeof Points>, WriteMethods> {
  async function apply(
    request: WriteRequest,
    decoded: DecodedWrite | Promise<DecodedWrite>,
    { signal }: HandlerContext,
  ): Promise<PointsOperationResponse> {
    const write = await decoded;
    refuseEmptyWrite(write);
    const options = writeOptionsFromProto(request, signal, write.shardKeys);
    const result = await engine.collection(request.collectionName).write(write.operation, options);
    return create(PointsOperationResponseSchema, { result: updateResultToProto(result), usage: {} });
  }
  return {
    upsert: (request, context) => apply(request, upsertFromProto(request), context),
    delete: (request, context) => apply(request, deleteFromProto(request), context),
    updateVectors: (request, context) => apply(request, updateVectorsFromProto(request), context),
    deleteVectors: (request, context) => apply(request, deleteVectorsFromProto(request), context),
    setPayload: (request, context) => apply(request, payloadWriteFromProto('set_payload', request), context),
    overwritePayload: (request, context) => apply(request, payloadWriteFromProto('overwrite_payload', request), context),
    deletePayload: (request, context) => apply(request, deletePayloadFromProto(request), context),
    clearPayload: (request, context) => apply(request, clearPayloadFromProto(request), context),
    createFieldIndex: (request, context) => apply(request, { operation: createIndexFromProto(request) }, context),
    deleteFieldIndex: (request, context) =>
      apply(request, { operation: { kind: 'delete_index', field: decodeBody(jsonPath, request.fieldName) } }, context),
    createVectorName: (request, context) => apply(request, { operation: createVectorNameFromProto(request) }, context),
    deleteVectorName: (request, context) =>
      apply(request, { operation: { kind: 'delete_vector_name', name: request.vectorName } }, context),
    updateBatch: async (request, { signal }) => {
      // All of them are read before the first is applied: a fault in the last must not leave half a batch behind.
      const writes: DecodedWrite[] = [];
      for (const operation of request.operations) writes.push(await batchedWrite(operation));
      for (const write of writes) refuseEmptyWrite(write);
      const collection = engine.collection(request.collectionName);
      const result = [];
      for (const write of writes) {
        result.push(updateResultToProto(await collection.write(write.operation, writeOptionsFromProto(request, signal, write.shardKeys))));
      }
      return { result };
    },
  };
}

/** One step of a batch; the deprecated forms are a selector alone. */
function batchedWrite({ operation: one }: PointsUpdateOperation): DecodedWrite | Promise<DecodedWrite> {
  switch (one.case) {
    case 'upsert':
      return upsertFromProto(one.value);
    case 'deletePoints':
      return deleteFromProto(one.value);
    case 'deleteDeprecated':
      return deleteFromProto({ points: one.value });
    case 'setPayload':
      return payloadWriteFromProto('set_payload', one.value);
    case 'overwritePayload':
      return payloadWriteFromProto('overwrite_payload', one.value);
    case 'deletePayload':
      return deletePayloadFromProto(one.value);
    case 'clearPayload':
      return clearPayloadFromProto(one.value);
    case 'clearPayloadDeprecated':
      return clearPayloadFromProto({ points: one.value });
    case 'updateVectors':
      return updateVectorsFromProto(one.value);
    case 'deleteVectors':
      return deleteVectorsFromProto(one.value);
    default:
      throw invalidArgument('Operation is missing');
  }
}
