import { describe, expect, it } from 'vitest';
import { fits, positionsOf } from './positions';

const pages = [
  { page: 1, width: 200, height: 400 },
  { page: 2, width: 400, height: 200 },
  { page: 3, width: 0, height: 0 },
];
const box = (page: number, x: number, y: number, width = 20, height = 10) => ({ page, x, y, width, height });

describe('the boxes of a passage', () => {
  it('are parts of their own page', () => {
    expect(positionsOf({ pages, boxes: [box(1, 50, 100), box(2, 100, 100), box(1, 0, 390)] })).toEqual(
      new Map([
        [
          1,
          [
            { left: 0.25, top: 0.25, width: 0.1, height: 0.025 },
            { left: 0, top: 0.975, width: 0.1, height: 0.025 },
          ],
        ],
        [2, [{ left: 0.25, top: 0.5, width: 0.05, height: 0.05 }]],
      ]),
    );
  });

  it.each([
    ['there are none', []],
    ['one is on a page without a size', [box(1, 0, 0), box(3, 0, 0)]],
    ['one is on a page that is not there', [box(1, 0, 0), box(9, 0, 0)]],
    ['one lies outside of its page', [box(1, 0, 0), box(1, 195, 0)]],
    ['one has no extent', [box(1, 0, 0, 0)]],
    ['one is no number', [box(1, Number.NaN, 0)]],
  ])('are not drawn at all when %s', (_, boxes) => {
    expect(positionsOf({ pages, boxes })).toBeUndefined();
  });
});

describe('a picture', () => {
  it('takes boxes only in the proportions of its page', () => {
    expect(fits({ width: 100, height: 200 }, pages[0])).toBe(true);
    expect(fits({ width: 200, height: 100 }, pages[0])).toBe(false);
    expect(fits({ width: 100, height: 200 }, pages[2])).toBe(false);
    expect(fits({ width: 100, height: 200 }, undefined)).toBe(false);
  });
});
