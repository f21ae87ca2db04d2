import type { DetailedError, PreviousUpload, UploadOptions, UrlStorage } from 'tus-js-client';
import type { Credentials } from './client';
import { ProblemError, problemOf } from './problem';

/** Larger files are sent in pieces: one that broke off near its end is worth taking up again. */
export const RESUMABLE_FROM = 16_000_000;

const PIECE = 8 * 1024 * 1024;
/** Some ten minutes of patience with a line that is down; after that a person decides. */
const PAUSES_MS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000];
const SIGNED_OUT = 401;
/** What may pass by itself: a conflict or a lock of a piece still being taken, too many calls. */
const PASSING = new Set([409, 423, 429]);

/** Why an upload is aborted when its page is left, not stopped by a person. */
export const LEFT = 'left';

/** How a file's way is watched, and stopped. */
export interface Sending {
  /** The sent part, from 0 to 1. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
}

/** What became of a file that was sent: taken, or known already by its bytes. */
export type Sent = 'taken' | 'known';

/** XMLHttpRequest, because fetch does not tell how much of a body has been sent. */
export async function sendWhole(
  address: string,
  file: File,
  credentials: Credentials,
  { onProgress, signal }: Sending,
): Promise<Sent> {
  const token = await credentials.token();
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
    request.onerror = () => reject(new TypeError('upload failed'));
    request.onabort = () => reject(stopped());
    request.onload = () => {
      if (request.status === SIGNED_OUT) void credentials.rejected();
      if (request.status === 200) return resolve('known');
      if (request.status > 200 && request.status < 300) return resolve('taken');
      void refusal(request.status, request.responseText, request.getResponseHeader('content-type')).then(reject);
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const body = new FormData();
    body.append('file', file, file.name);
    request.send(body);
  });
}

/** By the protocol tus 1.0.0, which asks the server how much it has before going on. */
export async function sendInPieces(
  address: string,
  file: File,
  job: string | undefined,
  credentials: Credentials,
  { onProgress, signal }: Sending,
): Promise<Sent> {
  const { Upload } = await import('tus-js-client');
  signal.throwIfAborted();
  const options: UploadOptions = {
    endpoint: address,
    chunkSize: PIECE,
    retryDelays: PAUSES_MS,
    metadata: { filename: file.name, ...(job === undefined ? {} : { job }) },
    fingerprint: () => fingerprintOf(file, address),
    urlStorage: new TabStorage(),
    removeFingerprintOnSuccess: true,
    onBeforeRequest: async (request) => {
      request.setHeader('Authorization', `Bearer ${await credentials.token()}`);
    },
    onAfterResponse: async (_, response) => {
      if (response.getStatus() === SIGNED_OUT) await credentials.rejected();
    },
    onShouldRetry: (error) => mayPass(error.originalResponse?.getStatus()),
    onProgress: (sent, total) => onProgress(total > 0 ? sent / total : 0),
  };
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      ...options,
      onSuccess: () => resolve('taken'),
      onError: (error) => void failure(error).then(reject),
    });
    const stop = () => {
      // The server need not keep what a person stopped; what was only left may be taken up again.
      upload.abort(signal.reason !== LEFT).catch(() => undefined);
      reject(stopped());
    };
    signal.addEventListener('abort', stop, { once: true });
    upload.findPreviousUploads().then(([previous]) => {
      if (signal.aborted) return;
      if (previous) upload.resumeFromPreviousUpload(previous);
      upload.start();
    }, reject);
  });
}

function mayPass(status: number | undefined): boolean {
  return status === undefined || status === 0 || status >= 500 || status === SIGNED_OUT || PASSING.has(status);
}

async function failure(error: Error | DetailedError): Promise<Error> {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (!response) return 'originalRequest' in error ? new TypeError('upload failed') : error;
  return refusal(response.getStatus(), response.getBody(), response.getHeader('Content-Type'));
}

async function refusal(status: number, body: string, mediaType: string | null | undefined): Promise<ProblemError> {
  // A body with one of the statuses that allow none would throw.
  const known = status >= 400 && status < 600 ? status : 500;
  return new ProblemError(
    await problemOf(new Response(body, { status: known, headers: { 'content-type': mediaType ?? '' } })),
  );
}

function stopped(): DOMException {
  return new DOMException('stopped', 'AbortError');
}

/** The same file for the same collection, without its name: what lies in the browser's storage tells nothing. */
async function fingerprintOf(file: File, address: string): Promise<string> {
  const identity = [file.name, file.type, file.size, file.lastModified, address].join('\n');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(identity));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Addresses of unfinished uploads, for this tab alone: they outlive a reload and end with the session. */
class TabStorage implements UrlStorage {
  private static readonly PREFIX = 'carrel-upload-';

  async findAllUploads(): Promise<PreviousUpload[]> {
    return [];
  }

  async findUploadsByFingerprint(fingerprint: string): Promise<PreviousUpload[]> {
    const key = TabStorage.PREFIX + fingerprint;
    const uploadUrl = sessionStorage.getItem(key);
    if (uploadUrl === null) return [];
    return [{ uploadUrl, urlStorageKey: key, size: null, metadata: {}, creationTime: '', parallelUploadUrls: null }];
  }

  async removeUpload(key: string): Promise<void> {
    sessionStorage.removeItem(key);
  }

  async addUpload(fingerprint: string, { uploadUrl }: PreviousUpload): Promise<string> {
    const key = TabStorage.PREFIX + fingerprint;
    if (uploadUrl) sessionStorage.setItem(key, uploadUrl);
    return key;
  }
}
