import { encodeTarHeader } from '../tar/tar-header.ts';
import { makePart, modelsOf, padded, type TarModel, type TarPart, writeField } from './archive-model.test.data.ts';
import type { Chance } from './chance.test.data.ts';

/** Changes a model in place; answers what it did, in words. */
type TarMutation = (model: TarModel, chance: Chance) => string;

const encoder = new TextEncoder();
const nothing = new Uint8Array(0);

const sizes: readonly (readonly [string, string | Uint8Array])[] = [
  ['8 GiB - 1', '77777777777\0'],
  ['2^63', base256(1n << 63n)],
  ['2^53', base256(1n << 53n)],
  ['2^40', base256(1n << 40n)],
  ['-1', new Uint8Array(12).fill(255)],
  ['no number', 'abcdefghijk\0'],
  ['0', '00000000000\0'],
  ['1', '00000000001\0'],
  ['spaces', '            '],
];

const names: readonly string[] = [
  '../../evil',
  '/etc/passwd',
  '..',
  '.',
  '/',
  'a\\..\\..\\b',
  'segments/../../evil',
  '0/segments/x/../../../../evil',
  'config.json/below',
  'segments',
  'wal',
  '0',
  '0/wal/closed-999999999999999999999',
  'wal/open-7',
  'segments/new.tar',
  'evil.snapshot',
  `long-${'n'.repeat(90)}`,
  '\u0001\u0007\uFFFD',
  'CONFIG.JSON',
  'version.info',
];

const paxTexts: readonly string[] = [
  '99 path=x\n',
  '0 path=x\n',
  'x',
  '8 =abc\n',
  '11 path=../x\n',
  '13 path=/etc/x\n',
  '12 size=1e30\n',
  '16 size=99999999\n',
  '10 size=-1\n',
  '9 size=0\n',
  '19 GNU.sparse.map=\n28 GNU.sparse.realsize=1000\n',
  '31 GNU.sparse.map=0,9,5,9,-1,100\n28 GNU.sparse.realsize=1000\n',
  '38 GNU.sparse.realsize=9007199254740991\n22 GNU.sparse.major=1\n',
  '22 GNU.sparse.major=1\n28 GNU.sparse.realsize=1000\n',
  '30 GNU.sparse.size=99999999999\n29 GNU.sparse.offset=9999999\n',
  '18 path=\ud800bad\n',
  `${'1'.repeat(400)} path=x\n`,
];

