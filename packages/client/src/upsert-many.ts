import type { ExtendedPointId } from '@sextant/contract';
import type { CallOptions } from './call-options.ts';
import { isQdrantError, type QdrantError } from './error.ts';
import type { BodyOf } from './operation.ts';
import type { PointMethods } from './point-methods.ts';

/** One point of a list upsert. */
export type UpsertManyPoint = Extract<NonNullable<BodyOf<'upsert_points'>>, { points: unknown }>['points'][number];

export interface UpsertManyOptions extends CallOptions {
  /** Largest request body, estimated; default 24 MiB, below the server's default limit of 32. */
  readonly maxBytes?: number;
  /** Points in a request at most; default 1,000. */
  readonly batchSize?: number;
  /** Requests in flight at once; default 2. */
  readonly concurrency?: number;
  /** Wait until each batch can be found; default true. */
  readonly wait?: boolean;
  /** Called after each batch with the points written so far. */
  readonly onProgress?: (writtenPoints: number) => void;
}

export interface UpsertManyReport {
  readonly writtenPoints: number;
  /** Points the server refused, with its words; the others are written. */
  readonly failed: readonly { readonly id: ExtendedPointId; readonly error: QdrantError }[];
}

interface Batch {
  points: UpsertManyPoint[];
  bytes: number;
}

/**
 * Upserts any number of points. A batch that the server refuses because of its content is halved until the points at fault are alone,
 * so one bad point costs only itself. Other failures (connection, credentials) end the call, after the retries of `options`.
 */
export async function upsertMany(
  methods: Pick<PointMethods, 'upsert'>,
  collection: string,
  points: Iterable<UpsertManyPoint> | AsyncIterable<UpsertManyPoint>,
  options: UpsertManyOptions = {},
): Promise<UpsertManyReport> {
  const { maxBytes = 24 * 1024 * 1024, batchSize = 1_000, concurrency = 2, wait = true, onProgress, ...call } = options;
  const failed: { id: ExtendedPointId; error: QdrantError }[] = [];
  let writtenPoints = 0;

  const send = async (batch: readonly UpsertManyPoint[]): Promise<void> => {
    try {
      await methods.upsert(collection, { points: [...batch], wait }, call);
      writtenPoints += batch.length;
      onProgress?.(writtenPoints);
    } catch (error) {
      if (!isQdrantError(error) || !refusesContent(error)) throw error;
      if (batch.length === 1) {
        failed.push({ id: (batch[0] as UpsertManyPoint).id, error });
        return;
      }
      const half = batch.length >> 1;
      await send(batch.slice(0, half));
      await send(batch.slice(half));
    }
  };

  const inFlight = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const dispatch = async (batch: Batch): Promise<void> => {
    while (inFlight.size >= concurrency) await Promise.race(inFlight);
    if (failure !== undefined) return;
    const sending = send(batch.points)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => inFlight.delete(sending));
    inFlight.add(sending);
  };

  let batch: Batch = { points: [], bytes: 0 };
  for await (const point of points) {
    const bytes = estimateBytes(point);
    if (batch.points.length > 0 && (batch.points.length >= batchSize || batch.bytes + bytes > maxBytes)) {
      await dispatch(batch);
      batch = { points: [], bytes: 0 };
    }
    if (failure !== undefined) break;
    batch.points.push(point);
    batch.bytes += bytes;
  }
  if (batch.points.length > 0 && failure === undefined) await dispatch(batch);
  await Promise.all(inFlight);
  if (failure !== undefined) throw failure.error;
  return { writtenPoints, failed };
}

function refusesContent(error: QdrantError): boolean {
  return error.status === 400 || error.status === 422 || error.grpcStatus === 3;
}

/** Length of the JSON, from above: a number takes at most 22 characters with its comma. */
function estimateBytes(value: unknown): number {
  if (typeof value === 'string') return value.length * 3 + 3;
  if (typeof value !== 'object' || value === null) return 22;
  if (ArrayBuffer.isView(value)) return (value as unknown as ArrayLike<number>).length * 22 + 2;
  if (Array.isArray(value)) {
    if (typeof value[0] === 'number') return value.length * 22 + 2;
    let bytes = 2;
    for (const entry of value) bytes += estimateBytes(entry);
    return bytes;
  }
  let bytes = 2;
  for (const [key, entry] of Object.entries(value)) bytes += key.length * 3 + 4 + estimateBytes(entry);
  return bytes;
}
