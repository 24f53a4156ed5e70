import { memoryVfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { openAliases } from './aliases.ts';

const collections = new Set(['a', 'b']);
const isCollection = (name: string): boolean => collections.has(name);
const create = (alias: string, collection: string) => ({ create_alias: { alias_name: alias, collection_name: collection } });

describe('aliases', () => {
  it('keeps the actions before a failing one, also on disk', async () => {
    const vfs = memoryVfs();
    const aliases = await openAliases(vfs, '/s', isCollection);
    await expect(aliases.update([create('x', 'a'), create('y', 'zz'), create('z', 'b')], isCollection)).rejects.toThrow(
      "Collection `zz` doesn't exist!",
    );
    expect(aliases.list()).toEqual([{ alias: 'x', collection: 'a' }]);
    expect((await openAliases(vfs, '/s', isCollection)).list()).toEqual(aliases.list());
  });

  it('points an existing alias elsewhere, renames over another one, forgets those of a collection', async () => {
    const aliases = await openAliases(memoryVfs(), '/s', isCollection);
    await aliases.update([create('x', 'a'), create('x', 'b'), create('y', 'a')], isCollection);
    expect(aliases.target('x')).toBe('b');
    await aliases.update([{ rename_alias: { old_alias_name: 'y', new_alias_name: 'x' } }], isCollection);
    expect(aliases.list()).toEqual([{ alias: 'x', collection: 'a' }]);
    await aliases.update([{ delete_alias: { alias_name: 'missing' } }], isCollection);
    await aliases.dropCollection('a');
    expect(aliases.list()).toEqual([]);
  });

  it('refuses the name of a collection and an alias of an alias', async () => {
    const aliases = await openAliases(memoryVfs(), '/s', isCollection);
    await expect(aliases.update([create('b', 'a')], isCollection)).rejects.toMatchObject({ code: 'already_exists' });
    await aliases.update([create('x', 'a')], isCollection);
    await expect(aliases.update([create('y', 'x')], isCollection)).rejects.toMatchObject({ code: 'not_found' });
    await expect(aliases.update([{ rename_alias: { old_alias_name: 'none', new_alias_name: 'n' } }], isCollection)).rejects.toThrow(
      'Alias none does not exists!',
    );
  });

  it('says which file is damaged', async () => {
    const vfs = memoryVfs();
    await vfs.mkdir('/s/aliases', { recursive: true });
    const file = await vfs.open('/s/aliases/data.json', 'w+');
    await file.write(new TextEncoder().encode('{"x":'), 0);
    await file.close();
    await expect(openAliases(vfs, '/s', isCollection)).rejects.toThrow('/s/aliases/data.json');
  });
});
