import type { IncomingHttpHeaders } from 'node:http';

/** What is known of a representation: its strong entity tag, quoted, and when it last changed. */
export interface Validators {
  readonly etag: string;
  readonly modifiedMs: number;
}

/** The status that the preconditions of a GET demand in place of the content, in the order of RFC 9110, 13.2.2; undefined when they let it pass. */
export function failedPrecondition(request: IncomingHttpHeaders, file: Validators): 304 | 412 | undefined {
  const { 'if-match': match, 'if-none-match': noneMatch } = request;
  const unmodifiedSince = parseDate(request['if-unmodified-since']);
  const modifiedSince = parseDate(request['if-modified-since']);
  // A tag decides alone; the date beside it is for those who know no tags.
  if (match !== undefined) {
    if (!isAny(match) && !tags(match).includes(file.etag)) return 412;
  } else if (unmodifiedSince !== undefined && wholeSeconds(file) > unmodifiedSince) return 412;
  // Here a weak tag does: nothing of the content is going to be put together.
  if (noneMatch !== undefined) return isAny(noneMatch) || tags(noneMatch).some((tag) => strong(tag) === file.etag) ? 304 : undefined;
  return modifiedSince !== undefined && wholeSeconds(file) <= modifiedSince ? 304 : undefined;
}

/** Whether a part may be sent: it must fit the one the client has byte for byte, so a weak tag and another date do not do. */
export function meetsIfRange(request: IncomingHttpHeaders, file: Validators): boolean {
  const condition = request['if-range']?.toString();
  return condition === undefined || condition === file.etag || parseDate(condition) === wholeSeconds(file);
}

function isAny(list: string): boolean {
  return list.trim() === '*';
}

function tags(list: string): string[] {
  return list.match(/(?:W\/)?"[^"]*"/g) ?? [];
}

function strong(tag: string): string {
  return tag.replace(/^W\//, '');
}

/** `Last-Modified` has no fraction. */
function wholeSeconds({ modifiedMs }: Validators): number {
  return Math.floor(modifiedMs / 1000) * 1000;
}

/** The three forms of RFC 9110, 5.6.7; anything else is no date, and a condition with it counts as absent. */
function parseDate(text: string | undefined): number | undefined {
  const match = /^[A-Z][a-z]+,? [\w -]+ \d\d:\d\d:\d\d(?: GMT|( \d{4}))$/.exec(text ?? '');
  if (match === null) return undefined;
  // The form of asctime names no zone and means UTC.
  const ms = Date.parse(match[1] === undefined ? match[0] : `${match[0]} GMT`);
  return Number.isNaN(ms) ? undefined : ms;
}
