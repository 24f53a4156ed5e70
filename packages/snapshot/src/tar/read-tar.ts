import { corrupt, FormatError } from '../format/format-error.ts';
import { type ByteSource, createByteSource, type SkippingBytes, type SkippingIterator } from './byte-source.ts';
import { createPathRegister, toEntryPath } from './entry-path.ts';
import { decodePaxRecords, maxPaxRecords, type PaxAttributes, toPaxAttributes } from './pax-records.ts';
import { checkExtents, readMapInData } from './sparse-map.ts';
import { decodeSparseExtension, decodeTarHeader, type FileExtent, isZeroBlock, type TarHeader, tarBlockBytes } from './tar-header.ts';
import { defaultTarLimits, type TarLimits } from './tar-limits.ts';

/** One file or directory of an archive. Its data can be read once, before the next entry is asked for. */
export interface TarEntry {
  /** Relative, `/`-separated, without `.` and `..`. */
  readonly path: string;
  readonly kind: 'file' | 'directory';
  /** Apparent size, holes included. */
  readonly sizeBytes: number;
  /** Stored ranges, ascending and disjoint; the rest is zeros. */
  readonly extents: readonly FileExtent[];
  /** Where the header of the entry starts in the archive. */
  readonly archiveOffset: number;
  /** The data of the extents, one after the other, in chunks as they arrive; goes on where it was left. */
  read(): SkippingBytes;
}

export interface ReadTarOptions {
  readonly limits?: Partial<TarLimits>;
  /** What to do with a path that has `..`: `skip` as real Qdrant does (default), or `refuse`. */
  readonly parentPaths?: 'skip' | 'refuse';
  /**
   * Whether an archive without the two zero blocks at its end counts as truncated (default `required`). Qdrant leaves them out of the
   * segment archives that it nests into a snapshot; there the outer archive vouches for the length.
   */
  readonly endMarker?: 'required' | 'optional';
}

const largestPaddingBytes = 64 << 20;

interface Reading {
  readonly source: ByteSource;
  readonly limits: TarLimits;
  /** The last value of each. */
  readonly globals: Map<string, string>;
  readonly endMarker: 'required' | 'optional';
  storedBytes: number;
}

/** What came before an entry to describe it. */
interface Described {
  longName: string | undefined;
  records: [string, string][];
}

/**
 * Reads a tar archive as a stream: GNU (sparse files, long names, base-256 numbers), PAX and ustar. Throws a `FormatError` that names
 * the byte for anything else, for links and devices, for duplicate paths and when a limit is passed. Reads the source to its end.
 */
export async function* readTar(stream: AsyncIterable<Uint8Array>, options: ReadTarOptions = {}): AsyncGenerator<TarEntry, void, void> {
  const reading: Reading = {
    source: createByteSource(stream),
    limits: { ...defaultTarLimits, ...options.limits },
    globals: new Map(),
    endMarker: options.endMarker ?? 'required',
    storedBytes: 0,
  };
  const { source, limits } = reading;
  const register = createPathRegister(limits);
  try {
    for (let count = 1; ; count++) {
      const described: Described = { longName: undefined, records: [] };
      const start = source.offset();
      const header = await readHeader(reading, described);
      if (!header) break;
      if (count > limits.maxEntries)
        throw new FormatError('limit', 'the archive has too many entries', { offset: start, expected: `at most ${limits.maxEntries}` });
      const { entry, finish } = await openEntry(reading, header, described, start);
      if (entry.path === undefined) {
        if (options.parentPaths === 'refuse')
          throw new FormatError('forbidden', 'a path in the archive leads out of it', { offset: start, found: header.name });
      } else if (entry.path !== '') {
        register(entry.path, entry.kind, start);
        yield { ...entry, path: entry.path };
      }
      await finish();
    }
    await drainPadding(source);
  } finally {
    await source.close();
  }
}

/** What follows the end marker is padding; reading it lets a checksum over the stream see every byte. */
async function drainPadding(source: ByteSource): Promise<void> {
  const end = source.offset();
  while (await source.next(Number.MAX_SAFE_INTEGER)) {
    if (source.offset() - end > largestPaddingBytes) {
      throw new FormatError('limit', 'the archive goes on after its end marker', {
        offset: end,
        expected: `at most ${largestPaddingBytes} bytes of padding`,
      });
    }
  }
}

