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
}

export interface Upload {
  readonly documentId: string;
  readonly jobId: string;
}

export type ItemState = 'queued' | 'extracting' | 'embedding' | 'indexed' | 'quarantined' | 'cancelled';

export interface JobItem {
  readonly documentId: string;
  readonly name?: string | null;
  readonly state: ItemState;
  readonly reason?: string | null;
  readonly detail?: string | null;
}

export interface Job {
  readonly id: string;
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  readonly items: readonly JobItem[];
}

export interface DocumentText {
  readonly text: string;
  readonly pages: readonly { readonly number: number; readonly start: number; readonly end: number }[];
}

export interface Citation {
  readonly documentId: string;
  readonly documentName: string;
  readonly version: number;
  readonly page: number;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
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
