import { decodePaxRecords } from '../tar/pax-records.ts';
import { decodeSparseExtension, decodeTarHeader, encodeTarHeader, type FileExtent, isZeroBlock, tarBlockBytes } from '../tar/tar-header.ts';

/** An entry of an archive in pieces that can be changed one by one and written again. */
export interface TarPart {
  readonly path: string;
  /** Headers with long names and PAX records before it. */
  prefix: Uint8Array;
  header: Uint8Array;
  /** Sparse extension blocks. */
  extension: Uint8Array;
  /** Stored bytes without padding. */
  data: Uint8Array;
  extents: readonly FileExtent[];
  /** Of an archive in the archive. */
  nested?: TarModel;
}

export interface TarModel {
  parts: TarPart[];
  /** End marker and what follows. */
  tail: Uint8Array;
}

/** A file of an archive or of an archive in it, with its path from the outermost one. */
export interface TarLeaf {
  readonly path: string;
  readonly part: TarPart;
}

const decoder = new TextDecoder();

/** Takes a well-formed archive apart. */
export function parseTar(bytes: Uint8Array): TarModel {
  const parts: TarPart[] = [];
  let at = 0;
  while (at < bytes.length && !isZeroBlock(bytes.subarray(at, at + tarBlockBytes))) {
    const start = at;
    let longName: string | undefined;
    let header = decodeTarHeader(bytes.subarray(at, at + tarBlockBytes), at);
    while ('LKxg'.includes(header.type)) {
      const data = bytes.subarray(at + tarBlockBytes, at + tarBlockBytes + header.storedBytes);
      if (header.type === 'L') longName = decoder.decode(data).replace(/\0.*$/, '');
      if (header.type === 'x') longName = new Map(decodePaxRecords(data, at)).get('path') ?? longName;
      at += tarBlockBytes + padded(header.storedBytes);
      header = decodeTarHeader(bytes.subarray(at, at + tarBlockBytes), at);
    }
    const headerAt = at;
    at += tarBlockBytes;
    const extents = [...header.extents];
    for (let isExtended = header.isExtended; isExtended; at += tarBlockBytes) {
      const extension = decodeSparseExtension(bytes.subarray(at, at + tarBlockBytes), at);
      extents.push(...extension.extents);
      isExtended = extension.isExtended;
    }
    const data = bytes.slice(at, at + header.storedBytes);
    const path = (longName ?? header.name).replace(/^\.\//, '');
    const part: TarPart = {
      path,
      prefix: bytes.slice(start, headerAt),
      header: bytes.slice(headerAt, headerAt + tarBlockBytes),
      extension: bytes.slice(headerAt + tarBlockBytes, at),
      data,
      extents: header.type === 'S' ? extents : [{ offset: 0, length: data.length }],
    };
    if (header.type === '0' && /\.(tar|snapshot)$/.test(path)) part.nested = parseTar(data);
    parts.push(part);
    at += padded(header.storedBytes);
  }
  return { parts, tail: bytes.slice(at) };
}

/** The bytes of an archive; sizes in headers of nested archives follow their content. */
export function serializeTar({ parts, tail }: TarModel): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const part of parts) {
    if (part.nested) {
      const data = serializeTar(part.nested);
      if (data.length !== part.data.length) writeField(part.header, 124, 12, `${data.length.toString(8).padStart(11, '0')}\0`);
      part.data = data;
    }
    pieces.push(part.prefix, part.header, part.extension, part.data, new Uint8Array(padded(part.data.length) - part.data.length));
  }
  // No Buffer: its slices would share memory with it.
  return new Uint8Array(Buffer.concat([...pieces, tail]));
}

/** Every file that is no archive. */
export function leavesOf(model: TarModel, prefix = ''): TarLeaf[] {
  return model.parts.flatMap((part) => {
    const path = `${prefix}${part.path}`;
    if (part.nested) return leavesOf(part.nested, `${path}!/`);
    return part.data.length > 0 ? [{ path, part }] : [];
  });
}

/** The models of the archive and of all archives in it. */
export function modelsOf(model: TarModel): TarModel[] {
  return [model, ...model.parts.flatMap((part) => (part.nested ? modelsOf(part.nested) : []))];
}

/** Gives a file other content, as a plain entry. */
export function setContent(part: TarPart, data: Uint8Array): void {
  part.header = encodeTarHeader({ name: part.path, type: '0', storedBytes: data.length, modifiedSeconds: 0 });
  part.extension = new Uint8Array(0);
  part.data = data;
  part.extents = [{ offset: 0, length: data.length }];
}

/** A new entry; `header` may say anything. */
export function makePart(path: string, data: Uint8Array, type = '0'): TarPart {
  const header = encodeTarHeader({ name: path, type: type as '0', storedBytes: data.length, modifiedSeconds: 0 });
  return { path, prefix: new Uint8Array(0), header, extension: new Uint8Array(0), data, extents: [] };
}

/** Overwrites a field of a header and makes its checksum right again. */
export function writeField(header: Uint8Array, start: number, length: number, value: string | Uint8Array): void {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  header.fill(0, start, start + length);
  header.set(bytes.subarray(0, length), start);
  let sum = 0;
  for (let at = 0; at < tarBlockBytes; at++) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0);
  header.set(Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
}

/** Where a byte of the unpacked file lies among the stored ones; undefined in a hole. */
export function storedOffset({ extents }: TarPart, offset: number): number | undefined {
  let stored = 0;
  for (const extent of extents) {
    if (offset >= extent.offset && offset < extent.offset + extent.length) return stored + offset - extent.offset;
    stored += extent.length;
  }
  return undefined;
}

export function padded(length: number): number {
  return Math.ceil(length / tarBlockBytes) * tarBlockBytes;
}
