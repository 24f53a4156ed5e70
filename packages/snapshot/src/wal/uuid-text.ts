const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case, hyphenated text of 16 bytes in textual order, read from `offset`. */
export function uuidFromBytes(bytes: Uint8Array, offset = 0): string {
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += hex[bytes[offset + i] as number];
  }
  return text;
}

/** The 16 bytes of a hyphenated UUID, in textual order; undefined when the text is none. */
export function uuidToBytes(text: string): Uint8Array | undefined {
  if (text.length !== 36) return undefined;
  const bytes = new Uint8Array(16);
  let at = 0;
  for (let i = 0; i < 36; ) {
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (text.charCodeAt(i) !== 45) return undefined;
      i++;
      continue;
    }
    const high = digit(text.charCodeAt(i));
    const low = digit(text.charCodeAt(i + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[at++] = (high << 4) | low;
    i += 2;
  }
  return bytes;
}

function digit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  if (code >= 65 && code <= 70) return code - 55;
  return -1;
}
