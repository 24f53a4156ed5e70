/** Query parameters, read once, decoded as form data; a repeated name is remembered because the wire refuses it. */
export interface QueryParameters {
  /** The value, or undefined when absent. */
  get(name: string): string | undefined;
  /** True when the name was given more than once. */
  repeated(name: string): boolean;
}

const empty: QueryParameters = { get: () => undefined, repeated: () => false };

/** Parses what follows the `?`. Bad percent escapes stay as they are, as on the wire. */
export function parseQueryParameters(text: string): QueryParameters {
  if (text === '') return empty;
  const parameters = new URLSearchParams(text);
  return {
    get: (name) => parameters.get(name) ?? undefined,
    repeated: (name) => parameters.getAll(name).length > 1,
  };
}
