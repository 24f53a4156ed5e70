import { describe, expect, it } from 'vitest';
import { type ConnectionOptions, resolveConnection } from './connection.ts';
import { isQdrantError } from './error.ts';

// The table of the README, row by row.
const rows: readonly (readonly [ConnectionOptions, string])[] = [
  [{}, 'http://localhost:6333'],
  [{ host: 'example.org' }, 'http://example.org:6333'],
  [{ url: 'http://example.org' }, 'http://example.org:6333'],
  [{ url: 'https://example.org' }, 'https://example.org:6333'],
  [{ url: 'https://example.org:443' }, 'https://example.org:443'],
  [{ url: 'http://example.org:80' }, 'http://example.org:80'],
  [{ url: 'https://example.org', port: null }, 'https://example.org:443'],
  [{ url: 'http://example.org', port: 7000 }, 'http://example.org:7000'],
  [{ url: 'http://example.org:8000', port: 7000 }, 'http://example.org:8000'],
  [{ url: 'http://example.org/qdrant' }, 'http://example.org:6333/qdrant'],
  [{ url: 'http://example.org:80/qdrant/' }, 'http://example.org:80/qdrant'],
  [{ host: 'example.org', prefix: 'api' }, 'http://example.org:6333/api'],
  [{ url: 'http://[::1]:6333' }, 'http://[::1]:6333'],
  [{ host: 'example.org', https: true }, 'https://example.org:6333'],
];

describe('resolveConnection', () => {
  it.each(rows)('%j goes to %s', (options, baseUrl) => {
    expect(resolveConnection(options).baseUrl).toBe(baseUrl);
  });

  it.each(['ftp://example.org', 'http://', 'http://user:secret@example.org'])('refuses %s', (url) => {
    try {
      resolveConnection({ url });
      expect.unreachable();
    } catch (error) {
      expect(isQdrantError(error) && error.code).toBe('usage');
      expect(String(error)).not.toContain('secret');
    }
  });
});
