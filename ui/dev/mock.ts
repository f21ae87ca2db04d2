import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { answer } from './mockAnswer.ts';
import { documentCalls } from './mockDetails.ts';
import { identity } from './mockIdentity.ts';
import { jobCalls } from './mockJobs.ts';
import { modelCalls } from './mockModels.ts';
import { collections, documents, startWorking, store, visible } from './mockStore.ts';
import { uploadCalls } from './mockUploads.ts';

/**
 * The server's calls, played from memory, so that the screens can be looked at without a server:
 * `CARREL_MOCK=1 npm run dev`. Any name and password sign in. Nothing of this is in the built pages.
 */
export function mockApi(): Plugin {
  startWorking();
  const handle = (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    response.setHeader('content-security-policy', POLICY);
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const work = url.pathname.startsWith('/auth/')
      ? identity(request, response, url)
      : url.pathname.startsWith('/api/v1/')
        ? api(request, response, url)
        : undefined;
    if (!work) return next();
    work.catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) problem(response, 500, 'internal', 'The mock broke');
      else response.end();
    });
  };
  return {
    name: 'carrel-mock',
    configureServer: (server) => void server.middlewares.use(handle),
    configurePreviewServer: (server) => void server.middlewares.use(handle),
  };
}

/** As the server sends it, with what Vite needs to reload in development. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'" + (process.env['NODE_ENV'] === 'production' ? '' : " 'unsafe-inline'"),
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "worker-src 'self' blob:",
  "connect-src 'self'" + (process.env['NODE_ENV'] === 'production' ? '' : ' ws:'),
].join('; ');

async function api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const path = url.pathname.slice('/api/v1'.length);
  if (path === '/config') {
    return json(response, { authority: `${url.origin}/auth/realms/carrel`, clientId: 'carrel-ui' });
  }
  if (!request.headers.authorization) return problem(response, 401, 'signed-out', 'You are signed out');
  const body = await bodyOf(request);
  if (await jobCalls(request, response, path, url.searchParams)) return;
  if (modelCalls(request, response, path, body)) return;
  const pieces = /^\/collections\/(c-\d+)\/uploads(?:\/(u-\d+))?$/.exec(path);
  if (pieces?.[1]) return uploadCalls(request, response, pieces[1], pieces[2], body);
  const [, id = '', below = ''] = /^\/(?:collections|documents)\/([cd]-\d+)(\/.*)?$/.exec(path) ?? [];
  const call = `${request.method} ${id ? path.replace(id, ':id') : path}`;
  switch (call) {
    case 'GET /me':
      return json(response, { subject: 'u-1', name: 'Ada Reader', roles: ['legal', 'clinician', 'operator'] });
    case 'GET /me/session':
      return json(response, { idleSeconds: 900, endsAt: new Date(Date.now() + 36_000_000).toISOString() });
    case 'GET /document-types':
      return json(response, { items: TYPES.map(([type, label]) => ({ id: type, label })), next: null });
    case 'GET /collections':
      return json(response, {
        items: [...collections.values()].map((one) => ({
          ...one,
          documents: [...documents.values()].filter((document) => document.collectionId === one.id).length,
        })),
        next: null,
      });
    case 'POST /collections': {
      const { name, kind } = JSON.parse(body.toString()) as { name: string; kind: 'matter' | 'patient' };
      if (name === 'taken') return problem(response, 409, 'name-taken', 'You have a collection of this name');
      const collection = { id: `c-${collections.size + 1}`, name, kind };
      collections.set(collection.id, collection);
      return json(response, collection, 201);
    }
    case 'GET /collections/:id/documents':
      return json(response, {
        items: [...documents.values()].filter((one) => one.collectionId === id).map((one) => visible(one)),
        next: null,
      });
    case 'POST /collections/:id/documents': {
      const file = await fileOf(request, body);
      const bytes = Buffer.from(await file.arrayBuffer());
      const version = store(id, file.name, bytes, { job: url.searchParams.get('job') });
      return json(response, { jobId: version.jobId }, 202);
    }
    case 'POST /ask':
      return answer(response, JSON.parse(body.toString()) as never);
  }
  const document = documents.get(id);
  if (!document || !path.startsWith('/documents/')) return problem(response, 404, 'not-found', 'Not found');
  return documentCalls(request, response, document, below, url.searchParams, body);
}

const TYPES = [
  ['contract', 'Contract'],
  ['lease', 'Lease'],
  ['nda', 'Non-disclosure agreement'],
  ['email', 'E-mail'],
  ['other', 'Other'],
] as const;

/** The part named file of a form. */
export async function fileOf(request: IncomingMessage, body: Buffer): Promise<File> {
  const type = request.headers['content-type'] ?? '';
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return form.get('file') as File;
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

export function problem(response: ServerResponse, status: number, name: string, title: string, detail = ''): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(
    JSON.stringify({
      type: `urn:carrel:problem:${name}`,
      title,
      status,
      detail,
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    }),
  );
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
