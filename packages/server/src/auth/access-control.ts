import type { Access } from './access.ts';

/** Who asks: the headers that carry credentials, lower-case names. */
export interface Credentials {
  readonly apiKey?: string;
  readonly authorization?: string;
}

/** Either rights, or the refusal: 401 without valid credentials, 403 for a bad signature or an expired token. */
export type AccessDecision =
  | { readonly ok: true; readonly access: Access }
  | { readonly ok: false; readonly status: 401 | 403; readonly message: string };

/** Turns credentials into rights. Without a configured key everyone has all of them. */
export interface AccessControl {
  readonly enabled: boolean;
  decide(credentials: Credentials): AccessDecision | Promise<AccessDecision>;
}
