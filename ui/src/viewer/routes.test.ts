import { describe, expect, it } from 'vitest';
import { placeFrom, toViewer } from './routes';

describe('the address of a passage', () => {
  it('is read back as it was made', () => {
    const place = { documentId: 'd/1', version: 2, page: 3, range: { start: 10, end: 42 } };
    const address = new URL(toViewer('c1', place), 'http://localhost');
    expect(address.pathname).toBe('/collections/c1/documents/d%2F1/v/2');
    expect(placeFrom('d/1', '2', address.searchParams)).toEqual(place);
  });

  it('holds no words of the document', () => {
    expect(toViewer('c1', { documentId: 'd1', version: 1, page: 1, quote: 'secret words' })).not.toContain('secret');
  });

  it.each([
    ['x', 'page=1'],
    ['1', 'page=0'],
    ['1', 'page=-2'],
    ['1', 'page=1&citation=5'],
    ['1', 'page=1&citation=9-3'],
    ['1', 'page=1&citation=99999999999-3'],
  ])('is refused as version %s with %s', (version, query) => {
    expect(placeFrom('d1', version, new URLSearchParams(query))).toBeUndefined();
  });
});
