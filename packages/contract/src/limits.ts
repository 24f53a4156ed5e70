/** Bounds that the contract sets or defaults that both sides agree on; sizes in bytes. */
export const limits = {
  /** Name of a collection, in UTF-8 bytes as it becomes a directory. */
  collectionNameMinBytes: 1,
  collectionNameMaxBytes: 255,
  vectorSizeMin: 1,
  vectorSizeMax: 65_536,
  /** Largest JSON body unless configured; uploads of snapshots have no limit of this kind. */
  bodyDefaultBytes: 32 * 1024 * 1024,
  /** Results a query or a scroll answers when no `limit` is given. */
  queryDefaultLimit: 10,
  groupDefaultSize: 3,
  matrixDefaultSample: 10,
  matrixDefaultLimit: 3,
  mmrCandidatesMax: 16_384,
  pointIdMax: 2n ** 64n - 1n,
  retryAfterDefaultSeconds: 60,
} as const;

/** Characters that a collection name must not hold. */
export const collectionNameRefused = ['<', '>', ':', '"', '/', '\\', '|', '?', '*', '\u0000', '\u001f'] as const;

/** Why a collection cannot have this name, as the text of a 422; undefined when it can. */
export function collectionNameProblem(name: string): string | undefined {
  const bytes = new TextEncoder().encode(name).length;
  if (bytes < limits.collectionNameMinBytes || bytes > limits.collectionNameMaxBytes) {
    return `value "${name.length > 50 ? `${name.slice(0, 50)}…` : name}" invalid, must be from ${limits.collectionNameMinBytes} to ${limits.collectionNameMaxBytes} bytes`;
  }
  if (name === '.' || name === '..') return `collection name cannot be "${name}"`;
  const refused = collectionNameRefused.find((character) => name.includes(character));
  return refused === undefined ? undefined : `collection name cannot contain "${refused}" char`;
}
