import type { Document, ItemState, JobItem, Problem } from '../api/types';

/** A file on its way from this browser to the server. */
export interface Sending {
  readonly key: number;
  readonly name: string;
  readonly state: 'waiting' | 'sending' | 'failed';
  /** Sent part, from 0 to 1. */
  readonly sent: number;
  readonly problem?: Problem;
}

export type SourceState = ItemState | 'processing';

export interface Source {
  readonly document: Document;
  readonly state: SourceState;
  readonly reason: string | null;
  readonly detail: string | null;
  /** The job that still works on it, or could try again. */
  readonly jobId: string | null;
}

const BUSY: ReadonlySet<SourceState> = new Set(['processing', 'queued', 'extracting', 'embedding']);

export const STATE_LABELS: Record<SourceState, string> = {
  processing: 'Waiting',
  queued: 'Queued',
  extracting: 'Reading the text',
  embedding: 'Indexing',
  indexed: 'Ready',
  quarantined: 'Quarantined',
  cancelled: 'Cancelled',
};

/** The words for the reasons that the server names; a reason that is new to this page shows as it is. */
const REASON_LABELS: Record<string, string> = {
  EMPTY_FILE: 'Empty file',
  NO_TEXT: 'No text found',
  ENCRYPTED: 'Needs a password',
  CORRUPT: 'Damaged file',
  UNSUPPORTED_TYPE: 'Unsupported type',
  TIMEOUT: 'Took too long to read',
  OUT_OF_MEMORY: 'Needs too much memory',
  CRASH: 'The reader stopped',
  TOO_LARGE: 'Too large',
  INTERNAL: 'Not read because of a fault',
  CANCELLED: 'Cancelled',
};

export function isBusy(state: SourceState): boolean {
  return BUSY.has(state);
}

export function reasonLabel(reason: string): string {
  return REASON_LABELS[reason] ?? reason.toLowerCase().replaceAll('_', ' ');
}

/**
 * What the list said about a document and what its job said since. The list knows better once it calls the
 * document finished, unless the job has been started again after that.
 */
export function sourceOf(document: Document, item: JobItem | undefined, restarted = false): Source {
  const listed: SourceState = document.state;
  const live = item && (listed === 'processing' || (restarted && isBusy(item.state))) ? item : undefined;
  // The list knows three states; one that somebody cancelled is not for a person to mend.
  const cancelled = listed === 'quarantined' && document.reason === 'CANCELLED';
  return {
    document,
    state: live?.state ?? (cancelled ? 'cancelled' : listed),
    reason: (live ? live.reason : document.reason) ?? null,
    detail: (live ? live.detail : document.detail) ?? null,
    jobId: document.jobId ?? null,
  };
}

/** Those that the question is put to: only indexed documents can answer. */
export function askable(sources: readonly Source[], unchecked: ReadonlySet<string>): readonly Source[] {
  return sources.filter((source) => source.state === 'indexed' && !unchecked.has(source.document.id));
}

export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
