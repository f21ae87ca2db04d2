import { describe, expect, it } from 'vitest';
import type { Answer, AskEvent, Citation } from '../api/types';
import {
  advance,
  asText,
  begin,
  duration,
  historyOf,
  neighbour,
  searchedLine,
  stop,
  timingLine,
  type Turn,
  valueText,
  walkable,
  wordable,
} from './answerModel';

const citation = (start: number): Citation => ({
  documentId: 'd1',
  documentName: 'services-agreement.pdf',
  version: 1,
  page: 3,
  start,
  end: start + 10,
  quote: 'the laws of the State of Delaware',
});
const evidence: AskEvent = {
  type: 'evidence',
  data: { outcome: 'grounded', citations: [citation(5), citation(90)], timings: { retrievalMs: 12, evidenceMs: 30 } },
};
const answer: Answer = {
  outcome: 'grounded',
  answer: 'Delaware governs.',
  sentences: [{ text: 'Delaware governs.', supported: true, citations: [0] }],
  citations: [citation(5)],
  route: 'generate',
  model: 'tinyllama-1.1b-chat',
  searched: 2,
  timings: { retrievalMs: 12, evidenceMs: 30, firstTokenMs: 1400, totalMs: 2600 },
};
const after = (...events: AskEvent[]): Turn => events.reduce(advance, begin(1, { question: 'Which law governs?' }));

describe('an answer that arrives', () => {
  it('shows its evidence before any prose', () => {
    const turn = after({ type: 'route', data: { route: 'generate' } }, evidence);
    expect(turn).toMatchObject({ phase: 'writing', outcome: 'grounded', prose: '' });
    expect(turn.citations).toHaveLength(2);
  });

  it('gathers prose, which counts as unchecked until the sentences come', () => {
    const turn = after(evidence, { type: 'delta', data: { text: 'Dela' } }, { type: 'delta', data: { text: 'ware' } });
    expect(turn.prose).toBe('Delaware');
    expect(turn.sentences).toBeUndefined();
    expect(asText(turn)).toContain('[not checked]');
  });

  it('takes the whole answer at the end', () => {
    const turn = after(evidence, { type: 'done', data: answer });
    expect(turn).toMatchObject({ phase: 'done', searched: 2, model: 'tinyllama-1.1b-chat' });
    expect(turn.citations).toHaveLength(1);
  });

  it('drops a number that has no citation behind it', () => {
    const turn = after(evidence, {
      type: 'verification',
      data: { sentences: [{ text: 'A.', supported: true, citations: [1, 7, -1] }] },
    });
    expect(turn.sentences?.[0]?.citations).toEqual([1]);
  });

  it('stays stopped, whatever was still under way', () => {
    const turn = advance(stop(after(evidence)), { type: 'delta', data: { text: 'late' } });
    expect(turn).toMatchObject({ phase: 'stopped', prose: '' });
  });

  it('fails with the problem that the server sent', () => {
    const turn = after({ type: 'error', data: { title: 'The model stopped', traceId: 't1' } });
    expect(turn).toMatchObject({ phase: 'failed', problem: { traceId: 't1' } });
  });
});

describe('citations', () => {
  it('are walked in both directions and end at the ends', () => {
    const [first, second] = [citation(5), citation(90)];
    expect(neighbour([first, second], undefined, 1)).toBe(first);
    expect(neighbour([first, second], undefined, -1)).toBe(second);
    expect(neighbour([first, second], { ...first }, 1)).toBe(second);
    expect(neighbour([first, second], second, 1)).toBeUndefined();
  });

  it('are the nearest passages when the documents do not say', () => {
    const turn = after({ type: 'evidence', data: { outcome: 'insufficient', citations: [], nearest: [citation(7)] } });
    expect(walkable(turn)).toEqual([citation(7)]);
    expect(asText(turn)).toContain('The documents do not say.');
  });
});

describe('what is copied and shown', () => {
  it('keeps numbers, marks and quotes together', () => {
    const turn = after({
      type: 'done',
      data: {
        ...answer,
        sentences: [...(answer.sentences ?? []), { text: 'It rains.', supported: false, citations: [] }],
      },
    });
    expect(asText(turn)).toBe(
      'Which law governs?\n\nDelaware governs. [1] It rains. [not supported]\n\n' +
        '[1] “the laws of the State of Delaware” (services-agreement.pdf, page 3)',
    );
  });

  it('writes route and times in one line', () => {
    expect(timingLine(after({ type: 'done', data: answer })).replaceAll('\u00a0', ' ')).toBe(
      'Written by the model · tinyllama-1.1b-chat · search 12 ms · evidence 30 ms · first word 1.4 s · total 2.6 s',
    );
    expect(duration(999.4)).toBe('999\u00a0ms');
  });
});

describe('an answer of the kinds that the server tells apart', () => {
  it('keeps the value, the doubt and what was left out', () => {
    const value = { kind: 'amount', text: '$12,000', normalized: 'USD 12000', citation: 0 };
    const turn = after(evidence, { type: 'done', data: { ...answer, value, hedged: true, withheld: 1 } });
    expect(turn).toMatchObject({ value, hedged: true, withheld: 1 });
    expect(asText(turn)).toContain('[not certain]\nDelaware governs. [1]');
  });

  it('says yes in a word, and anything else as the text has it', () => {
    expect(valueText({ kind: 'yes-no', text: 'The fee is due.', normalized: 'yes' })).toBe('Yes');
    expect(valueText({ kind: 'amount', text: '$12,000', normalized: 'USD 12000' })).toBe('$12,000');
  });

  it('counts the documents of a comparison as they are asked', () => {
    expect(after({ type: 'progress', data: { done: 2, total: 5 } }).compared).toEqual({ done: 2, total: 5 });
  });

  it('says in the server\u2019s words why it says nothing', () => {
    const turn = after({
      type: 'done',
      data: { ...answer, outcome: 'insufficient', answer: 'The 2 documents in Northwind do not say.', sentences: [] },
    });
    expect(asText(turn)).toContain('The 2 documents in Northwind do not say.');
  });

  it('names the collections only where there are several', () => {
    const searchedIn = (names: string[]) =>
      searchedLine(after({ type: 'done', data: { ...answer, searchedIn: names } }));
    expect(searchedIn(['Northwind'])).toBe('2 documents searched');
    expect(searchedIn(['Northwind', 'Acme'])).toBe('2 documents searched in Northwind, Acme');
  });

  it('can be put in words where a model has not written it', () => {
    expect(wordable(after(evidence, { type: 'done', data: { ...answer, route: 'extract' } }))).toBe(true);
    expect(wordable(after(evidence, { type: 'done', data: answer }))).toBe(false);
    expect(wordable(after(evidence))).toBe(false);
  });
});

describe('a conversation', () => {
  it('hands on what was finished, as it was understood, at most ten turns', () => {
    const turns = Array.from({ length: 12 }, (_, id) =>
      advance(begin(id, { question: `And ${id}?` }), {
        type: 'done',
        data: {
          ...answer,
          standalone: `What about ${id}?`,
          ...(id === 11 ? { outcome: 'insufficient' as const } : {}),
        },
      }),
    );
    const history = historyOf([...turns, after(evidence)]);
    expect(history).toHaveLength(10);
    expect(history[0]).toEqual({ question: 'What about 2?', answer: 'Delaware governs.' });
    expect(history.at(-1)).toEqual({ question: 'What about 11?' });
  });
});
