const mask = (1n << 64n) - 1n;

/** SipHash-2-4 with a zero key: the hash behind shard routing. */
export function sipHash24(data: Uint8Array): bigint {
  let v0 = 0x736f6d6570736575n;
  let v1 = 0x646f72616e646f6dn;
  let v2 = 0x6c7967656e657261n;
  let v3 = 0x7465646279746573n;
  const round = (): void => {
    v0 = (v0 + v1) & mask;
    v1 = rotate(v1, 13n) ^ v0;
    v0 = rotate(v0, 32n);
    v2 = (v2 + v3) & mask;
    v3 = rotate(v3, 16n) ^ v2;
    v0 = (v0 + v3) & mask;
    v3 = rotate(v3, 21n) ^ v0;
    v2 = (v2 + v1) & mask;
    v1 = rotate(v1, 17n) ^ v2;
    v2 = rotate(v2, 32n);
  };
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const wholeBytes = data.length - (data.length % 8);
  for (let offset = 0; offset <= wholeBytes; offset += 8) {
    const word = offset < wholeBytes ? view.getBigUint64(offset, true) : lastWord(data, wholeBytes);
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }
  v2 ^= 0xffn;
  for (let count = 0; count < 4; count++) round();
  return v0 ^ v1 ^ v2 ^ v3;
}

function rotate(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & mask;
}

function lastWord(data: Uint8Array, from: number): bigint {
  let word = BigInt(data.length & 255) << 56n;
  for (let at = from; at < data.length; at++) word |= BigInt(data[at] ?? 0) << BigInt((at - from) * 8);
  return word;
}
