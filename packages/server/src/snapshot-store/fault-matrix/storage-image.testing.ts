import { joinPath, memoryVfs, type Vfs } from '@sextant/vfs';

const stepBytes = 65_536;
const hole = new Uint8Array(stepBytes);

/** A copy of a whole file system in memory: every trial begins with the same files. Holes stay holes. */
export async function copyOf(source: Vfs): Promise<Vfs> {
  const copy = memoryVfs();
  await copyTree(source, copy, '/');
  return copy;
}

async function copyTree(source: Vfs, target: Vfs, directory: string): Promise<void> {
  for (const { name, kind } of await source.readdir(directory)) {
    const path = joinPath(directory, name);
    if (kind === 'directory') {
      await target.mkdir(path);
      await copyTree(source, target, path);
    } else await copyFile(source, target, path);
  }
}

async function copyFile(source: Vfs, target: Vfs, path: string): Promise<void> {
  const bytes = await source.readFile(path);
  const file = await target.open(path, 'wx+');
  for (let at = 0; at < bytes.length; at += stepBytes) {
    const part = bytes.subarray(at, at + stepBytes);
    if (Buffer.compare(part, hole.subarray(0, part.length)) !== 0) await file.write(part, at);
  }
  await file.truncate(bytes.length);
  await file.close();
}

/** Paths of all files below a directory; none when it is not there. */
export async function filesBelow(vfs: Vfs, directory: string): Promise<string[]> {
  const files: string[] = [];
  for (const { name, kind } of await vfs.readdir(directory).catch(() => [])) {
    const path = joinPath(directory, name);
    if (kind === 'directory') files.push(...(await filesBelow(vfs, path)));
    else files.push(path);
  }
  return files;
}
