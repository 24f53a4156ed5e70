import { JsonNumber, type JsonObject } from '@sextant/contract/json';
import { describe, expect, it } from 'vitest';
import { createRedactor } from './redact.ts';

const address: JsonObject = { street: 'Main', lines: ['a', 'b'], geo: { lat: 1.5, lon: 2.5 } };
const payload: JsonObject = {
  name: 'Ada',
  age: 36,
  big: new JsonNumber('18446744073709551615'),
  ok: true,
  none: null,
  address,
  contacts: [{ mail: 'x@y', kind: 'home' }, { mail: 'z@y' }],
  'dotted.key': 'secret',
};

describe('createRedactor', () => {
  it.each([
    [['name'], { name: '[redacted]' }],
    [['age', 'big', 'ok', 'none'], { age: 0, big: 0, ok: false, none: null }],
    [['address.lines'], { address: { ...address, lines: ['[redacted]', '[redacted]'] } }],
    [['address.geo'], { address: { ...address, geo: { lat: 0, lon: 0 } } }],
    [['contacts[].mail'], { contacts: [{ mail: '[redacted]', kind: 'home' }, { mail: '[redacted]' }] }],
    [['contacts.mail'], { contacts: [{ mail: '[redacted]', kind: 'home' }, { mail: '[redacted]' }] }],
    [['"dotted.key"'], { 'dotted.key': '[redacted]' }],
    [['missing', 'name.deeper'], {}],
  ])('puts placeholders for %j', (replace, changed) => {
    expect({ ...createRedactor({ replace })?.(payload) }).toEqual({ ...payload, ...changed });
  });

  it('takes keys away, and leaves what it was given as it was', () => {
    const before = structuredClone({ ...payload, big: 0 });
    const result = createRedactor({ remove: ['name', 'address.geo.lat', 'contacts[].kind'] })?.(payload);
    expect(result).not.toHaveProperty('name');
    expect(result).toMatchObject({ address: { geo: { lon: 2.5 } }, contacts: [{ mail: 'x@y' }, { mail: 'z@y' }] });
    expect(result?.['contacts']).not.toHaveProperty('0.kind');
    expect({ ...payload, big: 0 }).toEqual(before);
  });

  it('reaches every key with *', () => {
    const text = JSON.stringify(createRedactor({ replace: ['*'] })?.(payload));
    for (const secret of ['Ada', '36', '1844', 'Main', 'x@y', 'secret', '1.5']) expect(text).not.toContain(secret);
    expect(createRedactor({ remove: ['*'] })?.(payload)).toEqual({});
  });

  it('tells which paths it found, those inside of what is removed too', () => {
    const found = new Set<string>();
    const paths = {
      replace: ['name', 'nmae', 'address.geo.lat', 'contacts.none', '"dotted.key"'],
      remove: ['address', 'address.city', 'name'],
    };
    createRedactor(paths, (path) => found.add(path))?.(payload);
    expect([...found].sort()).toEqual(['"dotted.key"', 'address', 'address.geo.lat', 'name']);
  });

  it('does nothing without paths and refuses what is none', () => {
    expect(createRedactor({})).toBeUndefined();
    for (const path of ['', 'a.', '.a', 'a..b', '"a', 'a[b]'])
      expect(() => createRedactor({ replace: [path] }), path).toThrow(/is no path of a payload field/);
  });
});
