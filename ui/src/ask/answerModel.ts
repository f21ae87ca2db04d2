import type {
  Answer,
  AskEvent,
  Citation,
  DocumentAnswer,
  Outcome,
  Past,
  Problem,
  Question,
  Sentence,
  Timings,
  Value,
} from '../api/types';

/**
 * A question and what is known of its answer so far.
 *
 * Evidence comes first, then prose in pieces, then the same prose cut into checked sentences. Until those are
 * there the prose counts as unchecked and is shown so, also when the user stopped it or it broke off.
 */
export interface Turn {
  readonly id: number;
  readonly question: string;
  /** What was sent, so that it can be sent again in another way. */
  readonly asked: Question;
  readonly phase: 'searching' | 'writing' | 'done' | 'stopped' | 'failed';
  readonly route?: string;
  readonly outcome?: Outcome;
  readonly citations: readonly Citation[];
  readonly nearest: readonly Citation[];
  readonly prose: string;
  readonly sentences?: readonly Sentence[];
  readonly value?: Value;
  /** Whether the evidence may be beside the question. */
  readonly hedged?: boolean;
  readonly withheld?: number;
  readonly perDocument?: readonly DocumentAnswer[];
  /** Documents of a comparison that have been asked. */
  readonly compared?: { readonly done: number; readonly total: number };
  readonly standalone?: string;
  readonly model?: string;
  readonly searched?: number;
  readonly searchedIn?: readonly string[];
  readonly timings: Timings;
  readonly problem?: Problem;
}

export function begin(id: number, asked: Question): Turn {
  return {
    id,
    question: asked.question,
    asked,
    phase: 'searching',
    citations: [],
    nearest: [],
    prose: '',
    timings: {},
  };
}

export function isRunning(turn: Turn): boolean {
  return turn.phase === 'searching' || turn.phase === 'writing';
}

/** The turn after an event. What arrives after its end changes nothing. */
export function advance(turn: Turn, event: AskEvent): Turn {
  if (!isRunning(turn)) return turn;
  switch (event.type) {
    case 'progress':
      return { ...turn, compared: event.data };
    case 'route':
      return { ...turn, route: event.data.route };
    case 'evidence':
      return {
        ...turn,
        phase: 'writing',
        outcome: event.data.outcome,
        citations: event.data.citations ?? [],
        nearest: event.data.nearest ?? [],
        timings: { ...turn.timings, ...event.data.timings },
      };
    case 'delta':
      return { ...turn, phase: 'writing', prose: turn.prose + event.data.text };
    case 'verification':
      return {
        ...turn,
        sentences: citing(event.data.sentences ?? [], turn.citations),
        withheld: event.data.withheld ?? 0,
      };
    case 'usage':
      return {
        ...turn,
        ...(event.data.model ? { model: event.data.model } : {}),
        timings: { ...turn.timings, ...event.data.timings },
      };
    case 'done':
      return finished(turn, event.data);
    case 'error':
      return fail(turn, event.data);
  }
}

function finished(turn: Turn, answer: Answer): Turn {
  return {
    ...turn,
    phase: 'done',
    outcome: answer.outcome,
    route: answer.route,
    citations: answer.citations ?? [],
    nearest: answer.nearest ?? turn.nearest,
    prose: answer.answer ?? turn.prose,
    sentences: citing(answer.sentences ?? [], answer.citations ?? []),
    withheld: answer.withheld ?? 0,
    perDocument: answer.perDocument ?? [],
    searchedIn: answer.searchedIn ?? [],
    hedged: answer.hedged ?? false,
    ...(answer.value ? { value: answer.value } : {}),
    ...(answer.standalone ? { standalone: answer.standalone } : {}),
    ...(answer.model ? { model: answer.model } : {}),
    ...(typeof answer.searched !== 'number' ? {} : { searched: answer.searched }),
    timings: { ...turn.timings, ...answer.timings },
  };
}

/** A number without a citation behind it would be a promise that no click can keep. */
function citing(sentences: readonly Sentence[], citations: readonly Citation[]): readonly Sentence[] {
  return sentences.map((sentence) => ({
    ...sentence,
    citations: sentence.citations.filter((index) => citations[index] !== undefined),
  }));
}

export function stop(turn: Turn): Turn {
  return isRunning(turn) ? { ...turn, phase: 'stopped' } : turn;
}

export function fail(turn: Turn, problem: Problem): Turn {
  return isRunning(turn) ? { ...turn, phase: 'failed', problem } : turn;
}

