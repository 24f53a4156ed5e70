export { CborError, createCborReader } from './cbor-reader.ts';
export { type CborWriter, createCborWriter } from './cbor-writer.ts';
export { crc32cOf } from './crc32c.ts';
export { decodeWalOperation } from './decode-operation.ts';
export { encodeWalOperation, encodeWalOperationInSteps, walOperationBytes } from './encode-operation.ts';
export { uuidFromBytes, uuidToBytes } from './uuid-text.ts';
export type { WalOperation, WalPoint, WalPointId, WalPointSelector, WalVector } from './wal-operation.ts';
export {
  decodeWalHeader,
  defaultWalCapacityBytes,
  encodeWalHeader,
  readWalEntry,
  sealWalEntry,
  sealWalEntryInSteps,
  type WalEntryResult,
  type WalHeader,
  walEntryBytes,
  walHeaderBytes,
} from './wal-segment.ts';
