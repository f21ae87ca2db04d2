/** Part of one text item of a page, in UTF-16 units: [start, end). */
export interface ItemSpan {
  readonly item: number;
  readonly start: number;
  readonly end: number;
}

export interface QuoteMatch {
  readonly spans: readonly ItemSpan[];
  /** `exact`: the same characters but for white space; `folded`: but for ligatures, hyphens and quote marks too. */
  readonly kind: 'exact' | 'folded';
  /** How often the quote stands on the page. */
  readonly occurrences: number;
}

/** Text reduced to what is compared, and for each of its units where it came from. */
interface Reduced {
  readonly text: string;
  readonly items: readonly number[];
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
}

type Reduction = (text: string, index: number) => { readonly to: string; readonly length: number };

/**
 * Finds a quote among a page's text items. A PDF has no words or lines of its own, so the extractor and the
 * viewer put white space at different places: it is ignored. Nothing else is guessed; no match is undefined,
 * because a highlight over other words would be a false witness.
 *
 * @param ordinal which of several equal places is meant, from 0
 */
export function matchQuote(items: readonly string[], quote: string, ordinal = 0): QuoteMatch | undefined {
  return matchBy(items, quote, ordinal, exactly, 'exact') ?? matchBy(items, quote, ordinal, folded, 'folded');
}

/** How many equal quotes begin on the page before this one: which of several on the drawn page is meant. */
export function ordinalOf(pageText: string, startInPage: number, quote: string): number {
  const needle = reduce([quote], exactly).text;
  const before = reduce([pageText.slice(0, startInPage)], exactly).text.length;
  return places(reduce([pageText], exactly).text, needle).filter((place) => place < before).length;
}

function matchBy(
  items: readonly string[],
  quote: string,
  ordinal: number,
  reduction: Reduction,
  kind: QuoteMatch['kind'],
): QuoteMatch | undefined {
  const needle = reduce([quote], reduction).text;
  if (needle === '') return undefined;
  const page = reduce(items, reduction);
  const found = places(page.text, needle);
  const at = found[ordinal] ?? found[0];
  if (at === undefined) return undefined;
  return { spans: spansOf(page, at, at + needle.length), kind, occurrences: found.length };
}

function places(text: string, needle: string): number[] {
  const found: number[] = [];
  if (needle === '') return found;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) found.push(at);
  return found;
}

function spansOf(page: Reduced, from: number, to: number): ItemSpan[] {
  const spans: { item: number; start: number; end: number }[] = [];
  for (let i = from; i < to; i++) {
    const item = page.items[i] as number;
    const start = page.offsets[i] as number;
    const end = start + (page.lengths[i] as number);
    const last = spans.at(-1);
    if (last?.item === item) last.end = Math.max(last.end, end);
    else spans.push({ item, start, end });
  }
  return spans;
}

function reduce(parts: readonly string[], reduction: Reduction): Reduced {
  const joined = parts.join('\n');
  const items: number[] = [];
  const offsets: number[] = [];
  const lengths: number[] = [];
  let text = '';
  let item = 0;
  let itemStart = 0;
  for (let i = 0; i < joined.length;) {
    while (i >= itemStart + (parts[item] as string).length + 1) {
      itemStart += (parts[item] as string).length + 1;
      item++;
    }
    const { to, length } = reduction(joined, i);
    for (let unit = 0; unit < to.length; unit++) {
      items.push(item);
      offsets.push(i - itemStart);
      lengths.push(length);
    }
    text += to;
    i += length;
  }
  return { text, items, offsets, lengths };
}

const WHITE_SPACE = /[\s\u200b\u200c\u200d\u2060\ufeff]/u;
const HYPHEN = /[-\u2010\u2011\u00ad]/u;
const LETTER = /\p{L}/u;
const SAME_MARK: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
};

function exactly(text: string, index: number): ReturnType<Reduction> {
  const c = text[index] as string;
  return { to: WHITE_SPACE.test(c) ? '' : c, length: 1 };
}

function folded(text: string, index: number): ReturnType<Reduction> {
  const c = String.fromCodePoint(text.codePointAt(index) as number);
  const length = c.length;
  if (WHITE_SPACE.test(c)) return { to: '', length };
  if (c === '\u00ad' || (HYPHEN.test(c) && joinsLetters(text, index))) return { to: '', length };
  // Decomposed on both sides, an accent that is a character of its own equals one that is not.
  const to = c.normalize('NFKD').replace(/\s/gu, '');
  return { to: SAME_MARK[to] ?? (HYPHEN.test(to) ? '-' : to), length };
}

/** A hyphen inside a word may be the typesetter's; one before a number may be a minus and stays. */
function joinsLetters(text: string, index: number): boolean {
  const before = text[index - 1];
  let after = index + 1;
  while (after < text.length && WHITE_SPACE.test(text[after] as string)) after++;
  const next = text[after];
  return before !== undefined && next !== undefined && LETTER.test(before) && LETTER.test(next);
}