/** Damage to headers and to the order of entries, with checksums that are right. */
export const headerMutations: Readonly<Record<string, TarMutation>> = {
  'size field': (model, chance) => {
    const part = anyPart(model, chance);
    const [what, value] = chance.pick(sizes);
    writeField(part.header, 124, 12, value);
    return `size of ${part.path} made ${what}`;
  },
  'entry type': (model, chance) => {
    const part = anyPart(model, chance);
    const type = chance.pick(Array.from('01234567SLKxgVMDAN\0'));
    writeField(part.header, 156, 1, type);
    if ('12'.includes(type)) writeField(part.header, 157, 100, chance.pick(['/etc/passwd', '../../..', 'config.json', '']));
    return `type of ${part.path} made ${JSON.stringify(type)}`;
  },
  'entry name': (model, chance) => {
    const part = anyPart(model, chance);
    const other = anyPart(model, chance).path;
    const name = chance.pick([...names, other, other.toUpperCase(), `${part.path}\0hidden`, `${other}/below`]);
    part.prefix = nothing;
    writeField(part.header, 345, 155, '');
    writeField(part.header, 0, 100, name);
    return `${part.path} called ${JSON.stringify(name)}`;
  },
  'long name': (model, chance) => {
    const part = anyPart(model, chance);
    const name = chance.pick(['n'.repeat(10_000), '../'.repeat(30), 'd/'.repeat(2000), `x/${'y'.repeat(300)}`, 'a\0b', '']);
    part.prefix = extra('L', encoder.encode(name));
    return `${part.path} with a long name of ${name.length} characters`;
  },
  'pax record': (model, chance) => {
    const part = anyPart(model, chance);
    const type = chance.pick(['x', 'g'] as const);
    const text = chance.pick(paxTexts);
    part.prefix = Buffer.concat([part.prefix, extra(type, encoder.encode(text))]);
    return `${type} record ${JSON.stringify(text.slice(0, 60))} before ${part.path}`;
  },
  'many records': (model, chance) => {
    const part = anyPart(model, chance);
    const [count, length] = chance.pick([
      [12, 10],
      [2, 200_000],
      [1, 1_048_576],
      [1, 1_048_577],
    ] as const);
    const type = chance.pick(['x', 'g'] as const);
    const record = encoder.encode('5 a=\n'.repeat(Math.ceil(length / 5))).subarray(0, Math.floor(length / 5) * 5);
    part.prefix = Buffer.concat(Array.from({ length: count }, () => extra(type, record)));
    return `${count} ${type} records of ${length} bytes before ${part.path}`;
  },
  'sparse map': (model, chance) => {
    const part = anyPart(model, chance);
    const [what, realBytes, map] = chance.pick([
      [
        'an overlapping map',
        part.data.length * 2,
        [
          { offset: 512, length: part.data.length },
          { offset: 0, length: 512 },
        ],
      ],
      ['a hole of 4 TiB', 2 ** 42, [{ offset: 0, length: part.data.length }]],
      ['a hole of 8 PiB', 2 ** 53 - 1, [{ offset: 0, length: part.data.length }]],
      ['a hole of 8 GiB', 2 ** 33, [{ offset: 0, length: part.data.length }]],
      ['a hole of 100 MiB', 100 * 2 ** 20, [{ offset: 0, length: part.data.length }]],
      ['an empty map', part.data.length, []],
      ['a map past its end', 10, [{ offset: 0, length: part.data.length }]],
      ['data at the end', 2 ** 30 + part.data.length, [{ offset: 2 ** 30, length: part.data.length }]],
      ['a hole in front', 512 + part.data.length, [{ offset: 512, length: part.data.length }]],
    ] as const);
    const sparse = { realBytes, map };
    part.header = encodeTarHeader({ name: part.path, type: 'S', storedBytes: part.data.length, modifiedSeconds: 0, sparse });
    part.extension = nothing;
    return `${part.path} sparse with ${what}`;
  },
  'entry dropped': (model, chance) => {
    const parts = anyModel(model, chance).parts;
    const [gone] = parts.splice(chance.below(parts.length), 1);
    return `${gone?.path} dropped`;
  },
  'entry twice': (model, chance) => {
    const parts = anyModel(model, chance).parts;
    const again = chance.pick(parts);
    parts.splice(chance.below(parts.length + 1), 0, again);
    return `${again.path} twice`;
  },
  'contents swapped': (model, chance) => {
    const first = anyPart(model, chance);
    const second = anyPart(model, chance);
    [first.header, second.header] = [second.header, first.header];
    [first.prefix, second.prefix] = [second.prefix, first.prefix];
    return `headers of ${first.path} and ${second.path} swapped`;
  },
  'entry added': (model, chance) => {
    const type = chance.pick(Array.from('01234567S'));
    const path = chance.pick([...names, `${anyPart(model, chance).path}2`]);
    const part = makePart(path, chance.pick([nothing, chance.bytes(700)]), type);
    if ('12'.includes(type)) writeField(part.header, 157, 100, '../../../etc');
    const { parts } = anyModel(model, chance);
    parts.splice(chance.below(parts.length + 1), 0, part, ...(type === '2' ? [makePart(`${path}/passwd`, chance.bytes(10))] : []));
    return `an entry ${JSON.stringify(path)} of type ${type} added`;
  },
  'nested archives': (model, chance) => {
    const depth = chance.pick([2, 60]);
    let data = chance.bytes(100);
    for (let level = 0; level < depth; level++) {
      const part = makePart(`segments/${'0'.repeat(8)}.tar`, data);
      data = Buffer.concat([part.header, data, new Uint8Array(padded(data.length) - data.length + 1024)]);
    }
    const parent = /^\d+\//.exec(model.parts.find(({ path }) => path.includes('segments'))?.path ?? '')?.[0] ?? '';
    model.parts.push(makePart(`${parent}segments/11111111-2222-3333-4444-555555555555.tar`, data));
    return `archives nested ${depth} deep`;
  },
  'end of archive': (model, chance) => {
    const target = anyModel(model, chance);
    const [what, tail] = chance.pick([
      ['nothing', nothing],
      ['one zero block', new Uint8Array(512)],
      ['another archive', Buffer.concat([target.tail, chance.pick(target.parts).header])],
      ['random bytes', Buffer.concat([new Uint8Array(1024), chance.bytes(2000)])],
    ] as const);
    target.tail = tail;
    return `an archive that ends in ${what}`;
  },
  'harmless field': (model, chance) => {
    const part = anyPart(model, chance);
    const [start, length] = chance.pick([
      [100, 8],
      [108, 8],
      [116, 8],
      [136, 12],
      [265, 32],
      [329, 16],
    ] as const);
    writeField(part.header, start, length, chance.bytes(length));
    return `header bytes ${start} to ${start + length} of ${part.path} made random`;
  },
};

function anyModel(model: TarModel, chance: Chance): TarModel {
  const filled = modelsOf(model).filter(({ parts }) => parts.length > 0);
  return chance.pick(filled);
}

function anyPart(model: TarModel, chance: Chance): TarPart {
  return chance.pick(anyModel(model, chance).parts);
}

/** A header of a long name or of PAX records, with its data. */
function extra(type: 'L' | 'x' | 'g', data: Uint8Array): Uint8Array {
  const header = encodeTarHeader({ name: '././@LongLink', type: 'L', storedBytes: data.length, modifiedSeconds: 0 });
  writeField(header, 156, 1, type);
  return Buffer.concat([header, data, new Uint8Array(padded(data.length) - data.length)]);
}

function base256(value: bigint): Uint8Array {
  const bytes = new Uint8Array(12);
  let rest = value;
  for (let at = 11; at > 0; at--, rest >>= 8n) bytes[at] = Number(rest & 255n);
  bytes[0] = 0x80;
  return bytes;
}
