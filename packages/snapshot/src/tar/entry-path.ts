import { FormatError } from '../format/format-error.ts';
import type { TarLimits } from './tar-limits.ts';

/**
 * The path of an entry as it may be used below a directory: `./` and a leading `/` are dropped. Undefined for a path with `..`,
 * which real Qdrant skips without a word.
 */
export function toEntryPath(name: string, offset: number, maxPathBytes: number): string | undefined {
  if (name.length > maxPathBytes || Buffer.byteLength(name) > maxPathBytes) {
    throw new FormatError('limit', 'a path in the archive is too long', {
      offset,
      expected: `at most ${maxPathBytes} bytes`,
      found: name.length,
    });
  }
  if (name.includes('\0')) throw new FormatError('forbidden', 'a path in the archive holds a NUL byte', { offset });
  // A backslash separates on Windows: there it must not smuggle `..` past this check.
  const parts = name.split(process.platform === 'win32' ? /[/\\]/ : '/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
}

/** Remembers the paths of an archive and refuses a second file at the same place, one inside of another, and more than it can remember. */
export function createPathRegister({
  maxEntries,
  maxAllPathBytes,
}: Pick<TarLimits, 'maxEntries' | 'maxAllPathBytes'>): (path: string, kind: 'file' | 'directory', offset: number) => void {
  let pathBytes = 0;
  const kinds = new Map<string, 'file' | 'directory'>();
  const refuse = (path: string, offset: number): never => {
    throw new FormatError('forbidden', 'the archive names a path twice', { offset, found: path });
  };
  return (path, kind, offset) => {
    const known = kinds.get(path);
    if (known !== undefined && (known === 'file' || kind === 'file')) refuse(path, offset);
    kinds.set(path, kind);
    pathBytes += Buffer.byteLength(path);
    if (pathBytes > maxAllPathBytes)
      throw new FormatError('limit', 'the paths in the archive are too long together', {
        offset,
        expected: `at most ${maxAllPathBytes} bytes`,
      });
    for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
      const parent = path.slice(0, cut);
      const parentKind = kinds.get(parent);
      if (parentKind === 'file') refuse(parent, offset);
      if (parentKind === 'directory') break;
      kinds.set(parent, 'directory');
    }
    if (kinds.size > maxEntries)
      throw new FormatError('limit', 'the archive has too many entries', { offset, expected: `at most ${maxEntries}` });
  };
}
