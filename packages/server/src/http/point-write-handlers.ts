import type { WriteOptions } from '@sextant/engine';
import type { Decoder } from '../decode/decoder.ts';
import { writeParameters } from '../decode/parameters.ts';
import {
  clearPayload,
  deletePayload,
  deletePoints,
  deleteVectors,
  overwritePayload,
  refuseEmptyWrite,
  setPayload,
  updateBatch,
} from '../decode/point-changes.ts';
import { type DecodedWrite, updateVectors, upsert } from '../decode/points.ts';
import { readUpsert } from '../decode/upsert-text.ts';
import { decodeBody } from './body.ts';
import { encodeWriteResult, nameOf, writeReply } from './collection-access.ts';
import { encoded, type Handler, type Handlers } from './handler.ts';

function addressed(options: WriteOptions, { shardKeys }: DecodedWrite): WriteOptions {
  return shardKeys === undefined ? options : { ...options, shardKeys };
}

function writeHandler(decode: Decoder<DecodedWrite>): Handler {
  return async ({ engine }, request) => {
    const options = writeParameters(request.query);
    const write = await decodeBody(request, decode);
    refuseEmptyWrite(write);
    const collection = engine.collection(nameOf(request));
    return writeReply(await collection.write(write.operation, addressed(options, write)));
  };
}

/** The usual body takes the fast way; whatever that does not understand is read, and complained about, by the general one. */
const upsertPoints: Handler = async ({ engine }, request) => {
  const options = writeParameters(request.query);
  const write = readUpsert(await request.bytes()) ?? (await decodeBody(request, upsert));
  refuseEmptyWrite(write);
  return writeReply(await engine.collection(nameOf(request)).write(write.operation, addressed(options, write)));
};

/** In order; what was done before a failing one stays done. */
const batchUpdate: Handler = async ({ engine }, request) => {
  const options = writeParameters(request.query);
  const writes = await decodeBody(request, updateBatch);
  const results: string[] = [];
  for (const write of writes) {
    refuseEmptyWrite(write);
    const collection = engine.collection(nameOf(request));
    results.push(encodeWriteResult(await collection.write(write.operation, addressed(options, write))));
  }
  return encoded(`[${results.join(',')}]`);
};

/** Everything that changes points. */
export const pointWriteHandlers: Handlers = {
  upsert_points: upsertPoints,
  delete_points: writeHandler(deletePoints),
  update_vectors: writeHandler(updateVectors),
  delete_vectors: writeHandler(deleteVectors),
  set_payload: writeHandler(setPayload),
  overwrite_payload: writeHandler(overwritePayload),
  delete_payload: writeHandler(deletePayload),
  clear_payload: writeHandler(clearPayload),
  batch_update: batchUpdate,
};
