import type { PayloadFieldSchema, SparseVectorParams, VectorParams } from '@sextant/contract';
import { type CreateFieldIndexCollection, type CreateVectorNameRequest, FieldType, type PayloadIndexParams } from '@sextant/contract/grpc';
import type { PointOperation } from '@sextant/engine';
import { decodeBody } from '../grpc/decode-body.ts';
import { invalidArgument } from '../grpc/errors.ts';
import { configJson } from './grpc-config.ts';
import { jsonPath } from './payload.ts';

const typeNames: Readonly<Record<number, string>> = {
  [FieldType.FieldTypeKeyword]: 'keyword',
  [FieldType.FieldTypeInteger]: 'integer',
  [FieldType.FieldTypeFloat]: 'float',
  [FieldType.FieldTypeGeo]: 'geo',
  [FieldType.FieldTypeText]: 'text',
  [FieldType.FieldTypeBool]: 'bool',
  [FieldType.FieldTypeDatetime]: 'datetime',
  [FieldType.FieldTypeUuid]: 'uuid',
};

export function createIndexFromProto(request: CreateFieldIndexCollection): PointOperation {
  if (request.fieldType === undefined) throw invalidArgument('cannot convert field_type');
  const type = typeNames[request.fieldType];
  if (type === undefined) throw invalidArgument('field type is missing');
  return { kind: 'create_index', field: decodeBody(jsonPath, request.fieldName), schema: indexSchema(type, request.fieldIndexParams) };
}

/** A type alone, or a type with settings, which have to be those of the same type. */
function indexSchema(type: string, params: PayloadIndexParams | undefined): PayloadFieldSchema {
  const one = params?.indexParams;
  if (one?.case === undefined) return type as PayloadFieldSchema;
  if (one.case !== `${type}IndexParams`) throw invalidArgument(`field_type (${type}) and field_index_params do not match`);
  return { type, ...configJson(one.value) } as unknown as PayloadFieldSchema;
}

export function createVectorNameFromProto(request: CreateVectorNameRequest): PointOperation {
  const { vectorConfig: one, vectorName: name } = request;
  if (one.case === undefined) throw invalidArgument('vector_config is expected');
  if (one.case === 'denseConfig') {
    return { kind: 'create_vector_name', name, dense: configJson(one.value) as unknown as VectorParams };
  }
  const { datatype, ...rest } = configJson(one.value);
  const sparse = { ...rest, ...(datatype === undefined ? {} : { index: { datatype } }) };
  return { kind: 'create_vector_name', name, sparse: sparse as SparseVectorParams };
}
