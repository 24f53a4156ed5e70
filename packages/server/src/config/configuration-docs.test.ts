import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type ConfigTree, isField } from './field.ts';
import { environmentLayer, loadConfig } from './load-config.ts';
import { configSchema } from './schema.ts';

const text = readFileSync(join(import.meta.dirname, '../../../../docs/configuration.md'), 'utf8');
/** Key, variable and default of each documented key. */
const rows = [...text.matchAll(/^\| `([\w.]+)` \| `(\w+)` \| (\S+) \|/gm)].map(([, key = '', variable = '', value = '']) => ({
  key,
  variable,
  value,
}));

function fieldsOf(tree: ConfigTree, path: readonly string[] = []): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, node] of Object.entries(tree)) {
    const own = [...path, name];
    if (isField(node)) fields.set(own.join('.'), node.defaultValue);
    else for (const [key, value] of fieldsOf(node, own)) fields.set(key, value);
  }
  return fields;
}

const schema = fieldsOf(configSchema);

it.each(rows)('$key is documented as it is', ({ key, variable, value }) => {
  expect(schema.has(key)).toBe(true);
  expect(value.replaceAll('`', '')).toBe(String(schema.get(key)));
  expect(variable).toBe(`QDRANT__${key.toUpperCase().replaceAll('.', '__')}`);
  expect(loadConfig([environmentLayer({ [variable]: String(schema.get(key) ?? '') })]).warnings).toEqual([]);
});

it('leaves out no key of snapshots, access and TLS', () => {
  const documented = new Set(rows.map(({ key }) => key));
  const missing = [...schema.keys()].filter(
    (key) => /snapshot|^tls\.|api_key|jwt_rbac|tls|verify_https|temp_path|storage_path/.test(key) && !documented.has(key),
  );
  expect(missing).toEqual([]);
});
