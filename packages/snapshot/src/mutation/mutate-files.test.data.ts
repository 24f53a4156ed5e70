import { leavesOf, setContent, type TarLeaf, type TarModel } from './archive-model.test.data.ts';
import type { Chance } from './chance.test.data.ts';
import { integerPlaces } from './integer-places.test.data.ts';
import { mutateJson } from './mutate-json.test.data.ts';
import { mutateLog } from './mutate-log.test.data.ts';

/** Changes a file of a model; answers what it did, or undefined when there was nothing of its kind. */
type FileMutation = (model: TarModel, chance: Chance) => string | undefined;

const extremes: readonly (readonly [string, bigint])[] = [
  ['0', 0n],
  ['1', 1n],
  ['-1', (1n << 64n) - 1n],
  ['2^31 - 1', (1n << 31n) - 1n],
  ['2^31', 1n << 31n],
  ['2^32 - 1', (1n << 32n) - 1n],
  ['2^32', 1n << 32n],
  ['2^53 - 1', (1n << 53n) - 1n],
  ['2^53', 1n << 53n],
  ['2^63', 1n << 63n],
  ['a million', 1_000_000n],
  ['1000', 1000n],
];

const isJson = ({ path }: TarLeaf): boolean => /\.json$|first-index$/.test(path);
const isLog = ({ path }: TarLeaf): boolean => /\/?wal\/(open|closed)-\d+$/.test(path);
const isIndex = ({ path }: TarLeaf): boolean => /vector_index|payload_index|quantized/.test(path) && !path.endsWith('.json');

/** Damage that knows what lies in a file. */
export const fileMutations: Readonly<Record<string, FileMutation>> = {
  integer: (model, chance) => {
    const leaf = pickLeaf(model, chance, (candidate) => !isJson(candidate) && !isIndex(candidate));
    const places = leaf && integerPlaces(leaf.path, leaf.part);
    if (!leaf || !places || places.length === 0) return undefined;
    const { at, width, what } = chance.pick(places);
    const view = new DataView(leaf.part.data.buffer, leaf.part.data.byteOffset, leaf.part.data.byteLength);
    const current = read(view, at, width);
    const [name, value] = chance.pick([...extremes, ['one more', current + 1n], ['one less', current - 1n]] as const);
    write(view, at, width, value);
    return `${what} in ${leaf.path} made ${name} (was ${current})`;
  },
  json: (model, chance) => {
    const leaf = pickLeaf(model, chance, isJson);
    const changed = leaf && mutateJson(Buffer.from(leaf.part.data).toString(), chance);
    if (!leaf || !changed) return undefined;
    setContent(leaf.part, Buffer.from(changed.text));
    return `${leaf.path}: ${changed.words}`;
  },
  'version text': (model, chance) => {
    const leaf = pickLeaf(model, chance, ({ path }) => path.endsWith('version.info'));
    if (!leaf) return undefined;
    const text = chance.pick([
      '',
      '0.6',
      '0.6.0\n',
      '9.9.9',
      '-1.0.0',
      '0.5.9',
      '0.6.1',
      'x'.repeat(100_000),
      '\uFEFF0.6.0',
      '0.6.0.0',
      'v0.6.0',
      '0.4.2',
    ]);
    setContent(leaf.part, Buffer.from(text));
    return `${leaf.path} made ${JSON.stringify(text.slice(0, 20))}`;
  },
  log: (model, chance) => {
    const leaf = pickLeaf(model, chance, isLog);
    const changed = leaf && mutateLog(dense(leaf), chance);
    if (!leaf || !changed) return undefined;
    // Back into the extents: the file is mostly a hole.
    const used = changed.bytes.subarray(0, changed.bytes.findLastIndex((byte) => byte !== 0) + 1);
    const content = new Uint8Array(Math.ceil(used.length / 4096) * 4096);
    content.set(used);
    setContent(leaf.part, content);
    return `${leaf.path}: ${changed.words}`;
  },
  'file cut': (model, chance) => {
    const leaf = pickLeaf(model, chance, () => true);
    if (!leaf) return undefined;
    const length = chance.pick([0, 1, 3, 8, Math.max(0, leaf.part.data.length - 1), chance.below(leaf.part.data.length)]);
    setContent(leaf.part, leaf.part.data.slice(0, length));
    return `${leaf.path} cut to ${length} stored bytes`;
  },
  'file longer': (model, chance) => {
    const leaf = pickLeaf(model, chance, () => true);
    if (!leaf) return undefined;
    const added = chance.pick([1, 8, 13, 512]);
    setContent(leaf.part, Buffer.concat([leaf.part.data, chance.bytes(added)]));
    return `${leaf.path} longer by ${added} bytes`;
  },
  'file zeroed': (model, chance) => {
    const leaf = pickLeaf(model, chance, () => true);
    leaf?.part.data.fill(chance.pick([0, 255]));
    return leaf && `${leaf.path} overwritten`;
  },
  'file flips': (model, chance) => {
    const leaf = pickLeaf(model, chance, () => true);
    if (!leaf) return undefined;
    const { data } = leaf.part;
    const places: number[] = [];
    for (let count = 1 + chance.below(3); count > 0; count--) {
      const at = chance.below(Math.min(data.length, chance.pick([16, 128, 1 << 30])));
      data[at] = (data[at] ?? 0) ^ (1 << chance.below(8));
      places.push(at);
    }
    return `bits of stored bytes ${places.join(', ')} of ${leaf.path} flipped`;
  },
  'files swapped': (model, chance) => {
    const first = pickLeaf(model, chance, () => true);
    const second = pickLeaf(model, chance, (leaf) => leaf.path !== first?.path && baseName(leaf.path) === baseName(first?.path ?? ''));
    if (!first || !second) return undefined;
    const kept = { data: first.part.data.slice(), extents: first.part.extents, extension: first.part.extension };
    const header = first.part.header.slice();
    copyBody(second.part, first.part);
    // Names stay, so the rest of the headers changes places.
    const secondHeader = second.part.header.slice();
    Object.assign(second.part, kept, { header: keepName(header, secondHeader) });
    first.part.header = keepName(secondHeader, header);
    return `contents of ${first.path} and ${second.path} swapped`;
  },
};

