import { EngineError } from '@sextant/engine';

/** Fails with 422 unless `checksum` is the hex form of a SHA-256. `place` is `JSON body` or `query parameters`. */
export function requireChecksum(checksum: string, place: string): void {
  if (checksum.length !== 64) {
    const facts = `{"value": String(${JSON.stringify(checksum)}), "length": Number(${checksum.length}), "expected_length": Number(64)}`;
    throw new EngineError('validation', `${place}: [checksum: Validation error: invalid_sha256_hash [${facts}]]`);
  }
  if (!/^[0-9a-fA-F]{64}$/.test(checksum))
    throw new EngineError('validation', `${place}: [checksum: invalid characters, expected 0-9, a-f, A-F]`);
}
