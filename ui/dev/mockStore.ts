import type { Collection, Document, ItemState, MetadataValue } from '../src/api/types.ts';
import { mediaTypeOf, type MockReading, MockRefusal, readFile } from './mockReading.ts';

export interface MockVersion {
  readonly number: number;
  readonly name: string;
  readonly bytes: Buffer;
  readonly jobId: string;
  readonly createdAt: string;
  readonly restoredFrom: number | null;
  step: ItemState;
  /** Of the step that it is in. */
  done: number;
  reason: string | null;
  detail: string | null;
  password: string | undefined;
  reading: MockReading | undefined;
}

export interface MockDocument {
  readonly id: string;
  readonly collectionId: string;
  readonly containerId: string | null;
  readonly versions: MockVersion[];
  /** What a person said, by field. */
  readonly said: Map<string, MetadataValue>;
}

export interface MockJob {
  readonly id: string;
  readonly collectionId: string;
  readonly createdAt: string;
  open: boolean;
  readonly items: { readonly document: MockDocument; readonly version: MockVersion }[];
}

export const collections = new Map<string, Collection>();
export const documents = new Map<string, MockDocument>();
export const jobs = new Map<string, MockJob>();

const PAGES_OF_SCAN = 4;
const STEP_MS = Number(process.env['CARREL_MOCK_STEP_MS'] ?? 500);

export function openJob(collectionId: string): MockJob {
  const id = `j-${jobs.size + 1}`;
  const job: MockJob = { id, collectionId, createdAt: new Date().toISOString(), open: true, items: [] };
  jobs.set(id, job);
  return job;
}

/** A new document, or the next version of one. */
export function store(
  collectionId: string,
  name: string,
  bytes: Buffer,
  to: { job?: string | null; document?: MockDocument; container?: MockDocument; restoredFrom?: number } = {},
): MockVersion {
  const joined = to.job ? jobs.get(to.job) : undefined;
  const job = joined ?? openJob(collectionId);
  if (!joined) job.open = false;
  const document = to.document ?? {
    id: `d-${documents.size + 1}`,
    collectionId,
    containerId: to.container?.id ?? null,
    versions: [],
    said: new Map<string, MetadataValue>(),
  };
  documents.set(document.id, document);
  const version: MockVersion = {
    number: document.versions.length + 1,
    name,
    bytes,
    jobId: job.id,
    createdAt: new Date().toISOString(),
    restoredFrom: to.restoredFrom ?? null,
    step: 'queued',
    done: 0,
    reason: null,
    detail: null,
    password: undefined,
    reading: undefined,
  };
  document.versions.push(version);
  job.items.push({ document, version });
  return version;
}

export function latest({ versions }: MockDocument): MockVersion {
  return versions.at(-1) as MockVersion;
}

export function searchable({ versions }: MockDocument): MockVersion | undefined {
  return versions.findLast(({ step }) => step === 'indexed');
}

export function isOpen({ step }: MockVersion): boolean {
  return step === 'queued' || step === 'extracting' || step === 'recognising' || step === 'embedding';
}

/** One document takes one step at a time, as on a small server. */
export function startWorking(): void {
  let working = false;
  setInterval(() => {
    if (working) return;
    for (const document of documents.values()) {
      const version = document.versions.find(isOpen);
      if (!version) continue;
      working = true;
      return void advance(document, version).finally(() => {
        working = false;
      });
    }
  }, STEP_MS).unref();
}

async function advance(document: MockDocument, version: MockVersion): Promise<void> {
  if (version.step === 'queued') {
    version.step = 'extracting';
    return;
  }
  if (version.step === 'embedding') {
    version.step = 'indexed';
    return;
  }
  if (version.step === 'recognising' && ++version.done < PAGES_OF_SCAN) return;
  const scan = mediaTypeOf(version.name).startsWith('image/');
  try {
    version.reading ??= await readFile(version.name, version.bytes, version.password);
    if (scan && version.step === 'extracting') version.step = 'recognising';
    else version.step = 'embedding';
    if (version.step === 'embedding' && version.number === 1) {
      for (const { name, bytes } of version.reading.attachments) {
        store(document.collectionId, name, bytes, { job: version.jobId, container: document });
      }
    }
  } catch (error) {
    if (!(error instanceof MockRefusal)) throw error;
    version.step = 'quarantined';
    version.reason = error.reason;
    version.detail = error.detail;
  }
}

export function stageOf({ step, done }: MockVersion) {
  return step === 'recognising' ? { name: 'ocr', done: done + 1, total: PAGES_OF_SCAN } : null;
}

/** A document as the API shows it, at one of its versions. */
export function visible(document: MockDocument, version = latest(document)): Document {
  const { reading, step } = version;
  const state =
    step === 'indexed' || step === 'quarantined' ? step : step === 'cancelled' ? 'quarantined' : 'processing';
  const container = document.containerId ? documents.get(document.containerId) : undefined;
  const text = reading?.text.text.trim().toLowerCase();
  const others = [...documents.values()].filter(
    (other) =>
      other !== document &&
      other.collectionId === document.collectionId &&
      text !== undefined &&
      searchable(other)?.reading?.text.text.trim().toLowerCase() === text,
  );
  return {
    id: document.id,
    collectionId: document.collectionId,
    name: version.name,
    mediaType: mediaTypeOf(version.name),
    state,
    reason: step === 'cancelled' ? 'CANCELLED' : version.reason,
    detail: version.detail,
    pages: reading?.text.pages.length ?? 0,
    passages: reading?.text.pages.length ?? 0,
    version: version.number,
    latestVersion: latest(document).number,
    searchableVersion: searchable(document)?.number ?? null,
    restoredFrom: version.restoredFrom,
    size: version.bytes.length,
    createdAt: version.createdAt,
    jobId: version.jobId,
    container: container ? { documentId: container.id, name: latest(container).name } : null,
    attachments: [...documents.values()]
      .filter(({ containerId }) => containerId === document.id)
      .map((child) => ({ documentId: child.id, name: latest(child).name, state: 'indexed' as const })),
    similar: others.map((other) => ({ documentId: other.id, name: latest(other).name, similarity: 0.97 })),
    recognised: reading?.recognised ?? false,
    meanConfidence: reading?.recognised ? 78 : null,
    type: step === 'indexed' ? (said(document, 'type') ?? guesses(version)['type'] ?? null) : null,
    date: step === 'indexed' ? (said(document, 'date') ?? guesses(version)['date'] ?? null) : null,
    language: 'en',
  };
}

/** What the machine would say about a document. */
export function guesses({ reading, name }: MockVersion): Readonly<Record<string, string>> {
  const text = (reading?.text.text ?? '').toLowerCase();
  const type = text.includes('lease')
    ? 'lease'
    : text.includes('agreement')
      ? 'contract'
      : name.endsWith('.eml')
        ? 'email'
        : 'other';
  return { type, date: '2016-05-04', language: 'en' };
}

function said(document: MockDocument, field: string): string | undefined {
  const word = document.said.get(field);
  return typeof word === 'string' ? word : undefined;
}
