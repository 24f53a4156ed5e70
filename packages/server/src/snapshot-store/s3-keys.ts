// Object keys, exactly as the real server makes them: <snapshots path>/<collection>/<name>, each segment percent-encoded, and that text is the key.
//
//   snapshots path   leading `./` (any number) and `/` and trailing `/` dropped
//   encoded          bytes 00-1F, 7F-FF and \ { ^ } % ` ] " > [ ~ < # | * ?; the segments `.` and `..` become %2E and %2E%2E
//   kept             everything else, space and `+` included

const encodedBytes = new Set([...Array.from({ length: 32 }, (_, byte) => byte), ...new TextEncoder().encode('\\{^}%`]">[~<#|*?\x7f')]);

/** What keys below a snapshots path begin with: `''`, or text that ends in `/`. */
export function keyPrefix(snapshotsPath: string): string {
  const segments = snapshotsPath.replace(/^(?:\.\/+)+/, '').split('/');
  return segments
    .filter((segment) => segment !== '' && segment !== '.')
    .map((segment) => `${encodeSegment(segment)}/`)
    .join('');
}

export function encodeKey(key: string): string {
  return key.split('/').map(encodeSegment).join('/');
}

export function encodeSegment(segment: string): string {
  if (segment === '.' || segment === '..') return segment.replaceAll('.', '%2E');
  let text = '';
  for (const byte of new TextEncoder().encode(segment)) {
    text += byte > 0x7f || encodedBytes.has(byte) ? `%${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte);
  }
  return text;
}

/** The name behind an encoded segment. One that this encoding would not make, put there by other means, is its own name. */
export function decodeSegment(segment: string): string {
  try {
    const name = decodeURIComponent(segment);
    return encodeSegment(name) === segment ? name : segment;
  } catch {
    return segment;
  }
}
