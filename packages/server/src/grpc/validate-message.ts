import type { Message } from '@bufbuild/protobuf';
import { formatFloat, newScope, rejectViolations, type Scope, violate } from '../decode/scope.ts';
import { type FieldRule, validationRules } from './validation-rules.ts';

/** Fails with a `ValidationError` that lists everything out of range in a request. */
export function validateMessage(message: Message): void {
  const scope = newScope();
  checkMessage(message, scope);
  rejectViolations(scope);
}

function checkMessage(message: Message, scope: Scope): void {
  const rules = validationRules.get(message.$typeName);
  if (rules === undefined) return;
  const fields = message as unknown as Readonly<Record<string, unknown>>;
  for (const name in rules) {
    const value = fields[name];
    if (value === undefined) continue;
    scope.path.push(snakeCase(name));
    checkField(value, rules[name] as FieldRule, scope);
    scope.path.pop();
  }
}

function checkField(value: unknown, rule: FieldRule, scope: Scope): void {
  if (rule === 'nested') checkNested(value, scope);
  else if (rule === 'name' || rule === 'newName') checkName(value as string, rule === 'newName', scope);
  else if (rule === 'notEmpty') checkNotEmpty(value as string | readonly unknown[], scope);
  else if (rule === 'sha256') checkSha256(value as string, scope);
  else checkRange(value as number | bigint, rule, scope);
}

/** A message, the value of a oneof, a list of messages, or a map to messages, whose keys the real server leaves out of the path. */
function checkNested(value: unknown, scope: Scope): void {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) within(entry, index, scope);
  } else if (isMessage(value)) {
    checkMessage(value, scope);
  } else if (typeof value === 'object' && value !== null && 'case' in value) {
    const { value: chosen } = value as { readonly value?: unknown };
    if (isMessage(chosen)) checkMessage(chosen, scope);
  } else if (typeof value === 'object' && value !== null) {
    for (const entry of Object.values(value)) within(entry, '[]', scope);
  }
}

function within(entry: unknown, step: string | number, scope: Scope): void {
  scope.path.push(step);
  if (isMessage(entry)) checkMessage(entry, scope);
  scope.path.pop();
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && '$typeName' in value;
}

const refusedInNew = ['<', '>', ':', '"', '/', '\\', '|', '?', '*', '\0', '\u{1F}'];
const refusedInOld = ['/', '\0'];

function checkName(name: string, isNew: boolean, scope: Scope): void {
  const length = Array.from(name).length;
  if (length < 1 || length > 255) violate(scope, `value ${JSON.stringify(name)} invalid, must be from 1 to 255 characters`);
  const bad = (isNew ? refusedInNew : refusedInOld).find((character) => name.includes(character));
  if (bad !== undefined) violate(scope, `collection name cannot contain "${bad}" char`);
}

function checkNotEmpty(value: string | readonly unknown[], scope: Scope): void {
  if (value.length > 0) return;
  violate(scope, typeof value === 'string' ? 'value "" invalid, must be at least 1 characters' : 'must have at least 1 element');
}

function checkSha256(value: string, scope: Scope): void {
  if (!/^[0-9a-fA-F]{64}$/.test(value))
    violate(scope, `value ${JSON.stringify(value)} invalid, must be a SHA-256 checksum of 64 hexadecimal digits`);
}

function checkRange(value: number | bigint, { min, max, float = false }: Exclude<FieldRule, string>, scope: Scope): void {
  if (value >= min && (max === undefined || value <= max)) return;
  const show = (number: number | bigint) => (float ? formatFloat(Number(number)) : String(number));
  violate(
    scope,
    `value ${show(value)} invalid, ${max === undefined ? `must be ${show(min)} or larger` : `must be from ${show(min)} to ${show(max)}`}`,
  );
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
