import { packTar } from '@sextant/snapshot';
import { memoryVfs } from '@sextant/vfs';
import { expect, it } from 'vitest';
import { unpackArchive } from './archive.ts';

it('stops inside of a file as between two, whatever the reason was', async () => {
  const stop = new AbortController();
  async function* content(): AsyncGenerator<Uint8Array, void, void> {
    yield new Uint8Array(1 << 20).fill(1);
    stop.abort(new Error('the client has gone'));
    yield new Uint8Array(1 << 20).fill(1);
  }
  const vfs = memoryVfs();
  await vfs.mkdir('/t');
  const source = packTar([{ path: '0/wal/open-1', sizeBytes: 2 << 20, read: content }]);
  await expect(unpackArchive('collection', source, vfs, '/t', stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
});
