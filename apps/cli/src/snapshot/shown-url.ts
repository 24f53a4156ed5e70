/** Credentials and tokens of a URL stay out of messages. */
export function shownUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** A source as the user named it, which may be a URL or what was meant to be one, without its secrets. */
export function shownSource(source: string): string {
  if (!/^https?:\/\//i.test(source)) return source;
  return URL.canParse(source) ? shownUrl(new URL(source)) : source.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
}
