import { storedOffset, type TarPart } from './archive-model.test.data.ts';

/** An integer of a file: where it lies among the stored bytes, how wide it is, and its name. */
export interface IntegerPlace {
  readonly at: number;
  readonly width: 1 | 2 | 4 | 8;
  readonly what: string;
}

type Field = readonly [offset: number, width: IntegerPlace['width'], what: string];

const slot: readonly Field[] = [
  [0, 4, 'tag'],
  [4, 4, 'page'],
  [8, 4, 'block'],
  [12, 4, 'length'],
];

/** The integers that a file of this name has, as far as they are stored. */
export function integerPlaces(path: string, part: TarPart): IntegerPlace[] {
  const fields = fieldsOf(path, part.data);
  return fields.flatMap(([offset, width, what]) => {
    const at = storedOffset(part, offset);
    return at === undefined || at + width > part.data.length ? [] : [{ at, width, what }];
  });
}

function fieldsOf(path: string, data: Uint8Array): Field[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'tracker.dat') return [[0, 4, 'count'], ...repeat(slot, 4, 16, 24, 'slot')];
  if (name === 'log_tracker.dat') return repeat(slot, 0, 16, 24, 'slot');
  if (name === 'status.dat')
    return [
      [0, 8, 'count'],
      [8, 8, 'file'],
    ];
  if (name.endsWith('.versions')) return repeat([[0, 8, 'version']], 0, 8, data.length / 8, 'row');
  if (name === 'id_tracker.mappings') return [[0, 8, 'count'], ...immutableRecords(data)];
  if (name === 'mutable_id_tracker.mappings') return mutableRecords(data);
  if (name === 'id_tracker.i2e')
    return [
      [0, 8, 'magic'],
      [8, 4, 'version'],
      [16, 8, 'count'],
      ...repeat(
        [
          [0, 8, 'low'],
          [8, 8, 'high'],
        ],
        32,
        16,
        data.length / 16,
        'row',
      ),
    ];
  if (name === 'id_tracker.is_uuid')
    return [
      [0, 4, 'magic'],
      [4, 4, 'version'],
      [8, 8, 'bits'],
      [16, 4, 'encoding'],
      [24, 8, 'length'],
      ...repeat([[0, 2, 'word']], 32, 2, data.length / 2, 'payload'),
    ];
  if (name === 'gaps.dat')
    return repeat(
      [
        [0, 2, 'longest'],
        [2, 2, 'leading'],
        [4, 2, 'trailing'],
      ],
      0,
      6,
      data.length / 6,
      'region',
    );
  if (path.endsWith('offsets/chunk_0.mmap'))
    return repeat(
      [
        [0, 4, 'first row'],
        [4, 4, 'count'],
        [8, 4, 'capacity'],
      ],
      0,
      12,
      24,
      'row',
    );
  if (/^(open|closed)-\d+$/.test(name))
    return [
      [0, 4, 'magic'],
      [4, 4, 'seed'],
      [8, 8, 'length of the first entry'],
    ];
  if (name.startsWith('page_'))
    return repeat(
      [
        [0, 4, 'uncompressed size'],
        [4, 1, 'token'],
        [5, 2, 'literals'],
      ],
      0,
      128,
      40,
      'block',
    );
  return repeat([[0, 4, 'word']], 0, 4, Math.min(16, data.length / 4), 'byte');
}

function repeat(fields: readonly Field[], start: number, step: number, count: number, what: string): Field[] {
  const places: Field[] = [];
  for (let index = 0; index < count; index++)
    for (const [offset, width, name] of fields) places.push([start + index * step + offset, width, `${name} of ${what} ${index}`]);
  return places;
}

function immutableRecords(data: Uint8Array): Field[] {
  const fields: Field[] = [];
  for (let at = 8; at < data.length; ) {
    const idBytes = data[at] === 0 ? 8 : 16;
    fields.push([at, 1, 'id type'], [at + 1, 8, 'id'], [at + 1 + idBytes, 4, 'row']);
    at += 1 + idBytes + 4;
  }
  return fields;
}

function mutableRecords(data: Uint8Array): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < data.length; ) {
    const kind = data[at] ?? 0;
    const idBytes = kind % 2 === 1 ? 8 : 16;
    fields.push([at, 1, 'kind'], [at + 1, 8, 'id']);
    if (kind <= 2) fields.push([at + 1 + idBytes, 4, 'row']);
    at += 1 + idBytes + (kind <= 2 ? 4 : 0);
  }
  return fields;
}
