import { type CreateFieldIndexCollection, type CreateVectorNameRequest, FieldType, type PayloadIndexParams } from '@sextant/contract/grpc';
import type { JsonValue } from '@sextant/contract/json';
import type { PointOperation } from '@sextant/engine';
import { decodeBody } from '../grpc/decode-body.ts';
import { invalidArgument } from '../grpc/errors.ts';
import { configJson } from './grpc-config.ts';
import { fieldIndex, vectorName } from './schema-changes.ts';

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
  const { field, schema } = decodeBody(fieldIndex, {
    field_name: request.fieldName,
    field_schema: indexSchema(type, request.fieldIndexParams),
  });
  if (schema === undefined) throw invalidArgument('field type is missing');
  return { kind: 'create_index', field, schema };
}

/** A type alone, or a type with settings, which have to be those of the same type. */
function indexSchema(type: string, params: PayloadIndexParams | undefined): JsonValue {
  const one = params?.indexParams;
  if (one?.case === undefined) return type;
  if (one.case !== `${type}IndexParams`) throw invalidArgument(`field_type (${type}) and field_index_params do not match`);
  return { type, ...configJson(one.value) };
}

export function createVectorNameFromProto(request: CreateVectorNameRequest): PointOperation {
  const { vectorConfig: one, vectorName: name } = request;
  if (one.case === undefined) throw invalidArgument('vector_config is expected');
  const kind = one.case === 'denseConfig' ? 'dense' : 'sparse';
  return { kind: 'create_vector_name', name, ...decodeBody(vectorName, { [kind]: configJson(one.value) }) };
}
