import type { ShardKey, ShardKeySelector, WithPayloadSelector, WithVectorsSelector } from '@sextant/contract/grpc';
import type { PayloadSelector, VectorSelector } from '@sextant/engine';
import { decodeBody } from '../grpc/decode-body.ts';
import { invalidArgument } from '../grpc/errors.ts';
import { integerToJson } from './grpc-value.ts';
import { payloadSelector } from './selectors.ts';
import { shardKeys } from './shard-key.ts';

/** Which payload keys come back; `fallback` when the request does not say. */
export function payloadSelectorFromProto(selector: WithPayloadSelector | undefined, fallback: boolean): PayloadSelector {
  const option = selector?.selectorOptions;
  switch (option?.case) {
    case undefined:
      if (selector !== undefined) throw invalidArgument('No PayloadSelector');
      return fallback;
    case 'enable':
      return option.value;
    case 'include':
      return decodeBody(payloadSelector, { include: option.value.fields });
    case 'exclude':
      return decodeBody(payloadSelector, { exclude: option.value.fields });
  }
}

/** Which vectors come back; none when the request does not say. */
export function vectorSelectorFromProto(selector: WithVectorsSelector | undefined): VectorSelector {
  const option = selector?.selectorOptions;
  if (option?.case === undefined) return false;
  return option.case === 'enable' ? option.value : option.value.names;
}

/** The shards a request is for; all of them when it names none. A fallback has no use on a single node. */
export function shardKeysFromProto(selector: ShardKeySelector | undefined): readonly (string | number)[] | undefined {
  if (selector === undefined || selector.shardKeys.length === 0) return undefined;
  return decodeBody(shardKeys, selector.shardKeys.map(shardKeyJson));
}

function shardKeyJson(key: ShardKey) {
  if (key.key.case === undefined) throw invalidArgument('Shard key is not specified');
  return key.key.case === 'keyword' ? key.key.value : integerToJson(key.key.value);
}
