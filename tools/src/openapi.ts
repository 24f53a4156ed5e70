/** The parts of an OpenAPI 3.1 document that the generators read. */
export interface OpenApi {
  readonly paths: Record<string, Record<string, OpenApiOperation>>;
  readonly components: {
    readonly schemas: Record<string, Schema>;
    readonly responses: Record<string, OpenApiResponse>;
  };
}

export interface OpenApiOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly parameters?: readonly OpenApiParameter[];
  readonly requestBody?: { readonly required?: boolean; readonly description?: string; readonly content: Record<string, OpenApiMedia> };
  readonly responses: Record<string, OpenApiResponse | { readonly $ref: string }>;
  readonly 'x-access': string;
  readonly 'x-undocumented'?: boolean;
  readonly 'x-whole-collection'?: boolean;
  readonly 'x-plain-errors'?: boolean;
  readonly 'x-strict-json'?: boolean;
}

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema: Schema;
}

export interface OpenApiResponse {
  readonly description: string;
  readonly content?: Record<string, OpenApiMedia>;
}

export interface OpenApiMedia {
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Record<string, { readonly value: unknown }>;
}

/** JSON Schema as far as the contract uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly [extension: `x-${string}`]: unknown;
}
