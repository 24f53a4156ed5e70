/** Clients that are compared. The first is ours. */
export const clientKinds = ['ours', 'official', 'fetch', 'node:http'] as const;

export type ClientKind = (typeof clientKinds)[number];
