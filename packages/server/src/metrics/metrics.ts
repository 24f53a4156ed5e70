/** Counts of what the server did; `GET /metrics` writes them with the names and labels of the real server. */
export interface Metrics {
  /** One answered REST request. `endpoint` is the path of the operation table, `durationMs` is wall time. */
  restResponse(method: string, endpoint: string, status: number, durationMs: number, collection?: string): void;
  /** One answered gRPC call; `status` is the numeric code. */
  grpcResponse(endpoint: string, status: number, durationMs: number, collection?: string): void;
  /** A snapshot of the collection begins; call the answer once when it ends, with whether there is one now. */
  snapshotCreationStarted(collection: string): (created: boolean) => void;
  /** A recovery of the collection begins; call the answer once when it ends. */
  snapshotRecoveryStarted(collection: string): () => void;
}
