import type { PayloadFieldSchema } from '@sextant/contract';
import { type JsonObject, type JsonValue, parseJson, stringifyJson } from '@sextant/contract/json';
import { joinPath, readTextIfPresent, type Vfs } from '@sextant/vfs';

/** `payload_index/config.json` of a segment: the fields with an index. Their data, when absent, is built by whoever loads the segment. */
export const payloadIndexConfigPath = 'payload_index/config.json';

/** The text for these fields. What an earlier text says about how the index of a field lies on disk is kept as long as its schema is the same. */
export function encodePayloadIndexConfig(schema: ReadonlyMap<string, PayloadFieldSchema>, before?: string): string {
  const old = before === undefined ? undefined : parseObject(before);
  const oldFields = (old?.['indexed_fields'] ?? {}) as JsonObject;
  const types = (old?.['indexed_types'] ?? {}) as JsonObject;
  const fields = Object.fromEntries([...schema].map(([field, value]) => [field, value as JsonValue]));
  const keptTypes = Object.entries(types).filter(([field]) => {
    const now = fields[field];
    return now !== undefined && stringifyJson(now) === stringifyJson(oldFields[field] ?? null);
  });
  return stringifyJson({ indexed_fields: fields, ...(keptTypes.length > 0 ? { indexed_types: Object.fromEntries(keptTypes) } : {}) });
}

export async function readPayloadIndexConfig(vfs: Vfs, segmentDirectory: string): Promise<string | undefined> {
  return readTextIfPresent(vfs, joinPath(segmentDirectory, payloadIndexConfigPath));
}

/** Whether the text declares exactly these fields. */
export function declaresFields(text: string | undefined, schema: ReadonlyMap<string, PayloadFieldSchema>): boolean {
  const fields = (text === undefined ? undefined : (parseObject(text)?.['indexed_fields'] as JsonObject | undefined)) ?? {};
  const entries = Object.entries(fields);
  if (entries.length !== schema.size) return false;
  return entries.every(([field, value]) => schema.has(field) && stringifyJson(value) === stringifyJson(schema.get(field) as JsonValue));
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const json = parseJson(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