async function readBlock(source: ByteSource, what: string): Promise<Uint8Array> {
  const offset = source.offset();
  const block = await source.take(tarBlockBytes);
  if (block.length < tarBlockBytes) {
    throw corrupt(`the archive is truncated inside ${what}`, {
      offset: offset + block.length,
      expected: `${tarBlockBytes} bytes`,
      found: block.length,
    });
  }
  return block;
}

/** Reads up to the header of the next file or directory; undefined at the end marker. */
async function readHeader(reading: Reading, described: Described): Promise<TarHeader | undefined> {
  const { source, limits } = reading;
  let recordBytes = 0;
  for (let extra = 0; ; extra++) {
    const offset = source.offset();
    const block = await source.take(tarBlockBytes);
    if (offset === 0) refuseCompressed(block);
    if (block.length === 0) {
      if (reading.endMarker === 'optional' && !isDescribed(described)) return undefined;
      throw corrupt(offset === 0 ? 'the archive is empty' : 'the archive is truncated: its end marker is missing', { offset });
    }
    if (block.length < tarBlockBytes) throw corrupt('the archive is truncated inside a header', { offset: offset + block.length });
    if (isZeroBlock(block)) {
      if (isDescribed(described)) throw corrupt('the archive ends after a long name', { offset });
      return undefined;
    }
    const header = decodeTarHeader(block, offset);
    if (!'LKxg'.includes(header.type)) return header;
    if (extra > 8) throw new FormatError('limit', 'an entry has too many extra headers', { offset });
    recordBytes += header.storedBytes;
    if (recordBytes > limits.maxRecordBytes) {
      throw new FormatError('limit', 'a long name or PAX record is too large', {
        offset,
        expected: `at most ${limits.maxRecordBytes}`,
        found: recordBytes,
      });
    }
    await readExtraHeader(reading, header, described);
  }
}

function isDescribed({ longName, records }: Described): boolean {
  return longName !== undefined || records.length > 0;
}

async function readExtraHeader(reading: Reading, header: TarHeader, described: Described): Promise<void> {
  const { source } = reading;
  const offset = source.offset();
  const data = (await source.take(header.storedBytes)).slice();
  if (data.length < header.storedBytes)
    throw corrupt('the archive is truncated inside a long name or PAX record', { offset: offset + data.length });
  await skipPadding(source, header.storedBytes);
  if (header.type === 'L') {
    const end = data.indexOf(0);
    described.longName = new TextDecoder().decode(end < 0 ? data : data.subarray(0, end));
  } else if (header.type === 'x') {
    described.records.push(...decodePaxRecords(data, offset, maxPaxRecords - described.records.length));
  } else if (header.type === 'g') readGlobals(reading, data, offset);
}

// pax knows some twenty keys; each entry looks at all of them.
const maxGlobals = 256;

function readGlobals({ globals }: Reading, data: Uint8Array, offset: number): void {
  for (const [key, value] of decodePaxRecords(data, offset)) globals.set(key, value);
  if (globals.size > maxGlobals)
    throw new FormatError('limit', 'the archive has too many global PAX records', { offset, expected: `at most ${maxGlobals}` });
}

async function skipPadding(source: ByteSource, length: number): Promise<void> {
  const padding = (tarBlockBytes - (length % tarBlockBytes)) % tarBlockBytes;
  if ((await source.skip(padding)) < padding) throw corrupt('the archive is truncated inside padding', { offset: source.offset() });
}

function refuseCompressed(block: Uint8Array): void {
  const starts = (...magic: number[]): boolean => magic.every((byte, at) => block[at] === byte);
  const kind = starts(0x1f, 0x8b)
    ? 'gzip'
    : starts(0x28, 0xb5, 0x2f, 0xfd)
      ? 'zstd'
      : starts(0xfd, 0x37, 0x7a, 0x58, 0x5a)
        ? 'xz'
        : undefined;
  if (kind === undefined) return;
  throw new FormatError('unsupported', `the archive is compressed with ${kind}`, {
    offset: 0,
    expected: 'a plain tar',
    remedy: 'decompress it first',
  });
}

interface OpenedEntry {
  readonly entry: Omit<TarEntry, 'path'> & { readonly path: string | undefined };
  /** Drops what was not read of the entry, padding included. */
  readonly finish: () => Promise<void>;
}

