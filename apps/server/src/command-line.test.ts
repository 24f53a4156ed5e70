import { describe, expect, it } from 'vitest';
import { readCommandLine, usage } from './command-line.ts';

describe('the command line', () => {
  it('turns flags into configuration keys', () => {
    const line = readCommandLine(['--http-port', '7000', '--storage-path=/data', '--config-path', 'x.yaml', '--in-memory']);
    expect(line).toMatchObject({ help: false, version: false, inMemory: true, configPath: 'x.yaml' });
    expect(line.layer).toEqual({
      source: 'command line',
      fromText: true,
      values: { service: { http_port: '7000' }, storage: { storage_path: '/data' } },
    });
  });

  it('refuses what it does not know', () => {
    expect(() => readCommandLine(['--prot', '1'])).toThrow(/--prot/);
    expect(() => readCommandLine(['serve'])).toThrow(/serve/);
    expect(() => readCommandLine(['--http-port'])).toThrow();
  });

  it('reads what to restore; the last colon ends the path', () => {
    expect(readCommandLine([]).restore).toBeUndefined();
    expect(readCommandLine(['--force-snapshot']).restore).toBeUndefined();
    const line = readCommandLine(['--storage-snapshot=s.snapshot', '--snapshot', 'C:/x y.snapshot:c', '--collection-snapshot=z:d', '-f']);
    expect(line.restore).toEqual({
      storageSnapshot: 's.snapshot',
      snapshots: [
        { path: 'C:/x y.snapshot', collection: 'c' },
        { path: 'z', collection: 'd' },
      ],
      force: true,
    });
    for (const wrong of ['file', ':c', 'file:', '']) expect(() => readCommandLine(['--snapshot', wrong])).toThrow(/FILE:COLLECTION/);
    expect(() => readCommandLine(['--storage-snapshot='])).toThrow(/expected a file/);
  });

  it('names every flag in its help', () => {
    for (const flag of [
      '--config-path',
      '--host',
      '--http-port',
      '--grpc-port',
      '--storage-path',
      '--snapshots-path',
      '--log-level',
      '--in-memory',
      '--storage-snapshot',
      '--snapshot',
      '--force-snapshot',
      '--help',
      '--version',
    ]) {
      expect(usage).toContain(flag);
    }
  });
});
