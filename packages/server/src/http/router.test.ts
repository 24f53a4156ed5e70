import { describe, expect, it } from 'vitest';
import { createRouter, decodeSegment } from './router.ts';
import { routes } from './routes.ts';

const route = createRouter(routes);
const found = (method: string, path: string) => {
  const match = route(method, path);
  return match === undefined ? undefined : [match.route.operation, match.params];
};

describe('the router', () => {
  it('finds every route by its own path', () => {
    for (const { operation, method, path } of routes) {
      expect(found(method, path.replaceAll(/\{[^}]+\}/g, '7'))?.[0], `${method} ${path}`).toBe(operation);
    }
  });

  it('merges slashes, ignores a trailing one, decodes escapes and leaves bad ones', () => {
    expect(found('GET', '//healthz')).toEqual(['healthz', {}]);
    expect(found('GET', '/collections//x/')).toEqual(['get_collection', { collection_name: 'x' }]);
    expect(found('GET', '/collections/a%20b')).toEqual(['get_collection', { collection_name: 'a b' }]);
    expect(found('GET', '/collections/%zz')).toEqual(['get_collection', { collection_name: '%zz' }]);
    expect(decodeSegment('%C3%A9%2F%')).toBe('é/%');
  });

  it('reads a fixed segment as a parameter where it has no such method', () => {
    expect(found('GET', '/collections/c/points/search')).toEqual(['get_point', { collection_name: 'c', id: 'search' }]);
    expect(found('GET', '/collections/aliases')).toEqual(['get_collection', { collection_name: 'aliases' }]);
    expect(found('POST', '/collections/aliases')).toEqual(['update_aliases', {}]);
  });

  it('knows no other method and no other path', () => {
    expect(found('HEAD', '/healthz')).toBeUndefined();
    expect(found('POST', '/healthz')).toBeUndefined();
    expect(found('GET', '/collections/../collections')).toBeUndefined();
    expect(found('GET', '/nothing')).toBeUndefined();
  });
});
