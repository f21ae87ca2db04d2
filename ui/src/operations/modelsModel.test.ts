import { describe, expect, it } from 'vitest';
import type { Evaluation, Model, ModelList } from '../api/models';
import {
  diskSize,
  gateNote,
  gateOf,
  grounds,
  keptBecause,
  mayTakeOver,
  quantising,
  scoreRows,
  standingActivation,
  trustWords,
  weightCount,
} from './modelsModel';

const model = (more: Partial<Model> = {}): Model => ({
  name: 'candidate',
  version: '1',
  sha256: 'c0',
  active: false,
  trust: 'signed',
  licence: 'MIT',
  base: 'none',
  architecture: 'llama',
  parameters: 1_100_048_384,
  contextLength: 2048,
  bytes: 779_501_597,
  sourceForm: 'safetensors, BF16',
  sources: [],
  files: [],
  intendedUse: 'Wording evidence',
  limits: [],
  quantisationLoss: 0,
  ...more,
});

const list = (more: Partial<ModelList> = {}): ModelList => ({
  items: [model({ name: 'incumbent', sha256: 'i0', active: true })],
  active: 'incumbent',
  serving: 'incumbent',
  history: [],
  incomingFolder: '/incoming',
  incoming: [],
  encoder: { active: 'shipped' },
  ...more,
});

const encoder = (more: Partial<Model> = {}): Model =>
  model({ files: ['model.onnx', 'encoder.json'].map((name) => ({ name, bytes: 1, sha256: '0' })), ...more });

const evaluation = (more: Partial<Evaluation> = {}): Evaluation => ({
  id: 'e1',
  questions: 48,
  questionsSha256: '7',
  candidateSha256: 'c0',
  candidate: { correct: 33, unsupported: 4, tokensPerSecond: 14.24 },
  incumbent: { name: 'incumbent', sha256: 'i0', score: { correct: 31, unsupported: 2, tokensPerSecond: 14.21 } },
  passed: true,
  verdict: 'It answers 33 of 48.',
  at: '2026-11-22T10:00:00Z',
  ...more,
});

describe('what stands between a model and its taking over', () => {
  it('is its evaluation, against the very model that answers', () => {
    expect(gateOf(model(), list())).toBe('unevaluated');
    expect(gateOf(model({ evaluation: evaluation() }), list())).toBe('passed');
    expect(gateOf(model({ evaluation: evaluation({ passed: false }) }), list())).toBe('refused');
    const another = list({ items: [model({ name: 'incumbent', sha256: 'i1' })] });
    expect(gateOf(model({ evaluation: evaluation() }), another)).toBe('outdated');
    expect(gateOf(model({ sha256: 'c1', evaluation: evaluation() }), list())).toBe('outdated');
  });

  it('is nothing else where no model answers yet', () => {
    const none = list({ items: [], active: null, serving: null });
    expect(gateOf(model({ evaluation: evaluation({ incumbent: null }) }), none)).toBe('passed');
    expect(gateOf(model({ evaluation: evaluation() }), none)).toBe('outdated');
  });

  it('is that it is not opened, whatever it answered', () => {
    for (const trust of ['withdrawn', 'changed', 'unknown'] as const) {
      expect(gateOf(model({ trust, evaluation: evaluation() }), list())).toBe('closed');
      expect(trustWords(model({ trust })).sentence).toContain('It is not opened');
    }
  });

  it('is what it is, if it writes nothing', () => {
    const ranks = model({ files: [{ name: 'model.onnx', bytes: 1, sha256: '0' }] });
    expect([gateOf(ranks, list()), mayTakeOver(gateOf(ranks, list()))]).toEqual(['silent', false]);
    expect(gateNote(ranks, 'silent')).toContain('ranks what was found');
  });

  it('is an evaluation against the encoder that finds, if it is one', () => {
    const own = { name: 'shipped', sha256: 's0', score: { correct: 1, unsupported: 0, tokensPerSecond: 0 } };
    const other = encoder({ name: 'other', sha256: 'o0' });
    const found = encoder({ evaluation: evaluation({ incumbent: own }) });
    const now = list({ items: [other], encoder: { active: 'other' } });
    expect(gateOf(encoder(), list())).toBe('unevaluated');
    expect(gateOf(found, list())).toBe('passed');
    expect(gateOf(found, now)).toBe('outdated');
    const again = evaluation({ passed: false, incumbent: { ...own, name: 'other', sha256: 'o0' } });
    expect(gateOf(encoder({ evaluation: again }), now)).toBe('refused');
    expect(gateOf(other, now)).toBe('active');
    expect(keptBecause(other, now)).toBe('Passages are found by it.');
  });

  it('is not held against a model that is not opened', () => {
    const withdrawn = model({ name: 'incumbent', sha256: 'i0', trust: 'withdrawn' });
    expect(gateOf(model({ evaluation: evaluation({ incumbent: null }) }), list({ items: [withdrawn] }))).toBe('passed');
  });

  it('is nothing for the one that answers, and more for one that should and does not', () => {
    const active = model({ name: 'incumbent', active: true });
    expect(gateOf(active, list())).toBe('active');
    expect(gateOf(active, list({ serving: null }))).toBe('unevaluated');
  });
});