async function openEntry(reading: Reading, header: TarHeader, described: Described, start: number): Promise<OpenedEntry> {
  const { source, limits } = reading;
  const pax = toPaxAttributes([...reading.globals, ...described.records], start);
  const name = pax.path ?? described.longName ?? header.name;
  const kind = entryKind(header, name, start);
  let storedBytes = pax.storedBytes ?? header.storedBytes;
  const isMapInData = pax.sparse?.extents === 'in data';
  const { sizeBytes, extents } = await readLayout(reading, header, pax, storedBytes, start);
  if (isMapInData) storedBytes = extents.reduce((sum, extent) => sum + extent.length, 0);
  if (sizeBytes > limits.maxFileBytes) {
    throw new FormatError('limit', `${name} is too large`, {
      offset: start,
      expected: `at most ${limits.maxFileBytes} bytes`,
      found: sizeBytes,
    });
  }
  reading.storedBytes += storedBytes;
  if (reading.storedBytes > limits.maxStoredBytes)
    throw new FormatError('limit', 'the archive holds too much data', {
      offset: start,
      expected: `at most ${limits.maxStoredBytes} bytes`,
    });
  if (kind === 'directory' && storedBytes > 0) throw corrupt('a directory has data', { offset: start, found: storedBytes });

  let rest = storedBytes;
  const truncated = (): FormatError =>
    corrupt(`the archive is truncated inside ${name}`, { offset: source.offset(), expected: `${rest} more bytes`, found: 0 });
  const data: SkippingIterator = {
    async next() {
      if (rest === 0) return { value: undefined, done: true };
      const part = await source.next(rest);
      if (!part) throw truncated();
      rest -= part.length;
      return { value: part, done: false };
    },
    async skip(length) {
      const wanted = Math.min(length, rest);
      const skipped = await source.skip(wanted);
      rest -= skipped;
      if (skipped < wanted) throw truncated();
      return skipped;
    },
    return: () => Promise.resolve({ value: undefined, done: true }),
  };
  const read = (): SkippingBytes => ({ [Symbol.asyncIterator]: () => data });
  const finish = async (): Promise<void> => {
    rest -= await source.skip(rest);
    if (rest > 0) throw truncated();
    await skipPadding(source, storedBytes);
  };
  return { entry: { path: toEntryPath(name, start, limits.maxPathBytes), kind, sizeBytes, extents, archiveOffset: start, read }, finish };
}

const refusedTypes: Record<string, string> = {
  '1': 'hard link',
  '2': 'symbolic link',
  '3': 'character device',
  '4': 'block device',
  '6': 'pipe',
};

function entryKind(header: TarHeader, name: string, start: number): 'file' | 'directory' {
  if (header.type === '5') return 'directory';
  // Archives older than ustar mark a directory by its trailing slash alone.
  if (header.type === '0') return name.endsWith('/') ? 'directory' : 'file';
  if (header.type === '7' || header.type === 'S') return 'file';
  const what = refusedTypes[header.type] ?? `type ${JSON.stringify(header.type)}`;
  throw new FormatError('forbidden', `forbidden entry in the archive: ${what}`, {
    offset: start,
    expected: 'files and directories',
    found: name,
  });
}

async function readLayout(
  reading: Reading,
  header: TarHeader,
  pax: PaxAttributes,
  storedBytes: number,
  start: number,
): Promise<{ sizeBytes: number; extents: FileExtent[] }> {
  const { source, limits } = reading;
  if (pax.sparse?.extents === 'in data') {
    const extents = await readMapInData(source, limits.maxExtents, start);
    const { realBytes } = pax.sparse;
    return { sizeBytes: realBytes, extents: checkExtents(extents.list, realBytes, storedBytes - extents.mapBytes, start) };
  }
  if (pax.sparse)
    return { sizeBytes: pax.sparse.realBytes, extents: checkExtents(pax.sparse.extents, pax.sparse.realBytes, storedBytes, start) };
  if (header.type !== 'S') return { sizeBytes: storedBytes, extents: storedBytes === 0 ? [] : [{ offset: 0, length: storedBytes }] };
  const extents = [...header.extents];
  for (let isExtended = header.isExtended; isExtended; ) {
    const offset = source.offset();
    const extension = decodeSparseExtension(await readBlock(source, 'a sparse map'), offset);
    extents.push(...extension.extents);
    if (extents.length > limits.maxExtents)
      throw new FormatError('limit', 'a sparse map is too long', { offset, expected: `at most ${limits.maxExtents} entries` });
    isExtended = extension.isExtended;
  }
  return { sizeBytes: header.realBytes, extents: checkExtents(extents, header.realBytes, storedBytes, start) };
}
