import { describe, expect, it } from 'vitest';
import { loadConfig } from '../config/load-config.ts';
import type { ServerConfig } from '../config/schema.ts';
import { configuredNames, s3Failure } from './s3-failure.ts';
import { credentialsFromApiKey, s3Settings } from './s3-settings.ts';
import { parseS3Location } from './s3-source.ts';

function config(s3: Record<string, string | null>, storage = 's3'): ServerConfig['storage']['snapshots_config'] {
  const values = { storage: { snapshots_config: { snapshots_storage: storage, s3_config: s3 } } };
  return loadConfig([{ source: 'test', values }]).config.storage.snapshots_config;
}

describe('the configuration of S3', () => {
  it('is read as it is; an empty value is none', () => {
    const given = { bucket: 'b12', region: 'eu-west-1', access_key: 'A', secret_key: 'S', endpoint_url: 'http://127.0.0.1:9000/sub' };
    expect(s3Settings(config(given), {})).toEqual({
      bucket: 'b12',
      region: 'eu-west-1',
      endpoint: 'http://127.0.0.1:9000/sub',
      credentials: { accessKeyId: 'A', secretAccessKey: 'S' },
    });
    expect(s3Settings(config({ bucket: 'b12', region: '', access_key: '', secret_key: '', endpoint_url: '' }), {})).toEqual({
      bucket: 'b12',
    });
    expect(s3Settings(config({}), {})).toEqual({});
  });

  it('takes the other half of a pair of keys from the environment', () => {
    expect(s3Settings(config({ bucket: 'b12', access_key: 'A' }), { AWS_SECRET_ACCESS_KEY: 'S' }).credentials).toEqual({
      accessKeyId: 'A',
      secretAccessKey: 'S',
    });
    expect(() => s3Settings(config({ bucket: 'b12', access_key: 'A' }), {})).toThrow('s3_config.access_key is given without');
  });

  it('is refused where it could never work, and what it says holds no secret', () => {
    expect(() => s3Settings(config({ region: 'x' }), {})).toThrow(
      'missing configuration field "storage.snapshots_config.s3_config.bucket"',
    );
    expect(s3Settings(config({ region: 'x' }, 'local'), {})).toEqual({ region: 'x' });
    for (const endpoint of ['localhost:9000', 'minio', 'ftp://x'])
      expect(() => s3Settings(config({ bucket: 'b12', endpoint_url: endpoint }), {})).toThrow(/endpoint_url is .*, expected http:\/\/host/);
    expect(() => s3Settings(config({ bucket: 'b12', endpoint_url: 'http://me:hidden@host' }), {})).toThrow(/^(?!.*hidden).*user name/);
  });
});

describe('an s3:// location', () => {
  it('is a bucket and a literal key', () => {
    expect(parseS3Location('s3://bucket-1/a/b%20c/../ü?.snapshot')).toEqual({ bucket: 'bucket-1', key: 'a/b%20c/../ü?.snapshot' });
    expect(parseS3Location('http://bucket/key')).toBeUndefined();
    for (const bad of ['s3://bucket', 's3://bucket/', 's3:///key']) expect(() => parseS3Location(bad)).toThrow('expected s3://bucket/key');
    expect(() => parseS3Location('s3://me:hidden@bucket/key')).toThrow(/^(?!.*hidden).*no credentials/);
  });

  it('has its credentials in the api key', () => {
    expect(credentialsFromApiKey('A:S/+=')).toEqual({ accessKeyId: 'A', secretAccessKey: 'S/+=' });
    expect(credentialsFromApiKey('A:S:T')).toEqual({ accessKeyId: 'A', secretAccessKey: 'S', sessionToken: 'T' });
    for (const bad of ['', 'A', 'A:', ':S', 'A:S:', 'A:S:T:U']) expect(credentialsFromApiKey(bad)).toBeUndefined();
  });
});

describe('a failure of S3', () => {
  const request = { operation: 'PutObject', bucket: 'b12', key: 'k', endpoint: 'http://s3' };
  const secrets = { secrets: ['topsecret', 'AKIA123'], names: configuredNames };

  it('tells status, code, place and remedy', () => {
    const error = Object.assign(new Error('The key AKIA123 may not'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
    const failure = s3Failure(error, request, secrets);
    expect(failure.message).toBe(
      'PutObject of s3://b12/k at http://s3: S3 answered 403 AccessDenied: The key *** may not; check the keys and what they may do: list, read, write and delete objects, and abort multipart uploads',
    );
    expect(failure).toMatchObject({
      code: 'bad_gateway',
      retryable: false,
      details: { status: 403, s3Code: 'AccessDenied', bucket: 'b12', key: 'k' },
    });
  });

  it('keeps nothing of the error of the SDK, which can hold signatures and keys', () => {
    const error = Object.assign(new Error('no'), {
      name: 'SignatureDoesNotMatch',
      StringToSign: 'topsecret',
      $metadata: { httpStatusCode: 403 },
    });
    const failure = s3Failure(error, request, secrets);
    expect(JSON.stringify([failure, failure.message, failure.details, failure.cause ?? null, failure.stack])).not.toMatch(
      /topsecret|AKIA123/,
    );
  });

  it('tells a connection that failed from an answer', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED', $metadata: { attempts: 5 } });
    expect(s3Failure(error, request, secrets)).toMatchObject({
      code: 'bad_gateway',
      retryable: true,
      message: 'PutObject of s3://b12/k at http://s3: no answer after 5 attempts: ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1',
    });
  });
});
