import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { answer } from './mockAnswer.ts';
import { identity } from './mockIdentity.ts';
import { collections, documents, type MockDocument, read, store } from './mockStore.ts';

/**
 * The server's calls, played from memory, so that the screens can be looked at without a server:
 * `CARREL_MOCK=1 npm run dev`. Any name and password sign in. Nothing of this is in the built pages.
 */
export function mockApi(): Plugin {
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
  const call = `${request.method} ${path.replace(/\/(c|d|j)-\d+/g, '/:$1')}`;
  const id = /\/((?:c|d|j)-\d+)/.exec(path)?.[1] ?? '';
  switch (call) {
    case 'GET /me':
      return json(response, { subject: 'u-1', name: 'Ada Reader', roles: ['legal', 'clinician'] });
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
    case 'GET /collections/:c/documents':
      return json(response, {
        items: [...documents.values()].filter((one) => one.collectionId === id).map(visible),
        next: null,
      });
    case 'POST /collections/:c/documents': {
      const type = request.headers['content-type'] ?? '';
      const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
      const document = await store(id, form.get('file') as File);
      return json(response, { documentId: document.id, jobId: document.jobId }, 202);
    }
    case 'GET /jobs/:j/events':
      return progress(response, id);
    case 'POST /jobs/:j/cancel':
    case 'POST /jobs/:j/retry-failed': {
      const document = ofJob(id);
      if (document) document.step = call.endsWith('cancel') ? 'cancelled' : 'queued';
      return json(response, {}, 202);
    }
    case 'POST /ask':
      return answer(response, JSON.parse(body.toString()) as never);
  }
  const document = documents.get(id);
  if (!document) return problem(response, 404, 'not-found', 'Not found');
  if (call === 'GET /documents/:d') return json(response, visible(document));
  if (call === 'GET /documents/:d/text') return json(response, document.text);
  if (call === 'GET /documents/:d/content') {
    response.setHeader('content-type', document.mediaType);
    response.end(document.bytes);
    return;
  }
  problem(response, 404, 'not-found', 'Not found');
}

async function progress(response: ServerResponse, jobId: string): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const document = ofJob(jobId);
  if (!document) return void response.end();
  const send = () =>
    response.write(
      `event: progress\ndata: ${JSON.stringify({
        id: jobId,
        state: isOver(document) ? (document.step === 'quarantined' ? 'failed' : 'succeeded') : 'running',
        items: [
          {
            documentId: document.id,
            name: document.name,
            state: document.step,
            reason: document.reason,
            detail: document.detail,
          },
        ],
      })}\n\n`,
    );
  send();
  while (!isOver(document) && !response.destroyed) {
    await pause(Number(process.env['CARREL_MOCK_STEP_MS'] ?? 700));
    if (!isOver(document)) await read(document);
    send();
  }
  response.end();
}

function isOver({ step }: MockDocument): boolean {
  return step === 'indexed' || step === 'quarantined' || step === 'cancelled';
}

function visible({ bytes, text, step, ...document }: MockDocument) {
  const reason = step === 'cancelled' ? 'CANCELLED' : document.reason;
  const state =
    step === 'indexed' || step === 'quarantined' ? step : step === 'cancelled' ? 'quarantined' : 'processing';
  return { ...document, reason, state, size: bytes.length, pages: text.pages.length, passages: text.pages.length };
}

function ofJob(id: string): MockDocument | undefined {
  return [...documents.values()].find(({ jobId }) => jobId === id);
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
