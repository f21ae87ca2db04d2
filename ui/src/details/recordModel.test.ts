import { describe, expect, it } from 'vitest';
import type { ClinicalItem } from '../api/types';
import { codeLine, itemLine, patientLine, sectionsOf } from './recordModel';

const item = (kind: ClinicalItem['kind'], name: string, more: Partial<ClinicalItem> = {}): ClinicalItem => ({
  kind,
  name,
  start: 0,
  end: 1,
  ...more,
});

describe('a clinical record', () => {
  it('puts allergies first and keeps the order of the text within a kind', () => {
    const record = {
      items: [item('MEDICATION', 'Metformin'), item('ALLERGY', 'Penicillin'), item('MEDICATION', 'Lisinopril')],
    };
    expect(sectionsOf(record).map(({ title, items }) => [title, ...items.map(({ name }) => name)])).toEqual([
      ['Allergies', 'Penicillin'],
      ['Medications', 'Metformin', 'Lisinopril'],
    ]);
  });

  it('says what is known of a statement and nothing else', () => {
    expect(itemLine(item('MEDICATION', 'Metformin', { value: '1000 mg', status: 'active', from: '2021-05' }))).toBe(
      '1000 mg · active · since May 2021',
    );
    expect(itemLine(item('ENCOUNTER', 'Visit', { from: '2021-05-03', to: '2021-05-03' }))).toBe('3 May 2021');
    expect(itemLine(item('PROBLEM', 'Asthma', { from: '2019', to: '2021' }))).toBe('2019 to 2021');
    expect(itemLine(item('PROBLEM', 'Asthma'))).toBe('');
    expect(codeLine(item('PROBLEM', 'Asthma', { code: '195967001', system: 'SNOMED CT' }))).toBe('SNOMED CT 195967001');
    expect(codeLine(item('PROBLEM', 'Asthma', { system: 'SNOMED CT' }))).toBe('');
  });

  it('says whom it is about', () => {
    const patient = { name: 'Ruth Hale', identifiers: ['MRN 00123'], birthDate: '1956-02-09', sex: 'female' };
    expect(patientLine({ patient, items: [] })).toBe('born 9 Feb 1956 · female · MRN 00123');
    expect(patientLine({ items: [] })).toBe('');
  });
});
