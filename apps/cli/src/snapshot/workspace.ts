import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A temporary directory that is made when first needed and removed at the end, whatever happens in between. */
export interface Workspace {
  /** A new empty directory in it; a message about the directory itself gets the label of what is in it. */
  newDirectory(label?: string): Promise<string>;
  remove(): Promise<void>;
  /** A message without the paths of the workspace, which tell nobody anything. */
  withoutPaths(message: string): string;
}

export function createWorkspace(below: string | undefined): Workspace {
  let root: Promise<string> | undefined;
  let path: string | undefined;
  const labels: (string | undefined)[] = [];
  return {
    async newDirectory(label) {
      root ??= mkdtemp(join(resolve(below ?? tmpdir()), 'sextant-snapshot-'));
      path = await root;
      const directory = join(path, `${labels.push(label) - 1}`);
      await mkdir(directory);
      return directory;
    },
    async remove() {
      const made = await root?.catch(() => undefined);
      if (made !== undefined) await rm(made, { recursive: true, force: true });
    },
    withoutPaths(message) {
      if (path === undefined) return message;
      const [first = '', ...rest] = message.split(`${path}/`);
      return (
        first +
        rest
          .map((part) =>
            part.replace(/^(\d+)(\/?)/, (_, number: string, slash: string) => (slash === '' ? (labels[Number(number)] ?? '.') : '')),
          )
          .join('')
      );
    },
  };
}
