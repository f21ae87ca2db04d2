import { describe, expect, it } from 'vitest';
import type { ModelWork } from '../api/models';
import { endedSince, isGood, isModelName, outcome, percent, proposedName, stageLine, workTitle } from './workModel';

const work = (more: Partial<ModelWork> = {}): ModelWork => ({
  id: 'w1',
  kind: 'import',
  model: 'ward-notes',
  state: 'running',
  done: 0,
  total: 0,
  createdAt: '2026-11-22T10:00:00Z',
  ...more,
});

const evaluation = (passed: boolean) =>
  ({
    id: 'e1',
    questions: 2,
    questionsSha256: '0',
    candidateSha256: '0',
    candidate: { correct: 1, unsupported: 0, tokensPerSecond: 1 },
    passed,
    verdict: '',
    at: '2026-11-22T10:00:00Z',
  }) as const;

describe('work under way', () => {
  it('says at which of its steps an import is', () => {
    expect(stageLine(work({ state: 'queued' }))).toBe('Waiting its turn');
    expect(stageLine(work())).toBe('Starting');
    expect(stageLine(work({ stage: 'begin' }))).toBe('Starting');
    expect(stageLine(work({ stage: 'quantise', done: 5, total: 10 }))).toBe('Step 3 of 4: Quantising the weights');
  });

  it('counts the questions of an evaluation', () => {
    const asked = work({ kind: 'evaluation', stage: 'incumbent', done: 7, total: 48 });
    expect(stageLine(asked)).toBe('They are put to the one in use: 7 of 48');
    expect([percent(asked), percent(work()), percent(work({ done: 12, total: 10 }))]).toEqual([14, 0, 100]);
  });
});

describe('embedding by another encoder', () => {
  it('counts the documents, and calls the shipped one what a person would', () => {
    const embedding = work({ kind: 'encoding', model: 'shipped', stage: 'embedding', done: 3, total: 12 });
    expect([workTitle(embedding), stageLine(embedding), percent(embedding)]).toEqual([
      'Embedding by Carrel’s own encoder',
      'Embedding the documents: 3 of 12',
      25,
    ]);
  });
});

describe('work that ended', () => {
  it('has come to something or not', () => {
    const ended: readonly (readonly [Partial<ModelWork>, string, boolean])[] = [
      [{ state: 'succeeded' }, 'Imported', true],
      [{ state: 'failed' }, 'Refused', false],
      [{ kind: 'encoding', state: 'succeeded' }, 'Finds now', true],
      [{ state: 'cancelled' }, 'Cancelled', false],
      [{ kind: 'evaluation', state: 'succeeded', evaluation: evaluation(true) }, 'Passed', true],
      [{ kind: 'evaluation', state: 'succeeded', evaluation: evaluation(false) }, 'Not passed', false],
      [{ kind: 'evaluation', state: 'failed' }, 'Failed', false],
    ];
    for (const [more, word, good] of ended) expect([outcome(work(more)), isGood(work(more))]).toEqual([word, good]);
  });

  it('is told once, and only if it was seen to run', () => {
    const running = [work(), work({ id: 'w2' })];
    const now = [work({ state: 'succeeded' }), work({ id: 'w2' }), work({ id: 'w3', state: 'failed' })];
    expect(endedSince(running, now).map(({ id }) => id)).toEqual(['w1']);
    expect(endedSince(now, now)).toEqual([]);
  });
});

describe('a name', () => {
  it('is proposed that the server takes', () => {
    expect(proposedName('Mistral-7B Instruct_Q8.gguf')).toBe('mistral-7b-instruct_q8');
    expect(proposedName('_hidden (1)')).toBe('hidden-1');
    expect(proposedName('a'.repeat(80))).toHaveLength(64);
    for (const path of ['Mistral-7B.Q8.GGUF', '--x--', 'Über modell'])
      expect(isModelName(proposedName(path))).toBe(true);
  });

  it('is not everything', () => {
    expect(['', '-a', 'A', 'a b', 'a/b', 'a'.repeat(65)].some(isModelName)).toBe(false);
  });
});
