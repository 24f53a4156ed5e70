import { describe, expect, it } from 'vitest';
import { defaultSnapshotLimits } from '../snapshot-store/snapshot-limits.ts';
import { ConfigError, environmentLayer, loadConfig, yamlLayer } from './load-config.ts';
import { snapshotLimitsOf } from './snapshot-limits-of.ts';

describe('loadConfig', () => {
  it('has the defaults of the real server', () => {
    const { config, warnings } = loadConfig([]);
    expect(warnings).toEqual([]);
    expect(config.service).toMatchObject({
      host: '0.0.0.0',
      http_port: 6333,
      grpc_port: 6334,
      max_request_size_mb: 32,
      enable_cors: true,
      api_key: null,
    });
    expect(config.storage).toMatchObject({
      storage_path: './storage',
      snapshots_path: './snapshots',
      temp_path: null,
      max_collections: null,
    });
    expect(config.storage.snapshots_config.snapshots_storage).toBe('local');
  });

  it('has one default for each limit of snapshot work, wherever it is looked for', () => {
    expect(snapshotLimitsOf(loadConfig([]).config)).toEqual(defaultSnapshotLimits);
    const { config } = loadConfig([
      environmentLayer({
        QDRANT__STORAGE__SNAPSHOTS_CONFIG__LIMITS__MAX_ARCHIVE_MB: '0.5',
        QDRANT__STORAGE__SNAPSHOTS_CONFIG__LIMITS__UPLOAD_IDLE_SEC: '1.5',
        QDRANT__SERVICE__SNAPSHOT_URL_RECOVERY_PRIVATE_ADDRESSES: 'deny',
      }),
    ]);
    expect(snapshotLimitsOf(config)).toMatchObject({ maxArchiveBytes: 524_288, uploadIdleMs: 1500 });
    expect(config.service.snapshot_url_recovery_private_addresses).toBe('deny');
  });

  it('lays files, environment and flags over each other, key by key', () => {
    const { config } = loadConfig([
      yamlLayer('config.yaml', 'service:\n  http_port: 7000\n  api_key: from-file\nstorage:\n  hnsw_index: { m: 8 }\n'),
      environmentLayer({
        QDRANT__SERVICE__HTTP_PORT: '7001',
        QDRANT__SERVICE__ENABLE_CORS: 'false',
        QDRANT__STORAGE__SNAPSHOTS_CONFIG__S3_CONFIG__BUCKET: 'b',
        HOME: '/x',
      }),
      { source: 'command line', values: { service: { http_port: '7002' } }, fromText: true },
    ]);
    expect(config.service).toMatchObject({ http_port: 7002, api_key: 'from-file', enable_cors: false });
    expect(config.storage.hnsw_index).toMatchObject({ m: 8, ef_construct: 100 });
    expect(config.storage.snapshots_config.s3_config.bucket).toBe('b');
  });

  it('warns of keys it does not know and accepts those of a cluster', () => {
    const { warnings } = loadConfig([
      yamlLayer('c.yaml', 'servise: {}\nservice: { htp_port: 1 }\ncluster: { enabled: false, p2p: { port: 6335 } }\n'),
    ]);
    expect(warnings).toEqual([
      'c.yaml: the key servise is unknown and has no effect',
      'c.yaml: the key service.htp_port is unknown and has no effect',
    ]);
  });

  it.each([
    ['service: { http_port: x }', 'c.yaml: service.http_port is "x", expected a whole number'],
    ['service: { http_port: 70000 }', 'c.yaml: service.http_port is 70000, expected a whole number from 0 to 65535'],
    ['service: { enable_cors: 1 }', 'c.yaml: service.enable_cors is 1, expected true or false'],
    ['service: 5', 'c.yaml: service is 5, expected keys below it'],
    [
      'storage: { snapshots_config: { snapshots_storage: S3 } }',
      'c.yaml: storage.snapshots_config.snapshots_storage is "S3", expected one of local, s3',
    ],
    ['service: { api_key: [secret] }', 'c.yaml: service.api_key is a value of another kind, expected a string'],
  ])('refuses %s', (text, message) => {
    expect(() => loadConfig([yamlLayer('c.yaml', text)])).toThrow(new ConfigError(message));
  });

  it('names a file that is no YAML', () => {
    expect(() => yamlLayer('c.yaml', 'a: [1')).toThrow(/^c\.yaml is no YAML/);
    expect(() => yamlLayer('c.yaml', '- 1')).toThrow('c.yaml: expected keys and values at the top level');
  });

  it('reads an empty variable as null where null is possible', () => {
    const { config } = loadConfig([environmentLayer({ QDRANT__SERVICE__API_KEY: '', QDRANT__SERVICE__GRPC_PORT: '' })]);
    expect(config.service).toMatchObject({ api_key: null, grpc_port: null });
  });
});
