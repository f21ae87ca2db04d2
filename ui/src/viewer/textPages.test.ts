import { describe, expect, it } from 'vitest';
import { inPages, pageNumber, pageStart, pageText } from './textPages';

const text = {
  text: 'one two three four',
  pages: [
    { number: 1, start: 0, end: 8 },
    { number: 2, start: 8, end: 18 },
  ],
};
const marked = (range: { start: number; end: number } | undefined) =>
  inPages(text, range).map(({ parts }) => parts.filter((part) => part.marked).map((part) => part.text));

describe('text in pages', () => {
  it('loses no character, wherever the range lies', () => {
    for (let start = 0; start <= 18; start++) {
      for (let end = start; end <= 18; end++) {
        const pages = inPages(text, { start, end });
        expect(pages.map(({ parts }) => parts.map((part) => part.text).join('')).join('')).toBe(text.text);
      }
    }
  });

  it('marks the range on its page alone', () => {
    expect(marked({ start: 8, end: 13 })).toEqual([[], ['three']]);
    expect(marked(undefined)).toEqual([[], []]);
  });

  it('marks both sides of a page border', () => {
    expect(marked({ start: 4, end: 13 })).toEqual([['two '], ['three']]);
  });

  it('is one page when the document has none', () => {
    expect(inPages({ text: 'abc', pages: [] }, { start: 1, end: 2 })).toEqual([
      {
        number: 1,
        recognised: false,
        parts: [
          { text: 'a', marked: false },
          { text: 'b', marked: true },
          { text: 'c', marked: false },
        ],
      },
    ]);
  });

  it('knows the page of an offset', () => {
    expect([pageNumber(text, 9), pageStart(text, 9), pageText(text, 9)]).toEqual([2, 8, 'three four']);
  });
});
