import type { Vfs } from '@sextant/vfs';

const encoder = new TextEncoder();

/** Writes a new file, `sizeBytes` long with a hole after its content when that is given. */
export async function writeNewFile(vfs: Vfs, path: string, content: Uint8Array | string, sizeBytes?: number): Promise<void> {
  const file = await vfs.open(path, 'wx+');
  try {
    await file.write(typeof content === 'string' ? encoder.encode(content) : content, 0);
    if (sizeBytes !== undefined) await file.truncate(sizeBytes);
  } finally {
    await file.close();
  }
}
