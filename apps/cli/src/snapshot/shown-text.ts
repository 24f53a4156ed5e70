const shortForms: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text that others wrote (names in archives, answers of servers) in one line for a terminal: control characters, which steer it, and
 * characters that turn the direction of writing, are shown as escapes.
 */
export function shownText(text: string): string {
  return text.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    const hex = character.charCodeAt(0).toString(16);
    return shortForms[character] ?? (hex.length > 2 ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`);
  });
}

/** The same for text of several lines. */
export function shownLines(text: string): string {
  return text.split('\n').map(shownText).join('\n');
}
