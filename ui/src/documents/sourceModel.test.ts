import { describe, expect, it } from 'vitest';
import type { Document, JobItem } from '../api/types';
import { byteSize, plainDate, plainName, scanLabel, stageLabel } from './describe';
import { adviceFor, mayRetry, reasonLabel, remedyFor, standingLine } from './reasons';
import { askable, filtered, inTrees, meant, type SourceTree, sourceOf } from './sourceModel';

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

describe('a version that cannot be read yet', () => {
  it('leaves the one before it to be asked', () => {
    const again = sourceOf({ ...document, version: 2, searchableVersion: 1 }, item('extracting'));
    expect(askable([again], new Set())).toHaveLength(1);
    expect(askable([sourceOf({ ...document, searchableVersion: null }, item('extracting'))], new Set())).toEqual([]);
  });
});

describe('attachments', () => {
  const named = (id: string, container?: string) =>
    sourceOf(
      { ...document, id, name: id, ...(container ? { container: { documentId: container, name: container } } : {}) },
      undefined,
    );
  const ids = (trees: readonly SourceTree[]): unknown[] =>
    trees.map(({ source, attachments }) =>
      attachments.length > 0 ? [source.document.id, ids(attachments)] : source.document.id,
    );

  it('stand below the mail that they came with, and files in an archive below the archive', () => {
    const sources = [
      named('a.txt', 'all.zip'),
      named('all.zip', 'mail.eml'),
      named('mail.eml'),
      named('b.txt', 'all.zip'),
    ];
    expect(ids(inTrees(sources))).toEqual([['mail.eml', [['all.zip', ['a.txt', 'b.txt']]]]]);
  });

  it('stand alone when their file is not listed', () => {
    expect(ids(inTrees([named('a.txt', 'gone.zip'), named('b.txt')]))).toEqual(['a.txt', 'b.txt']);
  });
});

describe('the filter', () => {
  const sources = [
    sourceOf({ ...document, id: 'a', name: 'Lease Main Street.pdf', type: 'lease-agreement' }, undefined),
    sourceOf({ ...document, id: 'b', name: 'scan0001.png', type: 'discharge_summary' }, undefined),
  ];
  const found = (words: string) => filtered(sources, words, plainName).map((source) => source.document.id);

  it('finds by name and by type, in any order of the words', () => {
    expect([found('street lease'), found('Discharge'), found('  '), found('lease png')]).toEqual([
      ['a'],
      ['b'],
      ['a', 'b'],
      [],
    ]);
  });
});

describe('a chosen folder', () => {
  it('is sent without what the system put there', () => {
    const names = ['.DS_Store', 'contract.pdf', '~$contract.docx', 'Thumbs.db', 'notes.txt', '.git'];
    expect(meant(names.map((name) => new File([], name))).map(({ name }) => name)).toEqual([
      'contract.pdf',
      'notes.txt',
    ]);
  });
});

describe('words', () => {
  it('say how far a long step is', () => {
    expect(stageLabel('recognising', { name: 'ocr', done: 3, total: 12 })).toBe('Recognising text, page 3 of 12');
    expect(stageLabel('embedding', { name: 'embedding', done: 5, total: 40 })).toBe('Indexing, passage 5 of 40');
    expect(stageLabel('extracting', { name: 'unpacking', done: 1, total: 4 })).toBe('Reading the text, 1 of 4');
    expect(stageLabel('extracting', null)).toBe('Reading the text');
    expect(stageLabel('extracting', { name: 'ocr', done: 0, total: 0 })).toBe('Reading the text');
  });

  it('say how sure the reading of a scan is', () => {
    expect(scanLabel({ recognised: true, meanConfidence: 77.6 })).toBe('Read from a scan, 78% sure');
    expect(scanLabel({ recognised: true })).toBe('Read from a scan');
    expect(scanLabel({ recognised: false, meanConfidence: 99 })).toBeUndefined();
  });

  it('say what a person can do, and do not offer what cannot help', () => {
    expect(adviceFor('ENCRYPTED')).toContain('password');
    expect([remedyFor('ENCRYPTED'), mayRetry('ENCRYPTED')]).toEqual(['unlock', false]);
    expect([mayRetry('CORRUPT'), mayRetry('LANGUAGE_PACK_MISSING'), mayRetry('TIMEOUT')]).toEqual([false, true, true]);
    expect(standingLine('It needs a password.', 'ENCRYPTED', false)).toBe('Unlock it with its password.');
    expect(standingLine('The file ends early.', 'CORRUPT', false)).toBe(`The file ends early. ${adviceFor('CORRUPT')}`);
    expect(standingLine('It needs a password.', 'ENCRYPTED', true)).toBe(
      'The password did not open it. Try another one.',
    );
    expect(standingLine(null, 'TIMEOUT', true)).toBe(adviceFor('TIMEOUT'));
    expect(adviceFor('SOME_NEW_REASON')).toBe('Try again, or upload the file again.');
  });

  it('name types and dates as a person writes them', () => {
    expect([plainName('discharge-summary'), plainName('LEASE_AGREEMENT'), plainName('effectiveDate')]).toEqual([
      'Discharge summary',
      'Lease agreement',
      'Effective date',
    ]);
    expect([plainDate('2024'), plainDate('2024-05'), plainDate('2024-05-03'), plainDate('spring')]).toEqual([
      '2024',
      'May 2024',
      '3 May 2024',
      'spring',
    ]);
  });

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
