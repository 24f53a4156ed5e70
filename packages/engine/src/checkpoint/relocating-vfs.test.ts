import { memoryVfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { relocatingVfs } from './relocating-vfs.ts';

describe('relocatingVfs', () => {
  it('shows a directory where it is going to be, before and after the move, and keeps its files open', async () => {
    const inner = memoryVfs();
    await inner.mkdir('/tmp/new/sub', { recursive: true });
    await inner.mkdir('/c');
    const relocating = relocatingVfs(inner, '/c/x', '/tmp/new');
    const file = await relocating.vfs.open('/c/x/sub/file', 'w+');
    await file.write(Uint8Array.of(1), 0);
    expect((await inner.readFile('/tmp/new/sub/file')).length).toBe(1);
    await relocating.settle(() => inner.rename('/tmp/new', '/c/x'));
    await file.write(Uint8Array.of(1, 2), 0);
    await file.close();
    expect((await relocating.vfs.readFile('/c/x/sub/file')).length).toBe(2);
    expect((await inner.readdir('/c/x/sub')).map(({ name }) => name)).toEqual(['file']);
    await relocating.vfs.mkdir('/c/xyz');
    expect((await inner.readdir('/c')).map(({ name }) => name)).toContain('xyz');
  });

  it('lets no call fall between, and stays with the old place when the move fails', async () => {
    const inner = memoryVfs();
    await inner.mkdir('/tmp/new', { recursive: true });
    const relocating = relocatingVfs(inner, '/c/x', '/tmp/new');
    const moved = Promise.withResolvers<void>();
    const settled = relocating.settle(() => moved.promise);
    let isDone = false;
    const made = relocating.vfs.mkdir('/c/x/a').then(() => {
      isDone = true;
    });
    await new Promise(setImmediate);
    expect(isDone).toBe(false);
    moved.reject(new Error('no'));
    await expect(settled).rejects.toThrow('no');
    await made;
    expect((await inner.readdir('/tmp/new')).map(({ name }) => name)).toEqual(['a']);
  });
});
