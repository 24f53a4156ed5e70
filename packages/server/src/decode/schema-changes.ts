import {
  type PayloadFieldSchema,
  type SparseVectorParams,
  type VectorParams,
  validateCreateFieldIndex,
  validateVectorNameConfig,
} from '@sextant/contract';
import { contractBody } from './contract-body.ts';
import { type Decoder, isObject, required } from './decoder.ts';
import { jsonPath } from './payload.ts';
import { FormatError } from './scope.ts';

const indexBody = contractBody<{ field_name: string; field_schema?: PayloadFieldSchema | null }>(
  validateCreateFieldIndex,
  'CreateFieldIndex',
  2,
);

/** `PUT index`: the path and what is indexed there; the schema may be absent, then nobody can tell it. */
export const fieldIndex: Decoder<{ field: string; schema?: PayloadFieldSchema }> = (value, scope) => {
  if (isObject(value)) required(value, 'field_name', jsonPath, scope);
  else if (Array.isArray(value))
    throw new FormatError(`invalid length ${value.length}, expected struct CreateFieldIndex with 2 elements`, scope);
  const body = indexBody(value, scope);
  return { field: body.field_name, ...(body.field_schema == null ? {} : { schema: body.field_schema }) };
};

const vectorBody = contractBody<{ dense?: VectorParams; sparse?: SparseVectorParams }>(validateVectorNameConfig, 'VectorNameConfig', 2);

/** `PUT vectors/{vector_name}`: dense wins where both are given. */
export const vectorName: Decoder<{ dense: VectorParams } | { sparse: SparseVectorParams }> = (value, scope) => {
  const { dense, sparse } = vectorBody(value, scope);
  if (dense != null) return { dense };
  return { sparse: toSparseParams(sparse ?? {}) };
};

/** On this route the datatype of the index stands beside the modifier. */
function toSparseParams(config: SparseVectorParams & { datatype?: unknown }): SparseVectorParams {
  const { datatype, ...rest } = config;
  return datatype == null ? rest : ({ ...rest, index: { datatype } } as SparseVectorParams);
}
