/** What the server's REST calls take and give, as its OpenAPI document says. Offsets count UTF-16 units. */

export type CollectionKind = 'matter' | 'patient';

export interface Config {
  readonly authority: string;
  readonly clientId: string;
}

export interface Me {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface Collection {
  readonly id: string;
  readonly name: string;
  readonly kind: CollectionKind;
  readonly documents?: number;
}

export interface Listing<T> {
  readonly items: readonly T[];
  readonly next?: string | null;
}

export type DocumentState = 'processing' | 'indexed' | 'quarantined';

export interface Document {
  readonly id: string;
  readonly collectionId: string;
  readonly name: string;
  readonly mediaType: string | null;
  readonly state: DocumentState;
  readonly reason?: string | null;
  readonly detail?: string | null;
  readonly pages?: number | null;
  readonly passages?: number | null;
  readonly version: number;
  readonly size: number;
  readonly createdAt: string;
  readonly jobId?: string | null;
  readonly latestVersion?: number | null;
  /** The version that a question reaches: an earlier one until the latest is read; null while there is none. */
  readonly searchableVersion?: number | null;
  readonly restoredFrom?: number | null;
  /** As the file itself states them. */
  readonly title?: string | null;
  readonly author?: string | null;
  readonly writtenAt?: string | null;
  /** The file that this one was found in: a mail, an archive. */
  readonly container?: { readonly documentId: string; readonly name: string } | null;
  /** The first of the files that were found in it; not in lists. */
  readonly attachments?: readonly Attachment[] | null;
  readonly attachmentCount?: number | null;
  readonly similar?: readonly Similar[] | null;
  /** Whether any of its text was read from pictures of pages. */
  readonly recognised?: boolean | null;
  /** Of that text, 0 to 100; null where nothing was recognised. */
  readonly meanConfidence?: number | null;
  readonly type?: string | null;
  /** Of the document itself, not of its upload: ISO 8601, as precise as known. */
  readonly date?: string | null;
  /** BCP 47. */
  readonly language?: string | null;
}

export interface Attachment {
  readonly documentId: string;
  readonly version?: number | null;
  readonly name: string;
  readonly state: DocumentState;
}

/** A document that says almost the same. */
export interface Similar {
  readonly documentId: string;
  readonly name: string;
  /** 0 to 1. */
  readonly similarity: number;
}

/** A range's rectangles, one a line, in the unit of their pages' width and height. */
export interface Boxes {
  readonly boxes: readonly PageBox[];
  /** Those that the boxes are on. */
  readonly pages: readonly PageSize[];
  /** Of the recognised words in the range, 0 to 100; null where none was recognised. */
  readonly meanConfidence?: number | null;
  readonly lowestConfidence?: number | null;
}

export interface PageBox {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PageSize {
  readonly page: number;
  readonly width: number;
  readonly height: number;
}

export type MetadataValue = string | readonly string[] | null;

/** One thing said about a document: what holds and, whatever a person says, the machine's guess. */
export interface MetadataField {
  readonly value: MetadataValue;
  /** Null while nobody knows. */
  readonly source: 'person' | 'machine' | null;
  readonly guess?: MetadataValue;
  /** Of the machine's guess, 0 to 1. */
  readonly confidence?: number | null;
  /** The words that the guess rests on. */
  readonly span?: Span | null;
}

export interface Span {
  readonly version: number;
  readonly start: number;
  readonly end: number;
}

export interface Metadata {
  readonly fields: Readonly<Record<string, MetadataField>>;
}

export interface DocumentType {
  readonly id: string;
  readonly label: string;
}

export type ClinicalKind =
  'PROBLEM' | 'MEDICATION' | 'ALLERGY' | 'ENCOUNTER' | 'PROCEDURE' | 'IMMUNIZATION' | 'RESULT' | 'VITAL_SIGN';

/** One statement of a structured clinical file, with the text that says it. */
export interface ClinicalItem {
  readonly kind: ClinicalKind;
  readonly name: string;
  readonly code?: string | null;
  readonly system?: string | null;
  readonly value?: string | null;
  readonly status?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly start: number;
  readonly end: number;
}

export interface ClinicalRecord {
  readonly patient?: {
    readonly name: string;
    readonly identifiers: readonly string[];
    readonly birthDate?: string | null;
    readonly sex?: string | null;
  } | null;
  readonly items: readonly ClinicalItem[];
}

export type ItemState = 'queued' | 'extracting' | 'recognising' | 'embedding' | 'indexed' | 'quarantined' | 'cancelled';

/** How far a step is: pages recognised, passages embedded. */
export interface Stage {
  readonly name: string;
  readonly done?: number | null;
  readonly total?: number | null;
}

export interface JobItem {
  readonly documentId: string;
  readonly version?: number | null;
  readonly name?: string | null;
  readonly state: ItemState;
  readonly stage?: Stage | null;
  readonly reason?: string | null;
  readonly detail?: string | null;
}

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export type JobCounts = Readonly<Partial<Record<ItemState | 'total', number>>>;

/** A job in a list. */
export interface JobSummary {
  readonly id: string;
  readonly collectionId?: string | null;
  readonly state: JobState;
  /** Whether more uploads may join it. */
  readonly open?: boolean | null;
  readonly counts?: JobCounts | null;
  readonly createdBy?: string | null;
  readonly createdAt?: string | null;
  readonly startedAt?: string | null;
  readonly endedAt?: string | null;
}

export interface Job extends JobSummary {
  /** Documents that ended a minute, lately. */
  readonly ratePerMinute?: number | null;
  readonly secondsLeft?: number | null;
  /** Of a large job only some: those that need a person first. */
  readonly items: readonly JobItem[];
}

export interface TextPageRange {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly recognised?: boolean | null;
}

export interface DocumentText {
  readonly text: string;
  readonly pages: readonly TextPageRange[];
}

export interface Citation {
  readonly documentId: string;
  readonly documentName: string;
  readonly version: number;
  readonly page: number;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** The headings above the passage, such as "12.3 Termination > (b)". */
  readonly path?: string | null;
}

export interface Sentence {
  readonly text: string;
  readonly supported: boolean;
  /** Indexes from 0 into the answer's citations. */
  readonly citations: readonly number[];
}

export type Outcome = 'grounded' | 'insufficient';

export type Timings = Readonly<Record<string, number | null | undefined>>;

export interface Answer {
  readonly outcome: Outcome;
  readonly answer: string | null;
  readonly sentences?: readonly Sentence[] | null;
  readonly citations?: readonly Citation[] | null;
  readonly nearest?: readonly Citation[] | null;
  readonly route: string;
  readonly model?: string | null;
  readonly searched?: number | null;
  readonly timings?: Timings | null;
}

export interface Question {
  readonly question: string;
  readonly collections?: readonly string[];
  readonly documents?: readonly string[];
  readonly route?: 'auto' | 'extract' | 'generate';
}

/** RFC 9457. */
export interface Problem {
  readonly type?: string;
  readonly title: string;
  readonly status?: number;
  readonly detail?: string;
  readonly traceId?: string;
}

/** The events of `POST /api/v1/ask`, in the order in which they arrive. */
export type AskEvent =
  | { readonly type: 'route'; readonly data: { readonly route: string } }
  | {
      readonly type: 'evidence';
      readonly data: {
        readonly outcome: Outcome;
        readonly citations?: readonly Citation[] | null;
        readonly nearest?: readonly Citation[] | null;
        readonly timings?: Timings;
      };
    }
  | { readonly type: 'delta'; readonly data: { readonly text: string } }
  | { readonly type: 'verification'; readonly data: { readonly sentences?: readonly Sentence[] | null } }
  | {
      readonly type: 'usage';
      readonly data: {
        readonly model?: string | null;
        readonly promptTokens?: number;
        readonly generatedTokens?: number;
        readonly timings?: Timings;
      };
    }
  | { readonly type: 'done'; readonly data: Answer }
  | { readonly type: 'error'; readonly data: Problem };
