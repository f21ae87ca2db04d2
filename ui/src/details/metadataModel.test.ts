import { describe, expect, it } from 'vitest';
import type { MetadataField } from '../api/types';
import { guessBehind, objection, rowsOf, shownValue, sourceLabel } from './metadataModel';

const guess: MetadataField = { value: 'lease', source: 'machine', confidence: 0.824 };
const word: MetadataField = { value: 'nda', source: 'person', confidence: 0.824, guess: 'lease' };

describe('metadata', () => {
  it('stands in the order in which a reader asks for it', () => {
    const metadata = { zone: guess, date: guess, author: guess, type: guess };
    expect(rowsOf(metadata).map(({ label }) => label)).toEqual(['Type', 'Date', 'Author', 'Zone']);
  });

  it("tells a machine's guess from a person's word", () => {
    expect(sourceLabel(guess)).toBe('Machine’s guess, 82% sure');
    expect(sourceLabel(word)).toBe('Said by a person');
    expect(sourceLabel({ value: null, source: 'machine' })).toBe('');
  });

  it('can take back only what a person said', () => {
    expect([guessBehind(guess), guessBehind(word), guessBehind({ value: 'x', source: 'person' })]).toEqual([
      undefined,
      'lease',
      '',
    ]);
  });

  it('is shown in words', () => {
    const label = (id: string) => (id === 'nda' ? 'Non-disclosure agreement' : id);
    expect([
      shownValue('type', 'nda', label),
      shownValue('date', '2024-05-03', label),
      shownValue('language', 'de', label),
      shownValue('title', 'Lease 2024', label),
    ]).toEqual(['Non-disclosure agreement', '3 May 2024', 'German', 'Lease 2024']);
  });

  it('refuses nothing but an empty word and a date that is none', () => {
    expect([
      objection('title', 'Lease'),
      objection('date', '2024-05-03'),
      objection('date', '2024'),
      objection('effectiveDate', '2024-05'),
    ]).toEqual([undefined, undefined, undefined, undefined]);
    expect(objection('title', '  ')).toBeDefined();
    expect(objection('date', 'May 2024')).toBeDefined();
    expect(objection('date', '2024-13-01')).toBeDefined();
  });
});
