import type { DocumentText } from '../api/types';

export interface Part {
  readonly text: string;
  readonly marked: boolean;
}

export interface TextPage {
  readonly number: number;
  /** Whether its words were read from a picture of it. */
  readonly recognised: boolean;
  readonly parts: readonly Part[];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The text cut at its page borders and around the marked range, which may run over a border. */
export function inPages({ text, pages }: DocumentText, range: Range | undefined): TextPage[] {
  const all = pages.length > 0 ? pages : [{ number: 1, start: 0, end: text.length, recognised: false }];
  return all.map(({ number, start, end, recognised }) => {
    const from = range ? clamp(range.start, start, end) : end;
    const to = range ? clamp(range.end, start, end) : end;
    const parts = [
      { text: text.slice(start, from), marked: false },
      { text: text.slice(from, to), marked: true },
      { text: text.slice(to, end), marked: false },
    ];
    return { number, recognised: recognised === true, parts: parts.filter((part) => part.text !== '') };
  });
}

/** The start of the page that an offset lies on. */
export function pageStart({ pages }: DocumentText, offset: number): number {
  return pages.find(({ start, end }) => offset >= start && offset < end)?.start ?? 0;
}

/** The number of the page that an offset lies on. */
export function pageNumber({ pages }: DocumentText, offset: number): number {
  return pages.find(({ start, end }) => offset >= start && offset < end)?.number ?? 1;
}

/** The page's own text. */
export function pageText({ text, pages }: DocumentText, offset: number): string {
  const page = pages.find(({ start, end }) => offset >= start && offset < end);
  return page ? text.slice(page.start, page.end) : text;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
