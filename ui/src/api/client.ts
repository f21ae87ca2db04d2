import { AccessApi } from './access';
import { readEvents } from './events';
import { ModelsApi } from './models';
import { orAbsent, ProblemError, problemOf, toProblem } from './problem';
import type {
  AskEvent,
  AuditEvent,
  Boxes,
  ClinicalRecord,
  Collection,
  CollectionKind,
  Document,
  DocumentText,
  DocumentType,
  ItemState,
  Job,
  JobItem,
  JobSummary,
  Listing,
  LogVerification,
  Me,
  Metadata,
  MetadataValue,
  Problem,
  Question,
  ReconstructedAnswer,
  SessionLimits,
  SummaryEvent,
  SummaryWish,
} from './types';
import { RESUMABLE_FROM, type Sending, sendInPieces, sendWhole, type Sent } from './upload';

/** Where the bearer token comes from. */
export interface Credentials {
  token(): Promise<string>;
  /** The server no longer takes the token, and may have said why; true when there is a new one to try. */
  rejected(problem?: Problem): Promise<boolean>;
  /** Whether nobody is at this page: what it asks by itself then keeps no session alive. */
  isAway(): boolean;
}

const BASE = '/api/v1';
const MAX_PAGES = 50;
const LARGEST_PAGE = 200;
const ASK_EVENTS = new Set(['progress', 'route', 'evidence', 'delta', 'verification', 'usage', 'done', 'error']);
const SUMMARY_EVENTS = new Set(['progress', 'section', 'delta', 'verification', 'done', 'error']);

/** The server's calls. Every failure is a ProblemError, a TypeError (no network) or an AbortError. */
export class Api {
  readonly access = new AccessApi((path, init) => this.fetch(path, init));
  readonly models = new ModelsApi((path, init) => this.fetch(path, init));

  /**
   * @param purpose why what the calls show is looked at, as a code of HL7 v3 PurposeOfUse; patients' records are
   *   shown to nobody without
   */
  constructor(
    private readonly credentials: Credentials,
    private readonly purpose?: string,
  ) {}

  /** The same calls, for a stated purpose. */
  withPurpose(purpose: string): Api {
    return new Api(this.credentials, purpose);
  }

  me(): Promise<Me> {
    return this.json('/me');
  }

  /** How long the session may last; asking counts as a call of the person, unless they are away. */
  session(): Promise<SessionLimits> {
    return this.json('/me/session');
  }

  endSession(): Promise<Response> {
    return this.fetch('/me/session', { method: 'DELETE' });
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
    return this.all(`/collections/${encodeURIComponent(collectionId)}/documents`, signal, LARGEST_PAGE);
  }

  /** The latest version of the document, or the one that is asked for. */
  document(id: string, version?: number, signal?: AbortSignal): Promise<Document> {
    return this.json(documentPath(id, '', { version }), withSignal(signal));
  }

  text(id: string, version?: number, signal?: AbortSignal): Promise<DocumentText> {
    return this.json(documentPath(id, '/text', { version }), withSignal(signal));
  }

  async content(id: string, version?: number, signal?: AbortSignal): Promise<ArrayBuffer> {
    const response = await this.fetch(documentPath(id, '/content', { version }), withSignal(signal));
    return response.arrayBuffer();
  }

  boxes(id: string, version: number, start: number, end: number, signal?: AbortSignal): Promise<Boxes> {
    return this.json(documentPath(id, '/boxes', { start, end, version }), withSignal(signal));
  }

  /** The document at each of its versions. */
  async versions(id: string, signal?: AbortSignal): Promise<readonly Document[]> {
    return this.all(documentPath(id, '/versions'), signal);
  }

  restore(id: string, version: number): Promise<Response> {
    return this.post(documentPath(id, `/versions/${version}/restore`));
  }

  /** Takes a file as the document's next version, unless somebody else did so since the latest that is known here. */
  replace(id: string, latest: number, file: File): Promise<Response> {
    const body = new FormData();
    body.append('file', file, file.name);
    return this.fetch(documentPath(id, '/content'), {
      method: 'PUT',
      headers: { 'if-match': `"${latest}"` },
      body,
    });
  }

