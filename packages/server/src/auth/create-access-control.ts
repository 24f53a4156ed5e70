import { createHash, timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { type Access, type CollectionRight, fullAccess } from './access.ts';
import type { AccessControl, AccessDecision, Credentials } from './access-control.ts';

export interface AccessOptions {
  /** Keys that may do everything. */
  readonly apiKeys: readonly string[];
  readonly readOnlyApiKey?: string;
  /** Accept tokens signed with the first API key. */
  readonly jwt: boolean;
  /** Whether a point with these payload values exists: the `value_exists` claim. */
  readonly valueExists?: (collection: string, matches: readonly { key: string; value: string | number | boolean }[]) => Promise<boolean>;
}

const expiryLeewaySec = 30;
const refuse = (status: 401 | 403, message: string): AccessDecision => ({ ok: false, status, message });
const invalid = refuse(401, 'Invalid API key or JWT');

/** Rights by key or token, as the real server gives them; everyone has all of them when no key is configured. */
export function createAccessControl(options: AccessOptions): AccessControl {
  const { apiKeys, readOnlyApiKey } = options;
  if (apiKeys.length === 0 && readOnlyApiKey === undefined) return { enabled: false, decide: () => ({ ok: true, access: fullAccess }) };
  const full = apiKeys.map(digest);
  const readOnly = readOnlyApiKey === undefined ? undefined : digest(readOnlyApiKey);
  const secret = options.jwt && apiKeys[0] !== undefined ? new TextEncoder().encode(apiKeys[0]) : undefined;
  return {
    enabled: true,
    decide: (credentials) => {
      const key = keyOf(credentials);
      if (key === undefined) return refuse(401, 'Must provide an API key or an Authorization bearer token');
      const given = digest(key);
      if (full.some((known) => timingSafeEqual(known, given))) return { ok: true, access: fullAccess };
      if (readOnly !== undefined && timingSafeEqual(readOnly, given)) return { ok: true, access: { kind: 'global', right: 'r' } };
      return secret === undefined ? invalid : decideByToken(key, secret, options.valueExists);
    },
  };
}

/** `api-key` wins over `Authorization: Bearer`. */
function keyOf({ apiKey, authorization }: Credentials): string | undefined {
  if (apiKey !== undefined) return apiKey;
  return authorization?.startsWith('Bearer ') === true ? authorization.slice('Bearer '.length) : undefined;
}

/** Equal lengths for a comparison whose time tells nothing. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

async function decideByToken(token: string, secret: Uint8Array, valueExists: AccessOptions['valueExists']): Promise<AccessDecision> {
  let claims: Record<string, unknown>;
  try {
    const verified = await jwtVerify(token, secret, { algorithms: ['HS256'], clockTolerance: expiryLeewaySec, currentDate: new Date() });
    claims = verified.payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) return refuse(403, 'ExpiredSignature');
    if (error instanceof errors.JWSSignatureVerificationFailed) return refuse(403, 'InvalidSignature');
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') return decideWithoutNotBefore(token, valueExists);
    return invalid;
  }
  return decideByClaims(claims, valueExists);
}

/** The real server ignores `nbf`; by the time it is looked at, the signature has been verified. */
function decideWithoutNotBefore(token: string, valueExists: AccessOptions['valueExists']): Promise<AccessDecision> | AccessDecision {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
  const expiry = claims['exp'];
  if (expiry !== undefined && (typeof expiry !== 'number' || expiry + expiryLeewaySec < Date.now() / 1000)) {
    return typeof expiry === 'number' ? refuse(403, 'ExpiredSignature') : invalid;
  }
  return decideByClaims(claims, valueExists);
}

async function decideByClaims(claims: Record<string, unknown>, valueExists: AccessOptions['valueExists']): Promise<AccessDecision> {
  const decision = accessOf(claims['access']);
  if (!decision.ok) return decision;
  const condition = claims['value_exists'];
  if (condition === undefined || condition === null) return decision;
  const { collection, matches } = condition as { collection?: unknown; matches?: unknown };
  if (typeof collection !== 'string' || !Array.isArray(matches) || valueExists === undefined) return invalid;
  // A condition that cannot be looked at, such as one on a collection that is gone, does not hold.
  const holds = await valueExists(collection, matches as { key: string; value: string | number | boolean }[]).catch(() => false);
  return holds ? decision : refuse(401, 'Invalid JWT, stateful validation failed');
}

/** The `access` claim: `r`, `m`, a list of collections, or nothing for all rights. */
function accessOf(claim: unknown): AccessDecision {
  if (claim === undefined || claim === null || claim === 'm') return { ok: true, access: fullAccess };
  if (claim === 'r') return { ok: true, access: { kind: 'global', right: 'r' } };
  if (!Array.isArray(claim)) return invalid;
  const rights = new Map<string, CollectionRight>();
  for (const [i, entry] of (claim as Record<string, unknown>[]).entries()) {
    const { collection, access, payload } = entry ?? {};
    if (payload !== undefined && payload !== null)
      return refuse(401, `access[${i}].payload: The 'payload' constraint is deprecated and should not be used`);
    if (typeof collection !== 'string' || (access !== 'r' && access !== 'rw' && access !== 'prw')) return invalid;
    rights.set(collection, access);
  }
  return { ok: true, access: { kind: 'collections', rights } satisfies Access };
}
