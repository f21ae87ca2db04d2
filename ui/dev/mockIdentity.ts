import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, json } from './mock.ts';

const REALM = '/auth/realms/carrel';
const LIFE_SECONDS = 300;

/** Just enough OpenID Connect for a public client: discovery, a form, a code, tokens that nobody verifies. */
export async function identity(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const issuer = url.origin + REALM;
  switch (url.pathname.slice(REALM.length)) {
    case '/.well-known/openid-configuration':
      return json(response, {
        issuer,
        authorization_endpoint: `${issuer}/protocol/openid-connect/auth`,
        token_endpoint: `${issuer}/protocol/openid-connect/token`,
        end_session_endpoint: `${issuer}/protocol/openid-connect/logout`,
        revocation_endpoint: `${issuer}/protocol/openid-connect/revoke`,
        jwks_uri: `${issuer}/protocol/openid-connect/certs`,
      });
    case '/protocol/openid-connect/auth':
      response.setHeader('content-type', 'text/html');
      response.end(form(url));
      return;
    case '/login': {
      await bodyOf(request);
      const back = new URL(url.searchParams.get('redirect_uri') ?? '/', url.origin);
      back.searchParams.set('code', 'mock-code');
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      response.writeHead(302, { location: back.href });
      response.end();
      return;
    }
    case '/protocol/openid-connect/token': {
      await bodyOf(request);
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: issuer, aud: 'carrel-ui', sub: 'u-1', iat: now, exp: now + LIFE_SECONDS };
      return json(response, {
        access_token: token({ ...claims, realm_access: { roles: ['legal'] } }),
        id_token: token(claims),
        refresh_token: token(claims),
        token_type: 'Bearer',
        expires_in: LIFE_SECONDS,
        scope: 'openid',
      });
    }
    case '/protocol/openid-connect/revoke':
      await bodyOf(request);
      return json(response, {});
    case '/protocol/openid-connect/logout':
      response.writeHead(302, { location: url.searchParams.get('post_logout_redirect_uri') ?? '/' });
      response.end();
      return;
    default:
      json(response, {}, 404);
  }
}

function form(url: URL): string {
  const action = `${REALM}/login${url.search}`.replaceAll('&', '&amp;');
  return `<!doctype html><html lang="en"><title>Sign in</title><main><h1>Identity stand-in</h1>
<form method="post" action="${action}">
<label>Username <input id="username" name="username" autofocus></label>
<label>Password <input id="password" name="password" type="password"></label>
<button id="kc-login" type="submit">Sign In</button></form></main></html>`;
}

function token(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}