  unlock(id: string, version: number, password: string): Promise<Response> {
    return this.post(documentPath(id, '/unlock', { version }), { password });
  }

  record(id: string, version: number, signal?: AbortSignal): Promise<ClinicalRecord> {
    return this.json(documentPath(id, '/record', { version }), withSignal(signal));
  }

  metadata(id: string, signal?: AbortSignal): Promise<Metadata> {
    return this.json(documentPath(id, '/metadata'), withSignal(signal));
  }

  setMetadata(id: string, field: string, value: MetadataValue): Promise<Response> {
    return this.fetch(documentPath(id, `/metadata/${encodeURIComponent(field)}`), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ value }),
    });
  }

  /** Takes a person's word back, so that the machine's guess holds again. */
  clearMetadata(id: string, field: string): Promise<Response> {
    return this.fetch(documentPath(id, `/metadata/${encodeURIComponent(field)}`), { method: 'DELETE' });
  }

  async documentTypes(signal?: AbortSignal): Promise<readonly DocumentType[]> {
    return this.all('/document-types', signal);
  }

  /** Newest first, of the collections that the person may see. */
  jobs(cursor: string | undefined, signal?: AbortSignal): Promise<Listing<JobSummary>> {
    return this.json(`/jobs${query({ cursor })}`, withSignal(signal));
  }

  jobItems(
    id: string,
    state: ItemState | undefined,
    cursor: string | undefined,
    signal?: AbortSignal,
  ): Promise<Listing<JobItem>> {
    return this.json(jobPath(id, `/items${query({ state, cursor })}`), withSignal(signal));
  }

  job(id: string, signal?: AbortSignal): Promise<Job> {
    return this.json(jobPath(id, ''), withSignal(signal));
  }

  /** A job that uploads join, until it is closed. */
  openJob(collectionId: string): Promise<Job> {
    return this.json(`/collections/${encodeURIComponent(collectionId)}/jobs`, { method: 'POST' });
  }

  closeJob(id: string): Promise<Response> {
    return this.post(jobPath(id, '/close'));
  }

  cancelJob(id: string): Promise<Response> {
    return this.post(jobPath(id, '/cancel'));
  }

  retryJob(id: string): Promise<Response> {
    return this.post(jobPath(id, '/retry-failed'));
  }

  cancelItem(jobId: string, documentId: string): Promise<Response> {
    return this.post(jobPath(jobId, `/items/${encodeURIComponent(documentId)}/cancel`));
  }

  retryItem(jobId: string, documentId: string): Promise<Response> {
    return this.post(jobPath(jobId, `/items/${encodeURIComponent(documentId)}/retry`));
  }

  /** The job after each step; the stream ends once the job has ended. */
  async *jobEvents(id: string, signal: AbortSignal): AsyncGenerator<Job> {
    const response = await this.fetch(jobPath(id, '/events'), {
      signal,
      headers: { accept: 'text/event-stream' },
    });
    if (!response.body) return;
    for await (const event of readEvents(response.body)) {
      if (event.type === 'progress') yield JSON.parse(event.data) as Job;
    }
  }

  ask(question: Question, signal: AbortSignal): AsyncGenerator<AskEvent> {
    return this.streamed<AskEvent>('/ask', question, ASK_EVENTS, signal);
  }

  summary(documentId: string, wish: SummaryWish, signal: AbortSignal): AsyncGenerator<SummaryEvent> {
    return this.streamed<SummaryEvent>(documentPath(documentId, '/summary'), wish, SUMMARY_EVENTS, signal);
  }

  /** Entries of the audit log, newest first. */
  auditEvents(filter: Parameters, signal?: AbortSignal): Promise<Listing<AuditEvent>> {
    return this.json(`/audit/events${query(filter)}`, withSignal(signal));
  }

  /** Walks the whole log, which takes seconds where it is long. */
  verifyLog(signal?: AbortSignal): Promise<LogVerification> {
    return this.json('/audit/verification', withSignal(signal));
  }

  /** What matches of the log: as a package that proves itself without this server, or in another form. */
  async exportLog(filter: Parameters, signal?: AbortSignal): Promise<Blob> {
    return (await this.fetch(`/audit/export${query(filter)}`, withSignal(signal))).blob();
  }

  /** The last signed statement of how long the log is and what its root is. */
  async checkpoint(signal?: AbortSignal): Promise<Blob> {
    return (await this.fetch('/audit/checkpoint', withSignal(signal))).blob();
  }

  /** The same as a QR code to print: what is in a safe, nobody changes from here. */
  async checkpointCode(signal?: AbortSignal): Promise<Blob> {
    return (await this.fetch('/audit/checkpoint/code', withSignal(signal))).blob();
  }

  reconstruct(answerId: string, signal?: AbortSignal): Promise<ReconstructedAnswer> {
    return this.json(`/answers/${encodeURIComponent(answerId)}`, withSignal(signal));
  }

  /** Large files go in pieces and are taken up again where they broke off, if the server can do so. */
  async upload(collectionId: string, file: File, job: string | undefined, sending: Sending): Promise<Sent> {
    const collection = `${BASE}/collections/${encodeURIComponent(collectionId)}`;
    if (file.size > RESUMABLE_FROM) {
      const sent = await orAbsent(sendInPieces(`${collection}/uploads`, file, job, this.credentials, sending));
      if (sent !== undefined) return sent;
    }
    return sendWhole(`${collection}/documents${query({ job })}`, file, this.credentials, sending);
  }

  private async all<T>(path: string, signal?: AbortSignal, limit?: number): Promise<readonly T[]> {
    const items: T[] = [];
    let cursor: string | null | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const listing: Listing<T> = await this.json(path + query({ limit, cursor }), withSignal(signal));
      items.push(...listing.items);
      cursor = listing.next;
      if (!cursor) break;
    }
    return items;
  }

  /** The events of these types; what a later server sends besides is passed over. */
  private async *streamed<E extends { readonly type: string }>(
    path: string,
    body: unknown,
    types: ReadonlySet<string>,
    signal: AbortSignal,
  ): AsyncGenerator<E> {
    const response = await this.fetch(path, {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify(body),
    });
    if (!response.body) return;
    for await (const { type, data } of readEvents(response.body)) {
      if (types.has(type)) yield { type, data: JSON.parse(data) as unknown } as unknown as E;
    }
  }

  private post(path: string, body?: unknown): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  }

  private async json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.fetch(path, init);
    return (await response.json()) as T;
  }

  private async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.send(path, init);
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (problem.status !== 401 || !(await this.credentials.rejected(problem))) throw new ProblemError(problem);
    const again = await this.send(path, init);
    if (!again.ok) throw new ProblemError(await problemOf(again));
    return again;
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await this.credentials.token()}`);
    if (this.purpose) headers.set('purpose-of-use', this.purpose);
    if (this.credentials.isAway()) headers.set('carrel-background', 'true');
    if (!headers.has('accept')) headers.set('accept', 'application/json, */*;q=0.1');
    return fetch(BASE + path, { ...init, headers, cache: 'no-store' });
  }
}

/** The problem inside an `error` event, whatever its shape. */
export function problemInEvent(data: unknown): ProblemError {
  return new ProblemError(toProblem(data, { title: 'The answer could not be finished' }));
}

function documentPath(id: string, below: string, parameters: Parameters = {}): string {
  return `/documents/${encodeURIComponent(id)}${below}${query(parameters)}`;
}

function jobPath(id: string, below: string): string {
  return `/jobs/${encodeURIComponent(id)}${below}`;
}

export type Parameters = Readonly<Record<string, string | number | null | undefined>>;

function query(parameters: Parameters): string {
  const set = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null) set.set(name, String(value));
  }
  const text = set.toString();
  return text === '' ? '' : `?${text}`;
}

function withSignal(signal: AbortSignal | undefined): RequestInit {
  return signal ? { signal } : {};
}
