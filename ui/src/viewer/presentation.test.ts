import { describe, expect, it } from 'vitest';
import type { Document } from '../api/types';
import { drawingOf, modesOf, undrawnNote, versionNote } from './presentation';

const document: Document = {
  id: 'd1',
  collectionId: 'c1',
  name: 'lease.pdf',
  mediaType: 'application/pdf',
  state: 'indexed',
  version: 3,
  size: 1200,
  createdAt: '2026-01-01T00:00:00Z',
};

describe('a document', () => {
  it('is drawn as its type allows', () => {
    expect(['application/pdf', 'image/png', 'image/tiff', 'text/plain; charset=utf-8', null].map(drawingOf)).toEqual([
      'pdf',
      'picture',
      'none',
      'none',
      'none',
    ]);
  });

  it('shows its page if it can, else its words, and always what is known of it', () => {
    expect(modesOf(document)).toEqual(['page', 'text', 'summary', 'details']);
    expect(modesOf({ ...document, mediaType: 'image/tiff' })).toEqual(['text', 'summary', 'details']);
    expect(modesOf({ ...document, state: 'processing' })).toEqual(['details']);
  });

  it('says why a picture is not drawn, and nothing of other texts', () => {
    expect(undrawnNote('image/tiff')).toContain('Browsers cannot draw');
    expect(undrawnNote('text/plain')).toBe('');
  });
});

describe('an older version', () => {
  it('says which it is', () => {
    const first: Document = { ...document, version: 1, latestVersion: 3, searchableVersion: 3 };
    expect(versionNote(first)).toBe('This is version 1 of 3.');
    expect(versionNote({ ...first, version: 3 })).toBeUndefined();
    expect(versionNote(document)).toBeUndefined();
  });

  it('says that it still answers while the latest is not read', () => {
    const before: Document = { ...document, version: 2, latestVersion: 3, searchableVersion: 2 };
    expect(versionNote(before)).toBe('This is version 2 of 3. It answers until version 3 is read.');
    expect(versionNote({ ...before, version: 1 })).toBe('This is version 1 of 3.');
  });
});
