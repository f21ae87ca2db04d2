import { describe, expect, it } from 'vitest';
import { matchQuote, ordinalOf } from './match';

/** The characters that a match covers, as a reader would see them highlighted. */
function covered(items: readonly string[], quote: string, ordinal = 0): string[] | undefined {
  return matchQuote(items, quote, ordinal)?.spans.map(({ item, start, end }) =>
    (items[item] as string).slice(start, end),
  );
}

describe('a quote on a page', () => {
  it('is found over line breaks, and covers its own words alone', () => {
    const items = ['12.4 Law. This Agreement is governed by the laws of', 'the State of Delaware. It is', 'binding.'];
    expect(covered(items, 'governed by the laws of the State of Delaware.')).toEqual([
      'governed by the laws of',
      'the State of Delaware.',
    ]);
  });

  it('is found where the page has white space that the text has not, and the other way round', () => {
    expect(covered(['De la', '', ' ', 'ware'], 'Delaware')).toEqual(['De la', 'ware']);
    expect(covered(['theStateofDelaware'], 'the State of\n  Delaware')).toEqual(['theStateofDelaware']);
  });

  it('is not found when one character differs', () => {
    expect(matchQuote(['within thirty (30) days'], 'within thirty (80) days')).toBeUndefined();
    expect(matchQuote(['5 mg'], '-5 mg')).toBeUndefined();
    expect(matchQuote(['delaware'], 'Delaware')).toBeUndefined();
  });

  it('is not found when it is nothing but white space', () => {
    expect(matchQuote(['a b'], ' \n ')).toBeUndefined();
  });

  it('is found through ligatures, accents and typographic marks at the second try', () => {
    expect(matchQuote(['the ofﬁce’s ﬂow'], "the office's flow")?.kind).toBe('folded');
    expect(covered(['the ofﬁce’s ﬂow'], "office's")).toEqual(['ofﬁce’s']);
    expect(covered(['Gebu\u0308hr'], 'Gebühr')).toEqual(['Gebu\u0308hr']);
  });

  it('is found when the page hyphenates a word at the end of a line', () => {
    expect(covered(['confidential infor-', 'mation of the parties'], 'confidential information')).toEqual([
      'confidential infor',
      'mation',
    ]);
    expect(covered(['well-known fact'], 'well-known')).toEqual(['well-known']);
  });

  it('keeps a minus before a number in the second try, too', () => {
    expect(matchQuote(['“5” mg'], '"-5" mg')).toBeUndefined();
  });

  it('is the one that is meant where the same words stand twice', () => {
    const items = ['the Fee is due.', 'Again: the Fee is due.'];
    expect(matchQuote(items, 'the Fee is due.')?.occurrences).toBe(2);
    expect(matchQuote(items, 'the Fee is due.', 1)?.spans).toEqual([{ item: 1, start: 7, end: 22 }]);
  });

  it('keeps surrogate pairs whole', () => {
    expect(covered(['a 𝒳ﬁ b'], '𝒳fi')).toEqual(['𝒳ﬁ']);
  });
});

describe('the ordinal of a quote', () => {
  const page = 'the Fee is due. Again: the  Fee is due. And the Fee is due.';
  it('counts the equal ones that begin before it', () => {
    expect([0, 23, 44].map((start) => ordinalOf(page, start, 'the Fee is due.'))).toEqual([0, 1, 2]);
  });

  it('agrees with a count made by brute force', () => {
    let seed = 7;
    const random = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    for (let round = 0; round < 200; round++) {
      const words = Array.from({ length: 30 }, () => 'ab c'[random(4)]).join('');
      const start = random(words.length);
      const quote = words.slice(start, start + 1 + random(4));
      const squeezed = quote.replace(/\s/g, '');
      if (squeezed === '') continue;
      const match = matchQuote([...words], quote, ordinalOf(words, start, quote));
      const text = match?.spans.map(({ item }) => words[item]).join('');
      expect(text, `round ${round}`).toBe(squeezed);
    }
  });
});
