import type { validators } from './gen/validate.ts';

/** One operation of the REST contract; `gen/operations.ts` holds them all. Router, client, access table and coverage report read it. */
export interface Operation {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** With `{collection_name}` and the like; no trailing slash. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: AccessLevel;
  /** A token that may only touch points (`prw`) is refused. */
  readonly wholeCollection: boolean;
  /** Its errors, except those about parameters, are plain text instead of JSON. */
  readonly plainErrors: boolean;
  /** Not in the documentation of the real server, but used by clients. */
  readonly undocumented: boolean;
  readonly deprecated: boolean;
  readonly params: readonly OperationParam[];
  readonly body: JsonBody | UploadBody | null;
  readonly result: OperationResult;
  /** Answers 202 at once when asked with `wait=false`. */
  readonly accepts: boolean;
  /** Every status in the contract but `default`, ascending. */
  readonly statuses: readonly number[];
}

/**
 * `none`: no credentials. `read`: reading rights, lists show what is visible. `global-read`: reading rights on everything.
 * `collection-write`: writing rights on the collection. `manage`: full rights.
 */
export type AccessLevel = 'none' | 'read' | 'global-read' | 'collection-write' | 'manage';

export interface OperationParam {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  /** `point-id` and `consistency` are an unsigned integer or a text: a UUID, or one of `enum`. */
  readonly type: 'string' | 'integer' | 'boolean' | 'point-id' | 'consistency';
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  /** Below the minimum: `format` is answered with 400, `value` with 422. */
  readonly below?: 'format' | 'value';
  /** A rule of check.ts, or `collection-name` (limits.ts); 422. */
  readonly check?: string;
}

export interface JsonBody {
  readonly kind: 'json';
  readonly schema: keyof typeof validators;
  readonly required: boolean;
  /** Insists on `Content-Type: application/json`, and reports a malformed body in plain text. */
  readonly strict: boolean;
}

/** `multipart/form-data` with one file. */
export interface UploadBody {
  readonly kind: 'upload';
  readonly field: string;
}

/** `json` is wrapped in `{result, status, time}`, `plain-json` is not; `type` is written as in TypeScript. */
export type OperationResult =
  | { readonly kind: 'json' | 'plain-json'; readonly type: string }
  | { readonly kind: 'text' }
  | { readonly kind: 'stream'; readonly contentType: string };
