import { describe, expect, it } from 'vitest';
import type { Citation, SectionEvent, Summary, SummaryEvent, SummaryLine } from '../api/types';
import { advance, BEGUN, fail, partsOf, progressLine, standingLine, stop } from './summaryModel';

const line = (text: string, citation: number): SummaryLine => ({
  text,
  supported: true,
  citations: [citation],
  made: 'quoted',
});
const citation: Citation = {
  documentId: 'd1',
  documentName: 'nda.pdf',
  version: 1,
  page: 2,
  start: 0,
  end: 4,
  quote: 'Term',
};
const section = (id: string, sentences: number[], ...lines: SummaryLine[]): SectionEvent => ({
  id,
  name: id.toUpperCase(),
  sentences,
  added: { sentences: lines, citations: lines.map(() => citation) },
});
const after = (...events: SummaryEvent[]) => events.reduce(advance, BEGUN);
const summary: Summary = {
  outcome: 'grounded',
  version: 1,
  latestVersion: 2,
  style: 'sections',
  draft: false,
  answer: '',
  sections: [
    { id: 'term', name: 'Term', sentences: [0] },
    { id: 'payment', name: 'Payment', sentences: [] },
  ],
  sentences: [line('Two years.', 0)],
  citations: [citation],
  read: { pages: 1, passages: 3, characters: 900 },
};

describe('a summary that comes about', () => {
  it('says how far it has read', () => {
    expect(progressLine(BEGUN)).toBe('Opening the document');
    expect(progressLine(after({ type: 'progress', data: { done: 3, total: 9, what: 'passages' } }))).toBe(
      'Reading: 3 of 9 passages',
    );
  });

  it('shows each section when it is found, and its worded lines in the place of the first ones', () => {
    const found = after(
      { type: 'section', data: section('term', [0], line('Two years.', 0)) },
      { type: 'section', data: section('law', [1], line('Kansas.', 1)) },
    );
    expect(partsOf(found).map(({ id, lines }) => [id, lines[0]?.text])).toEqual([
      ['term', 'Two years.'],
      ['law', 'Kansas.'],
    ]);
    const worded = [
      { type: 'delta', data: { section: 'term', text: 'It' } },
      { type: 'verification', data: section('term', [2], line('It lasts two years.', 2)) },
    ] satisfies SummaryEvent[];
    const later = worded.reduce(advance, found);
    expect(later.phase).toBe('wording');
    expect(partsOf(later)[0]?.lines.map(({ text }) => text)).toEqual(['It lasts two years.']);
  });

  it('tells at the end what was looked for in vain', () => {
    const done = after({ type: 'done', data: summary });
    expect(partsOf(done).map(({ id, lines }) => [id, lines.length])).toEqual([
      ['term', 1],
      ['payment', 0],
    ]);
    expect(standingLine(summary)).toBe('Of version 1; the latest is 2 · all 1 page read');
  });

  it('stays stopped or failed', () => {
    expect(advance(stop(BEGUN), { type: 'done', data: summary }).phase).toBe('stopped');
    expect(fail(stop(BEGUN), { title: 'late' }).phase).toBe('stopped');
    expect(after({ type: 'error', data: { title: 'busy' } })).toMatchObject({
      phase: 'failed',
      problem: { title: 'busy' },
    });
  });
});
