export const CALLBACK_PATH = '/signin/callback';

/** Only a path of this site: what came back with the sign-in must not lead elsewhere. */
export function localPath(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value) || value.startsWith(CALLBACK_PATH)) return '/';
  return value;
}

/**
 * When a token ends, in seconds since 1970; undefined for one that is not a JWT. It is read as a hint for a timer
 * and not trusted: the server checks.
 */
export function expiryOf(token: string): number | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { exp?: unknown };
    return typeof claims.exp === 'number' && claims.exp > 0 ? claims.exp : undefined;
  } catch {
    return undefined;
  }
}
