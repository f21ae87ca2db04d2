import { describe, expect, it } from 'vitest';
import type { Document, JobItem } from '../api/types';
import { askable, byteSize, reasonLabel, sourceOf } from './sourceModel';

const document: Document = {
  id: 'd1',
  collectionId: 'c1',
  name: 'lease.pdf',
  mediaType: 'application/pdf',
  state: 'processing',
  version: 1,
  size: 1200,
  createdAt: '2026-01-01T00:00:00Z',
  jobId: 'j1',
};
const item = (state: JobItem['state'], more: Partial<JobItem> = {}): JobItem => ({ documentId: 'd1', state, ...more });

describe('a source', () => {
  it('shows the step that its job reached', () => {
    expect(sourceOf(document, item('embedding')).state).toBe('embedding');
  });

  it('shows why the job gave it up before the list says so', () => {
    const source = sourceOf(document, item('quarantined', { reason: 'CORRUPT', detail: 'The file ends early.' }));
    expect(source).toMatchObject({ state: 'quarantined', reason: 'CORRUPT', detail: 'The file ends early.' });
  });

  it('is finished when the list says so, whatever an older event said', () => {
    expect(sourceOf({ ...document, state: 'indexed' }, item('quarantined')).state).toBe('indexed');
  });

  it('is busy again while a retry runs over a quarantined document', () => {
    const quarantined: Document = { ...document, state: 'quarantined', reason: 'TIMEOUT' };
    expect(sourceOf(quarantined, item('extracting'), true)).toMatchObject({ state: 'extracting', reason: null });
  });

  it('is not busy for ever when its stream was left before the last event', () => {
    expect(sourceOf({ ...document, state: 'quarantined' }, item('queued')).state).toBe('quarantined');
  });

  it('is cancelled, not quarantined, when somebody stopped it', () => {
    expect(sourceOf({ ...document, state: 'quarantined', reason: 'CANCELLED' }, undefined).state).toBe('cancelled');
  });

  it('can be asked only when indexed and checked', () => {
    const sources = [
      sourceOf({ ...document, id: 'a', state: 'indexed' }, undefined),
      sourceOf({ ...document, id: 'b', state: 'indexed' }, undefined),
      sourceOf({ ...document, id: 'c' }, undefined),
    ];
    expect(askable(sources, new Set(['b'])).map((source) => source.document.id)).toEqual(['a']);
  });
});

describe('words', () => {
  it('names a reason that this page does not know as the server named it', () => {
    expect(reasonLabel('NO_TEXT')).toBe('No text found');
    expect(reasonLabel('SOME_NEW_REASON')).toBe('some new reason');
  });

  it('writes sizes in decimal units', () => {
    expect([999, 1000, 999_499, 999_500, 12_340_000].map(byteSize)).toEqual([
      '999 B',
      '1 kB',
      '999 kB',
      '1.0 MB',
      '12.3 MB',
    ]);
  });
});
