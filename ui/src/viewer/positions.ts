import type { Boxes, PageSize } from '../api/types';
import type { Box } from './highlight';

export type Positions = ReadonlyMap<number, readonly Box[]>;

/** A hair more than the rounding of floats: a box that reaches farther out lies on another page than it says. */
const SLACK = 0.02;

/**
 * The server's boxes in parts of their pages, by page number. Undefined when a single one cannot be placed: half a
 * passage would be a false witness.
 */
export function positionsOf({ pages, boxes }: Boxes): Positions | undefined {
  if (boxes.length === 0) return undefined;
  const sizes = new Map(pages.map((page) => [page.page, page] as const));
  const positions = new Map<number, Box[]>();
  for (const { page, x, y, width, height } of boxes) {
    const size = sizes.get(page);
    if (!size?.width || !size.height) return undefined;
    const left = x / size.width;
    const top = y / size.height;
    const box = { left, top, width: width / size.width, height: height / size.height };
    if (!liesWithin(box)) return undefined;
    const before = positions.get(page);
    if (before) before.push(box);
    else positions.set(page, [box]);
  }
  return positions;
}

function liesWithin({ left, top, width, height }: Box): boolean {
  return (
    left >= -SLACK && top >= -SLACK && width > 0 && height > 0 && left + width <= 1 + SLACK && top + height <= 1 + SLACK
  );
}

/** Whether a picture has the proportions of the page that its text was read on; one that was turned has not. */
export function fits(picture: { width: number; height: number }, page: PageSize | undefined): boolean {
  if (!page?.width || !page.height || picture.width === 0 || picture.height === 0) return false;
  const ratio = picture.width / picture.height / (page.width / page.height);
  return Math.abs(ratio - 1) <= SLACK;
}
