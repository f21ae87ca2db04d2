/** What the server's REST calls take and give, as its OpenAPI document says. Offsets count UTF-16 units. */

export type CollectionKind = 'matter' | 'patient';

export interface Config {
  readonly authority: string;
  readonly clientId: string;
}

/** How long a session may last: without a call, and in any case. */
export interface SessionLimits {
  readonly idleSeconds: number;
  readonly endsAt: string;
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
  /** Whether the person may change who reads it. */
  readonly steward?: boolean;
  /** The emergency access by which alone they read it. */
  readonly breakGlass?: string | null;
  readonly breakGlassEndsAt?: string | null;
}

export interface Listing<T> {
  readonly items: readonly T[];
  readonly next?: string | null;
}

export type DocumentState = 'processing' | 'indexed' | 'quarantined';

export interface Document {
  readonly id: string;
  readonly collectionId: string;
  /** Whether only some of those who read the collection may read it. */
  readonly restricted?: boolean | null;
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
  /** What the citations do not carry; null where they carry the sentence. */
  readonly fault?: string | null;
}

export type Outcome = 'grounded' | 'insufficient';

export type Timings = Readonly<Record<string, number | null | undefined>>;

/** The very thing that was asked for, such as an amount or a date, as it stands in a citation. */
export interface Value {
  readonly kind: string;
  readonly text: string;
  readonly normalized?: string | null;
  /** An index from 0 into the answer's citations. */
  readonly citation?: number | null;
}

/** Why an answer was made the way it was made. */
export interface Routing {
  readonly rule: string;
  /** How likely the evidence answers, 0 to 1; null without evidence. */
  readonly strength?: number | null;
  readonly answerFrom?: number | null;
  readonly hedgeFrom?: number | null;
}

/** What one of several documents says. */
export interface DocumentAnswer {
  readonly documentId: string;
  readonly documentName: string;
  readonly outcome: Outcome;
  /** Indexes from 0 into the answer's sentences. */
  readonly sentences: readonly number[];
  readonly citations: readonly number[];
}

export interface Answer {
  readonly answerId?: string | null;
  readonly outcome: Outcome;
  readonly answer: string | null;
  readonly sentences?: readonly Sentence[] | null;
  readonly citations?: readonly Citation[] | null;
  readonly nearest?: readonly Citation[] | null;
  readonly perDocument?: readonly DocumentAnswer[] | null;
  /** Sentences that were written and not shown, because the citations do not carry them. */
  readonly withheld?: number | null;
  /** Whether the evidence may be beside the question. */
  readonly hedged?: boolean | null;
  readonly value?: Value | null;
  readonly routing?: Routing | null;
  /** A follow-up question as it was understood. */
  readonly standalone?: string | null;
  readonly route: string;
  readonly model?: string | null;
  readonly searched?: number | null;
  /** Names of collections. */
  readonly searchedIn?: readonly string[] | null;
  readonly timings?: Timings | null;
}

export type AskRoute = 'auto' | 'extract' | 'generate';

/** Which documents, and which part of them, are looked into. */
export interface Filter {
  /** Ids of document types. */
  readonly types?: readonly string[];
  /** Of the document's own date, ISO 8601. */
  readonly from?: string;
  readonly to?: string;
  readonly party?: string;
  /** Words of the heading that a passage stands under. */
  readonly section?: string;
}

/** An earlier question of a conversation; the server keeps none. */
export interface Past {
  readonly question: string;
  readonly answer?: string;
}

