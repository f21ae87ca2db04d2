import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../api/types';
import { addressOf, answerOf, EVERYTHING, filterOf, gist, isEverything, parametersOf } from './eventFilter';

const event = (more: Partial<AuditEvent> = {}): AuditEvent => ({
  sequence: 7,
  time: '2026-11-01T09:30:00Z',
  actor: 'ann',
  action: 'answer.evidence',
  outcome: 'SUCCESS',
  details: {},
  ...more,
});

describe('a filter', () => {
  it('goes into the address and comes back', () => {
    const filter = { ...EVERYTHING, action: 'search.query', from: '2026-11-01' };
    expect(filterOf(new URLSearchParams(addressOf(filter)))).toEqual(filter);
    expect(addressOf(EVERYTHING)).toEqual({});
    expect([isEverything(EVERYTHING), isEverything(filter)]).toEqual([true, false]);
  });

  it('asks for both its days whole', () => {
    const { from, to } = parametersOf({ ...EVERYTHING, from: '2026-11-01', to: '2026-11-01' });
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(24 * 60 * 60 * 1000);
  });

  it('leaves out what was not filled in, and white space around the rest', () => {
    expect(parametersOf({ ...EVERYTHING, actor: ' ann ', document: '  ' })).toEqual({ actor: 'ann' });
  });
});

describe('an entry', () => {
  it('says how many passages were shown', () => {
    expect(gist(event({ details: { route: 'EXTRACT', shown: 'a/1@0-5 b/1@2-9' } }))).toBe(
      'route extract, 2 passages shown',
    );
    expect(gist(event({ details: { shown: '' } }))).toBe('0 passages shown');
    expect(gist(event())).toBe('');
  });

  it('leads to its answer if it is about one', () => {
    expect(answerOf(event({ details: { answer: 'x1' } }))).toBe('x1');
    expect(answerOf(event({ action: 'document.read', details: { answer: 'x1' } }))).toBeUndefined();
  });
});
