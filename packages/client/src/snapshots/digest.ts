/** A running SHA-256. */
export interface Digest {
  update(chunk: Uint8Array): void;
  /** 64 lower-case hex digits; ends the digest. */
  hex(): string;
}
