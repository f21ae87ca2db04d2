import { readEvents } from './events';
import { ProblemError, problemOf, toProblem } from './problem';
import type {
  AskEvent,
  Collection,
  CollectionKind,
  Document,
  DocumentText,
  Job,
  Listing,
  Me,
  Question,
  Upload,
} from './types';

/** Where the bearer token comes from. */
export interface Credentials {
  token(): Promise<string>;
  /** The server no longer takes the token; true when there is a new one to try. */
  rejected(): Promise<boolean>;
}

const BASE = '/api/v1';
const MAX_PAGES = 50;
const ASK_EVENTS = new Set(['route', 'evidence', 'delta', 'verification', 'usage', 'done', 'error']);

/** The server's calls. Every failure is a ProblemError, a TypeError (no network) or an AbortError. */
export class Api {
  constructor(private readonly credentials: Credentials) {}

  me(): Promise<Me> {
    return this.json('/me');
  }

  collections(signal?: AbortSignal): Promise<readonly Collection[]> {
    return this.all('/collections', signal);
  }

  createCollection(name: string, kind: CollectionKind, share: boolean): Promise<Collection> {
    return this.json('/collections', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, kind, share }),
    });
  }

  documents(collectionId: string, signal?: AbortSignal): Promise<readonly Document[]> {
    return this.all(`/collections/${encodeURIComponent(collectionId)}/documents`, signal);
  }

  document(id: string, signal?: AbortSignal): Promise<Document> {
    return this.json(`/documents/${encodeURIComponent(id)}`, withSignal(signal));
  }

  text(id: string, signal?: AbortSignal): Promise<DocumentText> {
    return this.json(`/documents/${encodeURIComponent(id)}/text`, withSignal(signal));
  }

  async content(id: string, signal?: AbortSignal): Promise<ArrayBuffer> {
    const response = await this.fetch(`/documents/${encodeURIComponent(id)}/content`, withSignal(signal));
    return response.arrayBuffer();
  }

  cancelJob(id: string): Promise<Response> {
    return this.fetch(`/jobs/${encodeURIComponent(id)}/cancel`, { method: 'POST' });
  }

  retryJob(id: string): Promise<Response> {
    return this.fetch(`/jobs/${encodeURIComponent(id)}/retry-failed`, { method: 'POST' });
  }

  /** The job after each step; the stream ends once the job has ended. */
  async *jobEvents(id: string, signal: AbortSignal): AsyncGenerator<Job> {
    const response = await this.fetch(`/jobs/${encodeURIComponent(id)}/events`, {
      signal,
      headers: { accept: 'text/event-stream' },
    });
    if (!response.body) return;
    for await (const event of readEvents(response.body)) {
      if (event.type === 'progress') yield JSON.parse(event.data) as Job;
    }
  }

  async *ask(question: Question, signal: AbortSignal): AsyncGenerator<AskEvent> {
    const response = await this.fetch('/ask', {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify(question),
    });
    if (!response.body) return;
    for await (const event of readEvents(response.body)) {
      if (ASK_EVENTS.has(event.type)) {
        yield { type: event.type, data: JSON.parse(event.data) as unknown } as AskEvent;
      }
    }
  }

  /** XMLHttpRequest, because fetch does not tell how much of a body has been sent. */
  async upload(
    collectionId: string,
    file: File,
    onProgress: (sent: number) => void,
    signal: AbortSignal,
  ): Promise<Upload> {
    const token = await this.credentials.token();
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', `${BASE}/collections/${encodeURIComponent(collectionId)}/documents`);
      request.setRequestHeader('authorization', `Bearer ${token}`);
      request.setRequestHeader('accept', 'application/json');
      request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
      request.onerror = () => reject(new TypeError('upload failed'));
      request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
      request.onload = () => {
        if (request.status === 401) void this.credentials.rejected();
        if (request.status >= 200 && request.status < 300) {
          resolve(JSON.parse(request.responseText) as Upload);
        } else {
          void problemOf(
            new Response(request.responseText, {
              status: request.status,
              headers: { 'content-type': request.getResponseHeader('content-type') ?? '' },
            }),
          ).then((problem) => reject(new ProblemError(problem)));
        }
      };
      signal.addEventListener('abort', () => request.abort(), { once: true });
      const body = new FormData();
      body.append('file', file, file.name);
      request.send(body);
    });
  }

  private async all<T>(path: string, signal?: AbortSignal): Promise<readonly T[]> {
    const items: T[] = [];
    let cursor: string | null | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
      const listing: Listing<T> = await this.json(path + query, withSignal(signal));
      items.push(...listing.items);
      cursor = listing.next;
      if (!cursor) break;
    }
    return items;
  }

  private async json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.fetch(path, init);
    return (await response.json()) as T;
  }

  private async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    let response = await this.send(path, init);
    if (response.status === 401 && (await this.credentials.rejected())) response = await this.send(path, init);
    if (!response.ok) throw new ProblemError(await problemOf(response));
    return response;
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await this.credentials.token()}`);
    if (!headers.has('accept')) headers.set('accept', 'application/json, */*;q=0.1');
    return fetch(BASE + path, { ...init, headers, cache: 'no-store' });
  }
}

/** The problem inside an `error` event, whatever its shape. */
export function problemInEvent(data: unknown): ProblemError {
  return new ProblemError(toProblem(data, { title: 'The answer could not be finished' }));
}

function withSignal(signal: AbortSignal | undefined): RequestInit {
  return signal ? { signal } : {};
}
