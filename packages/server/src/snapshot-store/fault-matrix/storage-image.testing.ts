import { joinPath, memoryVfs, type Vfs } from '@sextant/vfs';

const stepBytes = 65_536;
const hole = new Uint8Array(stepBytes);

/** A copy of a whole file system in memory: every trial begins with the same files. Holes stay holes. */
export async function copyOf(source: Vfs): Promise<Vfs> {
  const copy = memoryVfs();
  await copyTree(source, '/', copy, '/');
  return copy;
}

/** Copies what lies in one directory into another, which is there. */
export async function copyTree(source: Vfs, from: string, target: Vfs, to: string): Promise<void> {
  for (const { name, kind } of await source.readdir(from)) {
    const [here, there] = [joinPath(from, name), joinPath(to, name)];
    if (kind === 'directory') {
      await target.mkdir(there);
      await copyTree(source, here, target, there);
    } else await copyFile(await source.readFile(here), target, there);
  }
}

async function copyFile(bytes: Uint8Array, target: Vfs, path: string): Promise<void> {
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