const WRITES = 'language-model';

describe('the scores', () => {
  it('of an encoder say how often it found', () => {
    expect(scoreRows(evaluation(), 'encoder').map(({ measure, difference }) => [measure, difference])).toEqual([
      ['Found the evidence first', '+2'],
    ]);
  });

  it('stand side by side, and say for whom a difference speaks', () => {
    expect(scoreRows(evaluation(), WRITES)).toEqual([
      {
        measure: 'Answered right',
        candidate: '33 of 48 (69%)',
        incumbent: '31 of 48 (65%)',
        difference: '+2',
        tone: 'better',
      },
      {
        measure: 'Said something unsupported',
        candidate: '4 of 48 (8%)',
        incumbent: '2 of 48 (4%)',
        difference: '+2',
        tone: 'worse',
      },
      { measure: 'Tokens a second', candidate: '14.2', incumbent: '14.2', difference: '±0', tone: 'same' },
    ]);
  });

  it('stand alone where nothing answered before', () => {
    expect(scoreRows(evaluation({ incumbent: null }), WRITES)[0]).toMatchObject({
      incumbent: undefined,
      difference: undefined,
    });
  });

  it('count less that is unsupported as better', () => {
    const fewer = evaluation({ candidate: { correct: 31, unsupported: 0, tokensPerSecond: 9 } });
    expect(scoreRows(fewer, WRITES).map(({ difference, tone }) => [difference, tone])).toEqual([
      ['±0', 'same'],
      ['−2', 'better'],
      ['−5.2', 'worse'],
    ]);
  });
});

describe('the history', () => {
  const at = '2026-11-22T10:00:00Z';

  it('tells since when a model answers, unless only the configuration names it', () => {
    const activation = { model: 'incumbent', sha256: 'i0', at, back: false, evaluation: 'e0' };
    expect(standingActivation(list({ history: [activation] }))).toBe(activation);
    expect(standingActivation(list())).toBeUndefined();
  });

  it('tells why', () => {
    const activation = { model: 'm', sha256: '0', at, back: false };
    expect(grounds({ ...activation, evaluation: 'e1' })).toContain('had passed');
    expect(grounds({ ...activation, override: 'A trial' })).toContain('had not passed');
    expect(grounds({ ...activation, back: true })).toContain('Rolled back');
  });

  it('keeps what answers, and what going back leads to', () => {
    expect(keptBecause(model({ name: 'incumbent' }), list())).toBe('It answers.');
    expect(keptBecause(model(), list({ previous: 'candidate' }))).toContain('roll back');
    expect(keptBecause(model(), list())).toBeUndefined();
  });
});

describe('a model', () => {
  it('is as large as it is', () => {
    expect([weightCount(0), weightCount(1_100_048_384), weightCount(135_000_000), weightCount(12_345)]).toEqual([
      undefined,
      '1.1 billion',
      '135 million',
      '12,345',
    ]);
    expect([diskSize(12), diskSize(395_000), diskSize(779_501_597), diskSize(2_200_000_000)]).toEqual([
      '12 B',
      '395 kB',
      '780 MB',
      '2.20 GB',
    ]);
  });

  it('says what quantising cost beside what it saved', () => {
    const sources = [{ name: 'model.safetensors', bytes: 2_200_000_000, sha256: '0' }];
    expect(quantising(model({ sources, quantisationLoss: 0.0932 }))).toBe(
      '2.20 GB became 780 MB; its weights are 9.3% off',
    );
    expect(quantising(model())).toBeUndefined();
  });
});
