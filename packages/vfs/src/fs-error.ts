const messages = {
  EBADF: 'bad file descriptor',
  EBUSY: 'resource busy or locked',
  EEXIST: 'file already exists',
  EINVAL: 'invalid argument',
  EIO: 'i/o error',
  EISDIR: 'illegal operation on a directory',
  ENAMETOOLONG: 'name too long',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on device',
  ENOTDIR: 'not a directory',
  ENOTEMPTY: 'directory not empty',
  ERR_FS_EISDIR: 'path is a directory',
} as const;

/** Codes of the errors that our own file systems raise; a subset of those of node:fs. */
export type FsErrorCode = keyof typeof messages;

/** An error of the shape node:fs throws: `code`, `syscall`, `path`, `dest`. */
export function fsError(code: FsErrorCode, syscall: string, path: string, dest?: string): NodeJS.ErrnoException {
  const where = dest === undefined ? `'${path}'` : `'${path}' -> '${dest}'`;
  const error: NodeJS.ErrnoException = new Error(`${code}: ${messages[code]}, ${syscall} ${where}`);
  error.code = code;
  error.syscall = syscall;
  error.path = path;
  return dest === undefined ? error : Object.assign(error, { dest });
}
