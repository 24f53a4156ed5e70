import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { authorize } from './authorize.ts';
import { createAccessControl } from './create-access-control.ts';

const key = 'the-master-key';
const sign = (claims: Record<string, unknown>, options: { secret?: string; alg?: string } = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: options.alg ?? 'HS256' }).sign(new TextEncoder().encode(options.secret ?? key));
const now = Math.floor(Date.now() / 1000);
const control = createAccessControl({
  apiKeys: [key],
  readOnlyApiKey: 'reader',
  jwt: true,
  valueExists: async (_collection, matches) => matches[0]?.value === 7,
});

describe('access control', () => {
  it('gives everyone everything where no key is configured', () => {
    const open = createAccessControl({ apiKeys: [], jwt: false });
    expect(open.enabled).toBe(false);
    expect(open.decide({})).toEqual({ ok: true, access: { kind: 'global', right: 'manage' } });
  });

  it('takes keys in either header, `api-key` first', async () => {
    expect(await control.decide({ apiKey: key })).toMatchObject({ access: { right: 'manage' } });
    expect(await control.decide({ authorization: `Bearer ${key}` })).toMatchObject({ access: { right: 'manage' } });
    expect(await control.decide({ authorization: 'Bearer reader' })).toMatchObject({ access: { right: 'r' } });
    expect(await control.decide({ apiKey: 'wrong', authorization: `Bearer ${key}` })).toMatchObject({ status: 401 });
    expect(await control.decide({ authorization: `bearer ${key}` })).toMatchObject({
      status: 401,
      message: 'Must provide an API key or an Authorization bearer token',
    });
    expect(await control.decide({})).toMatchObject({ status: 401 });
  });

  it('reads tokens', async () => {
    expect(await control.decide({ apiKey: await sign({}) })).toMatchObject({ access: { right: 'manage' } });
    expect(await control.decide({ apiKey: await sign({ access: 'r' }) })).toMatchObject({ access: { right: 'r' } });
    expect(await control.decide({ apiKey: await sign({ access: [{ collection: 'c', access: 'rw' }] }) })).toEqual({
      ok: true,
      access: { kind: 'collections', rights: new Map([['c', 'rw']]) },
    });
    expect(await control.decide({ apiKey: await sign({ exp: now - 10 }) })).toMatchObject({ ok: true });
    expect(await control.decide({ apiKey: await sign({ nbf: now + 1000, access: 'r' }) })).toMatchObject({ access: { right: 'r' } });
    expect(
      await control.decide({ apiKey: await sign({ value_exists: { collection: 'c', matches: [{ key: 'k', value: 7 }] } }) }),
    ).toMatchObject({ ok: true });
  });

  it('refuses tokens that are forged, late, of another kind or without their point', async () => {
    expect(await control.decide({ apiKey: await sign({}, { secret: 'another' }) })).toMatchObject({
      status: 403,
      message: 'InvalidSignature',
    });
    expect(await control.decide({ apiKey: await sign({ exp: now - 60 }) })).toMatchObject({ status: 403, message: 'ExpiredSignature' });
    expect(await control.decide({ apiKey: await sign({ exp: now - 60, nbf: now + 1000 }) })).toMatchObject({ status: 403 });
    expect(await control.decide({ apiKey: await sign({}, { alg: 'HS512' }) })).toMatchObject({ status: 401 });
    expect(await control.decide({ apiKey: await sign({ access: 'everything' }) })).toMatchObject({ status: 401 });
    expect(
      await control.decide({ apiKey: await sign({ value_exists: { collection: 'c', matches: [{ key: 'k', value: 8 }] } }) }),
    ).toMatchObject({ status: 401 });
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`;
    expect(await control.decide({ apiKey: unsigned })).toMatchObject({ status: 401 });
  });

  it('takes no token where tokens are off', async () => {
    const off = createAccessControl({ apiKeys: [key], jwt: false });
    expect(await off.decide({ apiKey: await sign({}) })).toMatchObject({ status: 401 });
  });
});

describe('authorize', () => {
  const reader = { kind: 'global', right: 'r' } as const;
  const scoped = {
    kind: 'collections',
    rights: new Map([
      ['rw', 'rw'],
      ['r', 'r'],
      ['prw', 'prw'],
    ] as const),
  } as const;

  it('lets readers read', () => {
    for (const need of ['open', 'authenticated', 'global_read', 'collection_read', 'collection_read_whole'] as const)
      expect(() => authorize(reader, need, 'c')).not.toThrow();
    for (const need of ['global_manage', 'points_write', 'collection_write', 'collection_manage'] as const)
      expect(() => authorize(reader, need, 'c')).toThrow('Global manage access is required');
  });

  it('keeps tokens for collections inside them', () => {
    expect(() => authorize(scoped, 'collection_write', 'rw')).not.toThrow();
    expect(() => authorize(scoped, 'points_write', 'prw')).not.toThrow();
    expect(() => authorize(scoped, 'collection_write', 'prw')).toThrow(/prw/);
    expect(() => authorize(scoped, 'collection_read_whole', 'prw')).toThrow(/prw/);
    expect(() => authorize(scoped, 'points_write', 'r')).toThrow('Write access to collection r is required');
    expect(() => authorize(scoped, 'collection_read', 'other')).toThrow('Access to collection other is required');
    expect(() => authorize(scoped, 'global_read')).toThrow('Global access is required');
    expect(() => authorize(scoped, 'collection_manage', 'rw')).toThrow('Manage access for this operation is required');
  });
});
