import type { Document, ItemState, JobItem, Problem, Stage } from '../api/types';

/** A file on its way from this browser to the server. */
export interface SendingFile {
  readonly key: number;
  readonly collectionId: string;
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
  readonly stage: Stage | null;
  readonly reason: string | null;
  readonly detail: string | null;
  /** The job that still works on it, or could try again. */
  readonly jobId: string | null;
}

/** A source with what was found in it. */
export interface SourceTree {
  readonly source: Source;
  readonly attachments: readonly SourceTree[];
}

const BUSY: ReadonlySet<SourceState> = new Set(['processing', 'queued', 'extracting', 'recognising', 'embedding']);

export function isBusy(state: SourceState): boolean {
  return BUSY.has(state);
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
    stage: live?.stage ?? null,
    reason: (live ? live.reason : document.reason) ?? null,
    detail: (live ? live.detail : document.detail) ?? null,
    jobId: document.jobId ?? null,
  };
}

/**
 * Whether a question reaches it. A version that still answers does so while a newer one is read, or was not
 * readable.
 */
export function canAnswer({ state, document }: Source): boolean {
  return state === 'indexed' || typeof document.searchableVersion === 'number';
}

/** Those that the question is put to. */
export function askable(sources: readonly Source[], unchecked: ReadonlySet<string>): readonly Source[] {
  return sources.filter((source) => canAnswer(source) && !unchecked.has(source.document.id));
}

/** Attachments below the file that holds them, in the order of the list; those whose file is not listed stand alone. */
export function inTrees(sources: readonly Source[]): readonly SourceTree[] {
  const listed = new Set(sources.map(({ document }) => document.id));
  const below = new Map<string, Source[]>();
  const top: Source[] = [];
  for (const source of sources) {
    const container = source.document.container?.documentId;
    if (container === undefined || !listed.has(container) || container === source.document.id) {
      top.push(source);
    } else {
      const siblings = below.get(container);
      if (siblings) siblings.push(source);
      else below.set(container, [source]);
    }
  }
  const tree = (source: Source): SourceTree => ({
    source,
    attachments: (below.get(source.document.id) ?? []).map(tree),
  });
  return top.map(tree);
}

/** Those whose name or type holds all of the words; none for no words. */
export function filtered(
  sources: readonly Source[],
  words: string,
  typeLabel: (type: string) => string,
): readonly Source[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return sources;
  return sources.filter(({ document }) => {
    const said = `${document.name} ${document.type ? typeLabel(document.type) : ''}`.toLowerCase();
    return wanted.every((word) => said.includes(word));
  });
}

/** Without what operating systems and office programs leave in folders, and nobody means. */
export function meant(files: readonly File[]): readonly File[] {
  return files.filter(({ name }) => !name.startsWith('.') && !name.startsWith('~$') && !LITTER.has(name));
}

const LITTER: ReadonlySet<string> = new Set(['Thumbs.db', 'desktop.ini']);
