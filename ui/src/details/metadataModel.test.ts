import { describe, expect, it } from 'vitest';
import type { MetadataField } from '../api/types';
import { isKnown, isSame, meantBy, objection, rowsOf, shownValue, sourceLabel, typed } from './metadataModel';

const guess: MetadataField = { value: 'lease', source: 'machine', confidence: 0.824, guess: 'lease' };
const word: MetadataField = { value: 'nda', source: 'person', confidence: 0.824, guess: 'lease' };
const unknown: MetadataField = { value: null, source: null };

describe('metadata', () => {
  it('keeps the order of the server and knows what nobody has said', () => {
    const rows = rowsOf({ fields: { type: guess, 'birth-date': unknown, patient: { value: null, source: 'person' } } });
    expect(rows.map((row) => [row.label, isKnown(row)])).toEqual([
      ['Type', true],
      ['Birth date', false],
      // A person's "there is none" is an answer.
      ['Patient', true],
    ]);
  });

  it("tells a machine's guess from a person's word", () => {
    expect([guess, word, unknown].map(sourceLabel)).toEqual(['Machine’s guess, 82% sure', 'Said by a person', '']);
  });

  it('is shown in words', () => {
    const label = (id: string) => (id === 'nda' ? 'Non-disclosure agreement' : id);
    expect([
      shownValue('type', 'nda', label),
      shownValue('date', '2024-05-03', label),
      shownValue('language', 'de', label),
      shownValue('parties', ['Acme Inc.', 'Beta LLC'], label),
      shownValue('patient', null, label),
      shownValue('parties', [], label),
    ]).toEqual(['Non-disclosure agreement', '3 May 2024', 'German', 'Acme Inc.; Beta LLC', 'None', 'None']);
  });

  it('is typed one a line where there are several, and read back the same', () => {
    const parties = ['Acme Inc.', 'Beta LLC'];
    expect(meantBy('parties', `${typed(parties)}\n  \n`)).toEqual(parties);
    expect(meantBy('patient', '  Ruth Hale ')).toBe('Ruth Hale');
    expect([meantBy('patient', ' '), meantBy('parties', '')]).toEqual([null, []]);
    expect([isSame(parties, [...parties]), isSame(parties, ['Acme Inc.']), isSame(null, [])]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('refuses a date or language that is none, and a document without a type', () => {
    expect([
      objection('patient', 'Ruth Hale'),
      objection('patient', null),
      objection('date', '2024-05-03'),
      objection('birth-date', '1950'),
      objection('language', 'de'),
      objection('parties', []),
    ]).toEqual(Array(6).fill(undefined));
    expect(
      [
        objection('date', '2024'),
        objection('date', '2024-13-01'),
        objection('birth-date', 'May'),
        objection('language', 'German'),
        objection('type', null),
      ].every(Boolean),
    ).toBe(true);
  });
});