export interface Question {
  readonly question: string;
  readonly collections?: readonly string[];
  readonly documents?: readonly string[];
  readonly route?: AskRoute;
  readonly filter?: Filter;
  readonly history?: readonly Past[];
  /** Whether each document is asked for itself. */
  readonly compare?: boolean;
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
  | { readonly type: 'progress'; readonly data: { readonly done: number; readonly total: number } }
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
  | {
      readonly type: 'verification';
      readonly data: { readonly sentences?: readonly Sentence[] | null; readonly withheld?: number | null };
    }
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

export type SummaryStyle = 'brief' | 'sections' | 'clinical';

export interface SummaryWish {
  /** By the type of the document if left out. */
  readonly style?: SummaryStyle;
  /** Whether the language model words the lines. */
  readonly wording: boolean;
  readonly version: number;
}

export interface SummarySection {
  readonly id: string;
  readonly name: string;
  /** Indexes from 0 into the summary's sentences. */
  readonly sentences: readonly number[];
}

/** One line: as it stands, retold of the patient, joined from question and answer, or worded by a model. */
export interface SummaryLine extends Sentence {
  readonly made: 'quoted' | 'retold' | 'finding' | 'worded';
  /** Why it is worth a look. */
  readonly reason?: string | null;
}

export interface Summary {
  readonly outcome: Outcome;
  readonly version: number;
  readonly latestVersion: number;
  readonly style: SummaryStyle;
  /** Whether a clinician must look at it before it is relied on. */
  readonly draft: boolean;
  readonly answer: string;
  readonly sections: readonly SummarySection[];
  readonly sentences: readonly SummaryLine[];
  readonly citations: readonly Citation[];
  readonly model?: string | null;
  readonly read: { readonly pages: number; readonly passages: number; readonly characters: number };
  readonly timings?: Timings | null;
}

/** A section, and what it adds to the sentences and citations that came before. */
export interface SectionEvent extends SummarySection {
  readonly added: { readonly sentences: readonly SummaryLine[]; readonly citations: readonly Citation[] };
}

/** The events of `POST /api/v1/documents/{id}/summary`, in the order in which they arrive. */
export type SummaryEvent =
  | {
      readonly type: 'progress';
      readonly data: { readonly done: number; readonly total: number; readonly what: string };
    }
  | { readonly type: 'section'; readonly data: SectionEvent }
  | { readonly type: 'delta'; readonly data: { readonly section: string; readonly text: string } }
  | { readonly type: 'verification'; readonly data: SectionEvent }
  | { readonly type: 'done'; readonly data: Summary }
  | { readonly type: 'error'; readonly data: Problem };

/** One entry of the audit log. */
export interface AuditEvent {
  readonly sequence: number;
  readonly time: string;
  /** The subject of the token; null where the person's key was destroyed. */
  readonly actor: string | null;
  readonly action: string;
  readonly outcome: 'SUCCESS' | 'DENIED' | 'FAILED';
  readonly collectionId?: string | null;
  readonly documentId?: string | null;
  readonly purpose?: string | null;
  readonly details: Readonly<Record<string, string>>;
  /** What else it says of persons, such as the question. */
  readonly personal?: Readonly<Record<string, PersonalValue>>;
}

/** A value about a person; null where it was erased, or is not what the entry commits to. */
export interface PersonalValue {
  readonly state: 'disclosed' | 'erased' | 'missing';
  readonly value?: string | null;
}

/** What a walk over the whole log found. */
export interface LogVerification {
  readonly intact: boolean;
  /** The last entry of an intact log; of a broken one, the first that is wrong. */
  readonly sequence: number;
  readonly head?: string | null;
  readonly problem?: string | null;
}

/** What an earlier answer was made from. */
export interface ReconstructedAnswer {
  readonly answerId: string;
  readonly asker: string;
  readonly askedAt: string;
  readonly question: string;
  readonly standalone?: string | null;
  readonly route: string;
  readonly shown: readonly ReconstructedPassage[];
  readonly prompts: readonly ReconstructedPrompt[];
}

export interface ReconstructedPassage {
  readonly documentId: string;
  readonly version: number;
  readonly page: number;
  readonly start: number;
  readonly end: number;
  readonly sha256: string;
  readonly state: 'intact' | 'changed' | 'gone';
  readonly quote?: string | null;
}

export interface ReconstructedPrompt {
  readonly model: string;
  readonly modelSha256: string;
  readonly promptSha256: string;
  readonly match: 'matches' | 'matches-before-template' | 'differs' | 'incomplete';
  readonly text?: string | null;
}
