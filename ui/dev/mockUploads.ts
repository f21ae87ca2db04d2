import type { IncomingMessage, ServerResponse } from 'node:http';
import { problem } from './mock.ts';
import { store } from './mockStore.ts';

interface Unfinished {
  readonly collectionId: string;
  readonly name: string;
  readonly job: string | null;
  readonly length: number;
  bytes: Buffer;
}

const uploads = new Map<string, Unfinished>();

/** Just enough of tus 1.0.0: creation, how much is there, another piece, giving up. */
export function uploadCalls(
  request: IncomingMessage,
  response: ServerResponse,
  collectionId: string,
  id: string | undefined,
  body: Buffer,
): void {
  response.setHeader('tus-resumable', '1.0.0');
  if (id === undefined) {
    const metadata = new Map(
      (request.headers['upload-metadata'] ?? '')
        .toString()
        .split(',')
        .map((pair) => pair.split(' ') as [string, string])
        .map(([key, value]) => [key, Buffer.from(value ?? '', 'base64').toString()]),
    );
    const name = metadata.get('filename') ?? 'file';
    const made = `u-${uploads.size + 1}`;
    const length = Number(request.headers['upload-length']);
    uploads.set(made, { collectionId, name, job: metadata.get('job') ?? null, length, bytes: Buffer.alloc(0) });
    response.writeHead(201, { location: `/api/v1/collections/${collectionId}/uploads/${made}` });
    response.end();
    return;
  }
  const upload = uploads.get(id);
  if (!upload) return problem(response, 404, 'not-found', 'Not found');
  if (request.method === 'DELETE') {
    uploads.delete(id);
  } else if (request.method === 'PATCH') {
    if (Number(request.headers['upload-offset']) !== upload.bytes.length)
      return problem(response, 409, 'conflict', 'Gap');
    upload.bytes = Buffer.concat([upload.bytes, body]);
    if (upload.bytes.length === upload.length) store(collectionId, upload.name, upload.bytes, { job: upload.job });
  }
  response.writeHead(request.method === 'HEAD' ? 200 : 204, {
    'upload-offset': String(upload.bytes.length),
    'upload-length': String(upload.length),
    'cache-control': 'no-store',
  });
  response.end();
}
