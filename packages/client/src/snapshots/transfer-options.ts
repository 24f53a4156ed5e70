import type { CallOptions } from '../call-options.ts';

export interface TransferProgress {
  readonly transferredBytes: number;
  /** Absent when the sender does not say. */
  readonly totalBytes?: number;
}

/** Transfers have no time limit unless `timeoutMs` names one; `signal` stops them at any point. */
export interface TransferOptions extends CallOptions {
  readonly onProgress?: (progress: TransferProgress) => void;
}
