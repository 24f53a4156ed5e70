const vary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';

/** Headers that every answer carries while CORS is on. */
export function corsHeaders(origin: string | undefined): Record<string, string> {
  return origin === undefined ? { vary } : { vary, 'access-control-allow-origin': origin, 'access-control-expose-headers': '*' };
}

/** True for the question a browser asks before the real request. */
export function isPreflight(method: string, headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  return method === 'OPTIONS' && headers['origin'] !== undefined && headers['access-control-request-method'] !== undefined;
}

/** The answer to it: anything is allowed from anywhere, also for paths that do not exist. */
export function preflightHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const asked = headers['access-control-request-headers'];
  return {
    ...corsHeaders(String(headers['origin'])),
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS, HEAD',
    'access-control-max-age': '3600',
    ...(asked === undefined ? {} : { 'access-control-allow-headers': String(asked) }),
  };
}
