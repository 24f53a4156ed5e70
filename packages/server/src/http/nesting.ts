/** Levels the real server's parser goes down before it refuses a body. */
const maxDepth = 128;

/**
 * True when arrays and objects of a JSON text lie deeper in each other than is read. Asked before decoding, because how deep a decoder can
 * go depends on how the engine has compiled it.
 */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === 0x5b || c === 0x7b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (c === 0x5d || c === 0x7d) {
      depth -= 1;
    } else if (c === 0x22) {
      i = endOfString(text, i);
    }
  }
  return false;
}

/** Index of the quote that ends the string starting at `start`, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === 0x22) return i;
    if (c === 0x5c) i += 1;
  }
  return text.length;
}
