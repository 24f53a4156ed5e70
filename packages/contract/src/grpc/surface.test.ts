import { readFile } from 'node:fs/promises';
import { type DescEnum, type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import * as contract from './index.ts';

/** The facts list what Qdrant has; each of them is looked up in the generated descriptors, and what is not there is listed. */
interface FieldFact {
  readonly name: string;
  readonly number: number;
  readonly type: string;
  readonly label?: 'optional' | 'repeated';
  readonly oneof?: string;
  readonly deprecated?: boolean;
}
interface MessageFact {
  readonly fields: readonly FieldFact[];
  readonly messages?: Readonly<Record<string, MessageFact>>;
  readonly enums?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly reserved?: readonly (readonly [number, number])[];
}
interface FileFact {
  readonly package: string;
  readonly messages: Readonly<Record<string, MessageFact>>;
  readonly enums: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly services: Readonly<Record<string, Readonly<Record<string, { readonly request: string; readonly response: string }>>>>;
}
const facts = JSON.parse(await readFile(new URL('../../fixtures/facts/grpc-surface.json', import.meta.url), 'utf8')) as {
  readonly files: Readonly<Record<string, FileFact>>;
};

const messages = new Map<string, DescMessage>();
const enums = new Map<string, DescEnum>();
for (const value of Object.values(contract) as { readonly kind?: string; readonly typeName?: string }[]) {
  if (value?.kind === 'message') addMessage(value as DescMessage);
  if (value?.kind === 'enum') enums.set(value.typeName as string, value as DescEnum);
}
function addMessage(message: DescMessage): void {
  messages.set(message.typeName, message);
  for (const nested of message.nestedMessages) addMessage(nested);
}

function typeOf(field: DescField): string {
  switch (field.fieldKind) {
    case 'scalar':
      return ScalarType[field.scalar].toLowerCase();
    case 'enum':
      return field.enum.typeName;
    case 'message':
      return field.message.typeName;
    case 'list':
      return field.listKind === 'scalar' ? ScalarType[field.scalar].toLowerCase() : (field.message ?? field.enum).typeName;
    default: {
      const value = field.mapKind === 'scalar' ? ScalarType[field.scalar].toLowerCase() : (field.message ?? field.enum).typeName;
      return `map<${ScalarType[field.mapKey].toLowerCase()}, ${value}>`;
    }
  }
}

function fieldOf(field: DescField): FieldFact {
  const optional = field.proto.proto3Optional;
  return {
    name: field.name,
    number: field.number,
    type: typeOf(field),
    ...(field.fieldKind === 'list' ? { label: 'repeated' as const } : optional ? { label: 'optional' as const } : {}),
    ...(field.oneof === undefined || optional ? {} : { oneof: field.oneof.name }),
    ...(field.deprecated ? { deprecated: true } : {}),
  };
}

const missing: string[] = [];
function compare(what: string, found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    missing.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}
const sortedFields = (fields: readonly FieldFact[]) =>
  fields
    .map(({ name, number, type, label, oneof, deprecated }) => ({ number, name, type, label, oneof, deprecated }))
    .sort((a, b) => a.number - b.number);

let counted = 0;
function compareMessage(name: string, fact: MessageFact): void {
  counted += 1 + fact.fields.length;
  const found = messages.get(name);
  compare(name, found === undefined ? [] : sortedFields(found.fields.map(fieldOf)), sortedFields(fact.fields));
  const reserved = (found?.proto.reservedRange ?? []).map((range) => [range.start, (range.end ?? 0) - 1]);
  compare(`${name} reserved`, reserved, fact.reserved ?? []);
  for (const [nested, value] of Object.entries(fact.messages ?? {})) compareMessage(`${name}.${nested}`, value);
  for (const [nested, value] of Object.entries(fact.enums ?? {})) compareEnum(`${name}.${nested}`, value);
}
function compareEnum(name: string, fact: Readonly<Record<string, number>>): void {
  counted += 1 + Object.keys(fact).length;
  const found = enums.get(name);
  compare(name, found === undefined ? {} : Object.fromEntries(found.values.map((value) => [value.name, value.number])), fact);
}
for (const file of Object.values(facts.files)) {
  for (const [name, fact] of Object.entries(file.messages)) compareMessage(`${file.package}.${name}`, fact);
  for (const [name, fact] of Object.entries(file.enums)) compareEnum(`${file.package}.${name}`, fact);
  for (const [name, methods] of Object.entries(file.services)) {
    const found = contract.grpcServices.find((service) => service.typeName === `${file.package}.${name}`);
    counted += 1 + Object.keys(methods).length;
    compare(
      name,
      Object.fromEntries(
        (found?.methods ?? []).map((method) => [method.name, { request: method.input.typeName, response: method.output.typeName }]),
      ),
      methods,
    );
    for (const method of found?.methods ?? []) compare(`${name}.${method.name} streams`, method.methodKind, 'unary');
  }
}

describe('gRPC contract', () => {
  it('has every message, field, enum value, service and method of the facts, and nothing else', () => {
    expect(missing).toEqual([]);
    expect(counted).toBeGreaterThan(1400);
    const known = new Set<string>();
    const collect = (name: string, fact: MessageFact) => {
      known.add(name);
      for (const nested of Object.keys(fact.enums ?? {})) known.add(`${name}.${nested}`);
      for (const [nested, value] of Object.entries(fact.messages ?? {})) collect(`${name}.${nested}`, value);
    };
    for (const file of Object.values(facts.files)) {
      for (const [name, fact] of Object.entries(file.messages)) collect(`${file.package}.${name}`, fact);
      for (const name of Object.keys(file.enums)) known.add(`${file.package}.${name}`);
    }
    const extra = [...messages.keys(), ...enums.keys()].filter(
      (name) => !/^(google\.rpc|grpc\.reflection)\./.test(name) && !known.has(name) && messages.get(name)?.proto.options?.mapEntry !== true,
    );
    expect(extra).toEqual([]);
  });

  it('is made of enums that exist without a compiler', () => {
    expect(contract.Distance.Cosine).toBe(1);
    expect(contract.DistanceSchema.values.map((value) => value.name)).toContain('Manhattan');
  });
});
