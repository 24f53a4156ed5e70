import type { DescEnum } from '@bufbuild/protobuf';
import { invalidArgument } from './errors.ts';

/** Values that mean what an absent field means. */
const absent = new Set(['qdrant.Datatype.Default', 'qdrant.Memory.MemoryUnknown', 'qdrant.TokenizerType.Unknown']);
/** Names that do not follow from the protobuf ones. */
const special: Readonly<Record<string, string>> = {
  'qdrant.Distance.Cosine': 'Cosine',
  'qdrant.Distance.Euclid': 'Euclid',
  'qdrant.Distance.Dot': 'Dot',
  'qdrant.Distance.Manhattan': 'Manhattan',
  'qdrant.BinaryQuantizationQueryEncoding.Setting.Scalar4Bits': 'scalar4bits',
  'qdrant.BinaryQuantizationQueryEncoding.Setting.Scalar8Bits': 'scalar8bits',
};
const refusals: Readonly<Record<string, string>> = {
  'qdrant.Distance': 'Malformed distance parameter',
  'qdrant.QuantizationType': 'Unknown quantization type',
  'qdrant.Datatype': 'Cannot convert datatype',
  'qdrant.Memory': 'Cannot convert memory placement',
  'qdrant.TokenizerType': 'unknown tokenizer type',
};

/** The REST name of an enum value: `MaxSim` is `max_sim`. Undefined for values that stand for the default. */
export function enumName(desc: DescEnum, number: number): string | undefined {
  const value = desc.value[number];
  if (value === undefined || value.name.startsWith('Unknown')) {
    if (value !== undefined && absent.has(`${desc.typeName}.${value.name}`)) return undefined;
    throw invalidArgument(`${refusals[desc.typeName] ?? `Unknown ${desc.name}`}: ${value?.name ?? number}`);
  }
  const full = `${desc.typeName}.${value.name}`;
  return absent.has(full) ? undefined : (special[full] ?? snakeCase(value.name));
}

const byName = new WeakMap<DescEnum, ReadonlyMap<string, number>>();

/** The number of an enum value by its REST name; undefined when the contract has none. */
export function enumNumber(desc: DescEnum, name: string): number | undefined {
  let numbers = byName.get(desc);
  if (numbers === undefined) {
    numbers = new Map(desc.values.map((value) => [special[`${desc.typeName}.${value.name}`] ?? snakeCase(value.name), value.number]));
    byName.set(desc, numbers);
  }
  return numbers.get(name);
}

function snakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
