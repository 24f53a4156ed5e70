const pageBytes = 16_384;

/** Bytes of one in-memory file. Only pages that were written exist: a file of 32 MiB of zeros holds nothing. */
export interface FilePages {
  sizeBytes: number;
  readonly pages: Map<number, Uint8Array>;
}

/** An empty file. */
export function createPages(): FilePages {
  return { sizeBytes: 0, pages: new Map() };
}

/** Fills `target` from `position`; answers the bytes that lie before the end of the file. */
export function readPages(file: FilePages, target: Uint8Array, position: number): number {
  const length = Math.max(0, Math.min(target.length, file.sizeBytes - position));
  for (let done = 0; done < length; ) {
    const at = position + done;
    const inPage = at % pageBytes;
    const take = Math.min(length - done, pageBytes - inPage);
    const page = file.pages.get((at - inPage) / pageBytes);
    if (page) target.set(page.subarray(inPage, inPage + take), done);
    else target.fill(0, done, done + take);
    done += take;
  }
  return length;
}

/** Writes `data` at `position` and grows the file as far as needed; a gap before it reads as zeros. */
export function writePages(file: FilePages, data: Uint8Array, position: number): void {
  for (let done = 0; done < data.length; ) {
    const at = position + done;
    const inPage = at % pageBytes;
    const take = Math.min(data.length - done, pageBytes - inPage);
    const index = (at - inPage) / pageBytes;
    let page = file.pages.get(index);
    if (!page) {
      page = new Uint8Array(pageBytes);
      file.pages.set(index, page);
    }
    page.set(data.subarray(done, done + take), inPage);
    done += take;
  }
  if (data.length > 0) file.sizeBytes = Math.max(file.sizeBytes, position + data.length);
}

/** Cuts or grows a file; what a cut removed reads as zeros when the file grows again. */
export function truncatePages(file: FilePages, sizeBytes: number): void {
  if (sizeBytes < file.sizeBytes) {
    const lastPage = Math.floor(sizeBytes / pageBytes);
    for (const index of file.pages.keys()) if (index > lastPage) file.pages.delete(index);
    if (sizeBytes % pageBytes === 0) file.pages.delete(lastPage);
    else file.pages.get(lastPage)?.fill(0, sizeBytes % pageBytes);
  }
  file.sizeBytes = sizeBytes;
}
