/** Where an answer is not what was expected, in words; undefined when it is. Objects may have more keys than expected, arrays are compared whole. */
export function mismatch(expected: unknown, actual: unknown, path = 'body'): string | undefined {
  if (typeof expected !== 'object' || expected === null) {
    return Object.is(expected, actual) ? undefined : differs(path, expected, actual);
  }
  if (Array.isArray(expected)) return mismatchArray(expected, actual, path);
  const matcher = Object.keys(expected)[0];
  if (matcher?.startsWith('$') === true) return mismatchMatcher(matcher, (expected as Record<string, unknown>)[matcher], actual, path);
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return differs(path, expected, actual);
  for (const [key, value] of Object.entries(expected)) {
    const found = mismatch(value, (actual as Record<string, unknown>)[key], `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mismatchArray(expected: readonly unknown[], actual: unknown, path: string): string | undefined {
  if (!Array.isArray(actual)) return differs(path, expected, actual);
  if (actual.length !== expected.length)
    return `${path} has ${actual.length} entries, expected ${expected.length}: ${JSON.stringify(actual)}`;
  for (const [i, value] of expected.entries()) {
    const found = mismatch(value, actual[i], `${path}[${i}]`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mismatchMatcher(matcher: string, argument: unknown, actual: unknown, path: string): string | undefined {
  switch (matcher) {
    case '$any':
      return actual === undefined ? `${path} is missing` : undefined;
    case '$match':
      return typeof actual === 'string' && new RegExp(argument as string).test(actual)
        ? undefined
        : differs(path, `/${argument as string}/`, actual);
    case '$near':
      return typeof actual === 'number' && Math.abs(actual - (argument as number)) <= 1e-4 * Math.max(1, Math.abs(argument as number))
        ? undefined
        : differs(path, `about ${argument as number}`, actual);
    case '$length':
      return Array.isArray(actual) && actual.length === argument ? undefined : differs(path, `${argument as number} entries`, actual);
    default:
      throw new Error(`there is no matcher ${matcher}`);
  }
}

const differs = (path: string, expected: unknown, actual: unknown) =>
  `${path} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`;
