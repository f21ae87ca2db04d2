import { generatePath } from 'react-router';
import type { Citation } from '../api/types';

/** A document of its own page: whoever may read its collection; the server decides. */
export const VIEWER_PATH = '/collections/:collectionId/documents/:documentId/v/:version';

/** What is to be shown: a document, perhaps from a page on, perhaps with a passage. */
export interface Place {
  readonly documentId: string;
  readonly documentName?: string;
  readonly version: number;
  readonly page: number;
  /** UTF-16 offsets into the document's text. */
  readonly range?: { readonly start: number; readonly end: number };
  readonly quote?: string;
  /** The headings above the passage. */
  readonly path?: string;
}

export function placeOf(citation: Citation): Place {
  const { documentId, documentName, version, page, start, end, quote, path } = citation;
  return { documentId, documentName, version, page, range: { start, end }, quote, ...(path ? { path } : {}) };
}

/** The passage travels as offsets, not as words: addresses are kept in histories and logs. */
export function toViewer(collectionId: string, { documentId, version, page, range }: Place): string {
  const path = generatePath(VIEWER_PATH, { collectionId, documentId, version: String(version) });
  const query = new URLSearchParams({ page: String(page) });
  if (range) query.set('citation', `${range.start}-${range.end}`);
  return `${path}?${query}`;
}

/** The place that an address names; undefined for an address that nobody made by `toViewer`. */
export function placeFrom(documentId: string, version: string, query: URLSearchParams): Place | undefined {
  const number = natural(version);
  const page = natural(query.get('page') ?? '1');
  if (number === undefined || page === undefined || page < 1) return undefined;
  const citation = query.get('citation');
  if (citation === null) return { documentId, version: number, page };
  const range = /^(\d{1,9})-(\d{1,9})$/.exec(citation);
  if (!range) return undefined;
  const [start, end] = [Number(range[1]), Number(range[2])];
  return start < end ? { documentId, version: number, page, range: { start, end } } : undefined;
}

function natural(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