/** The citations that J and K walk over: those of the answer, or the nearest passages where there is none. */
export function walkable(turn: Turn): readonly Citation[] {
  return turn.outcome === 'insufficient' ? turn.nearest : turn.citations;
}

export function sameCitation(a: Citation, b: Citation): boolean {
  return a.documentId === b.documentId && a.version === b.version && a.start === b.start && a.end === b.end;
}

export function neighbour(
  citations: readonly Citation[],
  from: Citation | undefined,
  step: 1 | -1,
): Citation | undefined {
  const at = from ? citations.findIndex((citation) => sameCitation(citation, from)) : -1;
  if (at < 0) return step === 1 ? citations[0] : citations.at(-1);
  return citations[at + step];
}

/** The server takes this many turns, and so much of an answer; it keeps none itself. */
const MAX_TURNS = 10;
const MAX_ANSWER = 8000;

/** What a follow-up question may refer to, oldest first. What was not finished says nothing. */
export function historyOf(turns: readonly Turn[]): readonly Past[] {
  return turns
    .filter(({ phase }) => phase === 'done')
    .slice(-MAX_TURNS)
    .map(({ question, standalone, outcome, prose }) => ({
      question: standalone ?? question,
      ...(outcome === 'grounded' ? { answer: prose.slice(0, MAX_ANSWER) } : {}),
    }));
}

/** Whether the model could say in its own words what was taken from the documents. */
export function wordable({ phase, outcome, route, perDocument }: Turn): boolean {
  return phase === 'done' && outcome === 'grounded' && route !== 'generate' && (perDocument ?? []).length === 0;
}

/** What was looked through, such as "12 documents in Northwind". */
export function searchedLine({ searched, searchedIn = [] }: Turn): string {
  if (searched === undefined) return '';
  const documents = `${searched} ${searched === 1 ? 'document' : 'documents'} searched`;
  return searchedIn.length > 1 ? `${documents} in ${searchedIn.join(', ')}` : documents;
}

const ROUTE_WORDS: Readonly<Record<string, string>> = {
  lookup: 'Looked up by its number',
  extract: 'Taken from the documents',
  generate: 'Written by the model',
  larger: 'Written by the larger model',
};

const TIMING_WORDS: readonly (readonly [string, string])[] = [
  ['retrievalMs', 'search'],
  ['evidenceMs', 'evidence'],
  ['firstTokenMs', 'first word'],
  ['totalMs', 'total'],
];

export function timingLine(turn: Turn): string {
  const parts: string[] = [];
  if (turn.route) parts.push(ROUTE_WORDS[turn.route] ?? turn.route);
  if (turn.model) parts.push(turn.model);
  for (const [key, word] of TIMING_WORDS) {
    const ms = turn.timings[key];
    if (typeof ms === 'number') parts.push(`${word} ${duration(ms)}`);
  }
  return parts.join(' · ');
}

export function duration(ms: number): string {
  // A no-break space keeps the number with its unit.
  return ms < 1000 ? `${Math.round(ms)}\u00a0ms` : `${(ms / 1000).toFixed(1)}\u00a0s`;
}

/** The words that hold a value; of yes, no and maybe the word itself, since they stand in no text. */
export function valueText({ kind, text, normalized }: Value): string {
  const said = kind === 'yes-no' ? normalized : undefined;
  return said ? said.charAt(0).toUpperCase() + said.slice(1) : text;
}

export const SILENT = 'The documents do not say.';

/** The server's words say what was searched. */
export function refusal({ prose }: Turn): string {
  return prose === '' ? SILENT : prose;
}

/** The answer with its marks and numbers, then the numbered quotes: what may leave the page stays attributed. */
export function asText(turn: Turn): string {
  const lines: string[] = [turn.question, ''];
  if (turn.outcome === 'insufficient') lines.push(refusal(turn));
  else if (turn.sentences) {
    if (turn.hedged) lines.push('[not certain]');
    lines.push(turn.sentences.map(sentenceText).join(' '));
  } else lines.push(`${turn.prose} [not checked]`);
  if (turn.citations.length > 0) lines.push('');
  turn.citations.forEach((citation, index) => {
    const where = [citation.documentName, ...(citation.path ? [citation.path] : []), `page ${citation.page}`];
    lines.push(`[${index + 1}] “${citation.quote}” (${where.join(', ')})`);
  });
  return lines.join('\n');
}

function sentenceText({ text, supported, citations }: Sentence): string {
  return [text.trim(), ...citations.map((index) => `[${index + 1}]`), ...(supported ? [] : ['[not supported]'])].join(
    ' ',
  );
}
