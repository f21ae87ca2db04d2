import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Collection, DocumentText } from '../src/api/types.ts';

export interface MockDocument {
  readonly id: string;
  readonly collectionId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly version: number;
  readonly createdAt: string;
  readonly jobId: string;
  step: 'queued' | 'extracting' | 'embedding' | 'indexed' | 'quarantined' | 'cancelled';
  reason: string | null;
  detail: string | null;
  text: DocumentText;
}

export const collections = new Map<string, Collection>();
export const documents = new Map<string, MockDocument>();

export async function store(collectionId: string, file: File): Promise<MockDocument> {
  const number = documents.size + 1;
  const document: MockDocument = {
    id: `d-${number}`,
    collectionId,
    name: file.name,
    mediaType: file.name.endsWith('.pdf') ? 'application/pdf' : 'text/plain',
    bytes: Buffer.from(await file.arrayBuffer()),
    version: 1,
    createdAt: new Date().toISOString(),
    jobId: `j-${number}`,
    step: 'queued',
    reason: null,
    detail: null,
    text: { text: '', pages: [] },
  };
  documents.set(document.id, document);
  return document;
}

/** The next step of a document's way. */
export async function read(document: MockDocument): Promise<void> {
  if (document.step === 'queued') {
    document.step = 'extracting';
  } else if (document.step === 'extracting') {
    try {
      document.text = document.mediaType === 'application/pdf' ? await ofPdf(document.bytes) : ofText(document.bytes);
      document.step = 'embedding';
    } catch {
      document.step = 'quarantined';
      document.reason = 'CORRUPT';
      document.detail = 'The file is damaged: its structure ends before the first page.';
    }
  } else if (document.step === 'embedding') {
    document.step = 'indexed';
  }
}

function ofText(bytes: Buffer): DocumentText {
  const text = bytes.toString();
  return { text, pages: [{ number: 1, start: 0, end: text.length }] };
}

async function ofPdf(bytes: Buffer): Promise<DocumentText> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  let text = '';
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const content = await (await pdf.getPage(number)).getTextContent();
    const start = text.length;
    for (const item of content.items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : '');
    text += '\n';
    pages.push({ number, start, end: text.length });
  }
  return { text, pages };
}
