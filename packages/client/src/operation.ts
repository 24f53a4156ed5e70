import type { RestOperations } from '@sextant/contract';
import type { CallOptions } from './call-options.ts';

/** Every operation of the REST contract, by its id. */
export type OperationId = keyof RestOperations & string;

type Parameters<Op extends OperationId> = RestOperations[Op]['parameters'];

/** Path parameters of an operation. */
export type PathOf<Op extends OperationId> = Parameters<Op> extends { path: infer P } ? P : undefined;

/** Query parameters of an operation. */
export type QueryOf<Op extends OperationId> = Parameters<Op> extends { query?: infer Q } ? Exclude<Q, undefined> : never;

/** JSON body of an operation. Wherever the contract says an array of numbers, a `Float32Array` does as well. */
export type BodyOf<Op extends OperationId> = RestOperations[Op] extends { requestBody: { content: { 'application/json': infer B } } }
  ? Numeric<B>
  : RestOperations[Op] extends { requestBody?: { content: { 'application/json': infer B } } }
    ? Numeric<B> | undefined
    : undefined;

/** What is in `result` of a successful answer. */
export type ResultOf<Op extends OperationId> = RestOperations[Op]['responses'] extends {
  200: { content: { 'application/json': { result?: infer R } } };
}
  ? R
  : RestOperations[Op]['responses'] extends { 200: { content: { 'application/json': infer R } } }
    ? R
    : string;

export interface OperationArguments<Op extends OperationId> {
  readonly path: PathOf<Op>;
  readonly query?: QueryOf<Op>;
  readonly body?: BodyOf<Op>;
}

/** Runs operations over one transport; REST-shaped on both sides whatever goes over the wire. */
export interface Driver {
  call<Op extends OperationId>(operation: Op, args: OperationArguments<Op>, options?: CallOptions): Promise<ResultOf<Op>>;
  close(): Promise<void>;
}

type TypedVector = Float32Array | Float64Array | Uint8Array;

/** `T` with typed arrays allowed where `number[]` is. */
export type Numeric<T> = T extends readonly number[]
  ? T | TypedVector
  : T extends readonly (infer U)[]
    ? Numeric<U>[]
    : T extends string | number | bigint | boolean | null | undefined
      ? T
      : T extends object
        ? { [K in keyof T]: Numeric<T[K]> }
        : T;
