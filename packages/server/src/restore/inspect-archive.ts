import { atFile, awaitAtFile, corrupt, FormatError, parseFullSnapshotConfig, rangedBytes, readTar, type TarEntry } from '@sextant/snapshot';
import type { VfsFile } from '@sextant/vfs';
import { readFileChunks } from '../snapshot-store/read-file-chunks.ts';

/** What the outermost entries of an archive tell. */
export interface ArchiveContent {
  /** Name of the nested archive by collection; undefined for the snapshot of one collection. */
  readonly archives: ReadonlyMap<string, string> | undefined;
  /** Collection by alias. */
  readonly aliases: ReadonlyMap<string, string>;
}

const maxConfigBytes = 64 << 20;
const nestedName = /^[^/]+\.snapshot$/;

/**
 * Reads the configuration of an archive and the headers of its entries, wherever they are in it: the data in between is passed over. An archive
 * that is cut off, or that names what it does not hold, is refused before anything of it is unpacked.
 */
export async function inspectArchive(file: VfsFile, path: string, sizeBytes: number): Promise<ArchiveContent> {
  return awaitAtFile(path, async () => {
    const names = new Set<string>();
    let config: string | undefined;
    for await (const entry of readTar(rangedBytes({ sizeBytes, read: (start, end) => readFileChunks(file, { start, end }) }))) {
      if (entry.kind !== 'file') continue;
      if (entry.path === 'config.json') config = await readText(entry);
      else if (nestedName.test(entry.path)) names.add(entry.path);
    }
    if (config === undefined)
      throw new FormatError('missing', 'the archive has no config.json', { remedy: 'expected a snapshot of a storage or of a collection' });
    return contentOf(`${path}, config.json`, config, names);
  });
}

function contentOf(file: string, text: string, names: ReadonlySet<string>): ArchiveContent {
  if (!isFull(file, text)) return { archives: undefined, aliases: new Map() };
  const { collectionsMapping, collectionsAliases } = atFile(file, () => parseFullSnapshotConfig(text));
  const taken = new Map<string, string>();
  for (const [collection, archive] of collectionsMapping) {
    if (!names.has(archive))
      throw new FormatError('missing', `the archive of collection ${JSON.stringify(collection)} is not in the snapshot`, {
        file,
        expected: archive,
        found: names.size === 0 ? 'no collection archive' : [...names].slice(0, 5).join(', '),
        remedy: 'take the snapshot again',
      });
    const other = taken.get(archive);
    if (other !== undefined)
      throw corrupt(`collections ${JSON.stringify(other)} and ${JSON.stringify(collection)} have the same archive`, {
        file,
        found: archive,
      });
    taken.set(archive, collection);
  }
  return { archives: collectionsMapping, aliases: collectionsAliases };
}

function isFull(file: string, text: string): boolean {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && 'collections_mapping' in json;
  } catch (cause) {
    throw new FormatError('corrupt', 'it is not JSON', { file }, cause);
  }
}

async function readText(entry: TarEntry): Promise<string> {
  if (entry.sizeBytes > maxConfigBytes)
    throw new FormatError('limit', 'config.json is too large', {
      offset: entry.archiveOffset,
      expected: `at most ${maxConfigBytes} bytes`,
      found: entry.sizeBytes,
    });
  const parts: Uint8Array[] = [];
  for await (const part of entry.read()) parts.push(part.slice());
  return Buffer.concat(parts).toString('utf8');
}
