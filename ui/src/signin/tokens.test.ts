import { describe, expect, it } from 'vitest';
import { expiryOf, localPath } from './tokens';

describe('the way back after signing in', () => {
  it('is where one was', () => {
    expect(localPath('/collections/c1?x=1')).toBe('/collections/c1?x=1');
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/signin/callback?code=1',
    '',
    7,
    undefined,
  ])('is the start instead of %s', (value) => {
    expect(localPath(value)).toBe('/');
  });
});

describe('the end of a token', () => {
  const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

  it('is what it claims', () => {
    expect(expiryOf(jwt({ exp: 1795233150, name: 'Größe ÿÿÿ' }))).toBe(1795233150);
  });

  it.each(['opaque', 'a.b.c', '', jwt({}), jwt({ exp: 'soon' }), jwt({ exp: -1 })])('is unknown for %s', (token) => {
    expect(expiryOf(token)).toBeUndefined();
  });
});
