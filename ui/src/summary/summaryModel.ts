import type { Citation, Problem, SectionEvent, Summary, SummaryEvent, SummaryLine, SummarySection } from '../api/types';

/** A summary as far as it has come. Its sections show as they are found; the last event replaces them all. */
export interface Reading {
  readonly phase: 'reading' | 'wording' | 'done' | 'stopped' | 'failed';
  readonly progress?: { readonly done: number; readonly total: number; readonly what: string };
  readonly sections: readonly SummarySection[];
  readonly lines: readonly SummaryLine[];
  readonly citations: readonly Citation[];
  readonly summary?: Summary;
  readonly problem?: Problem;
}

export const BEGUN: Reading = { phase: 'reading', sections: [], lines: [], citations: [] };

export function isUnderWay({ phase }: Reading): boolean {
  return phase === 'reading' || phase === 'wording';
}

/** The reading after an event. What arrives after its end changes nothing. */
export function advance(reading: Reading, event: SummaryEvent): Reading {
  if (!isUnderWay(reading)) return reading;
  switch (event.type) {
    case 'progress':
      return { ...reading, progress: event.data };
    case 'section':
    case 'verification':
      return withSection(reading, event.data);
    case 'delta':
      return { ...reading, phase: 'wording' };
    case 'done': {
      const { sections, sentences, citations } = event.data;
      return { phase: 'done', sections, lines: sentences, citations, summary: event.data };
    }
    case 'error':
      return fail(reading, event.data);
  }
}

/** A section that is there already was worded: its lines take the place of those before. */
function withSection(reading: Reading, { added, id, name, sentences }: SectionEvent): Reading {
  const section = { id, name, sentences };
  const known = reading.sections.some((one) => one.id === id);
  return {
    ...reading,
    sections: known ? reading.sections.map((one) => (one.id === id ? section : one)) : [...reading.sections, section],
    lines: [...reading.lines, ...added.sentences],
    citations: [...reading.citations, ...added.citations],
  };
}

export function stop(reading: Reading): Reading {
  return isUnderWay(reading) ? { ...reading, phase: 'stopped' } : reading;
}

export function fail(reading: Reading, problem: Problem): Reading {
  return isUnderWay(reading) ? { ...reading, phase: 'failed', problem } : reading;
}

export interface Part {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly SummaryLine[];
}

/** Each section with its lines. An empty one stays once all was read: that nothing was found is worth knowing. */
export function partsOf({ phase, sections, lines }: Reading): readonly Part[] {
  return sections
    .map(({ id, name, sentences }) => ({ id, name, lines: sentences.flatMap((index) => lines[index] ?? []) }))
    .filter((part) => phase === 'done' || part.lines.length > 0);
}

/** How far it is, in words. */
export function progressLine({ phase, progress }: Reading): string {
  if (phase === 'wording') return 'The model is wording the lines; each is checked';
  return progress ? `Reading: ${progress.done} of ${progress.total} ${progress.what}` : 'Opening the document';
}

/** What it is of, and what it rests on. */
export function standingLine({ version, latestVersion, read, model }: Summary): string {
  const pages = `${read.pages} ${read.pages === 1 ? 'page' : 'pages'}`;
  return [
    version === latestVersion ? `Of version ${version}` : `Of version ${version}; the latest is ${latestVersion}`,
    `all ${pages} read`,
    ...(model ? [`worded by ${model}`] : []),
  ].join(' · ');
}