function copyBody(from: TarLeaf['part'], to: TarLeaf['part']): void {
  to.data = from.data.slice();
  to.extents = from.extents;
  to.extension = from.extension;
}

/** `header` with the name of `named`. */
function keepName(header: Uint8Array, named: Uint8Array): Uint8Array {
  const result = header.slice();
  result.set(named.subarray(0, 100), 0);
  let sum = 0;
  for (let at = 0; at < 512; at++) sum += at >= 148 && at < 156 ? 32 : (result[at] ?? 0);
  result.set(Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return result;
}

function pickLeaf(model: TarModel, chance: Chance, want: (leaf: TarLeaf) => boolean): TarLeaf | undefined {
  const leaves = leavesOf(model).filter(want);
  return leaves.length === 0 ? undefined : chance.pick(leaves);
}

/** The first megabyte of a file, its holes as zeros. */
function dense({ part }: TarLeaf): Uint8Array {
  const bytes = new Uint8Array(1 << 20);
  let stored = 0;
  for (const { offset, length } of part.extents) {
    if (offset < bytes.length) bytes.set(part.data.subarray(stored, stored + Math.min(length, bytes.length - offset)), offset);
    stored += length;
  }
  return bytes;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function read(view: DataView, at: number, width: number): bigint {
  if (width === 8) return view.getBigUint64(at, true);
  return BigInt(width === 4 ? view.getUint32(at, true) : width === 2 ? view.getUint16(at, true) : view.getUint8(at));
}

function write(view: DataView, at: number, width: number, value: bigint): void {
  if (width === 8) view.setBigUint64(at, BigInt.asUintN(64, value), true);
  else if (width === 4) view.setUint32(at, Number(BigInt.asUintN(32, value)), true);
  else if (width === 2) view.setUint16(at, Number(BigInt.asUintN(16, value)), true);
  else view.setUint8(at, Number(BigInt.asUintN(8, value)));
}
