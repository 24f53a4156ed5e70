/** Joins parts with `/`, which every platform's file calls accept; empty parts vanish. `joinPath('/a/', 'b')` is `/a/b`. */
export function joinPath(...parts: string[]): string {
  return parts
    .filter((part) => part !== '')
    .join('/')
    .replaceAll(/\/{2,}/g, '/');
}

/** The directory that holds `path`; a root is its own parent. */
export function parentPath(path: string): string {
  const trimmed = path.length > 1 ? path.replace(/[/\\]+$/, '') : path;
  const cut = Math.max(trimmed.lastIndexOf('/'), process.platform === 'win32' ? trimmed.lastIndexOf('\\') : -1);
  if (cut < 0) return path;
  if (cut === 0) return '/';
  // `C:\x` is held by `C:\`, not by `C:`, which would mean the current directory of that drive.
  return /^[A-Za-z]:$/.test(trimmed.slice(0, cut)) ? trimmed.slice(0, cut + 1) : trimmed.slice(0, cut);
}

/** The last name of a path. */
export function baseName(path: string): string {
  return path.slice(parentPath(path).length).replaceAll(/[/\\]/g, '');
}
