import type { ItemSpan } from './match';
import type { DrawnPage } from './pdf';

/** A rectangle in parts of the page's width and height, so that zooming does not move it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the browser laid the matched characters, one rectangle a text item. */
export function boxesOf(drawn: DrawnPage, spans: readonly ItemSpan[], page: HTMLElement): Box[] {
  const frame = page.getBoundingClientRect();
  if (frame.width === 0 || frame.height === 0) return [];
  const boxes: Box[] = [];
  for (const { item, start, end } of spans) {
    const node = drawn.elements[item]?.firstChild;
    if (!(node instanceof Text)) continue;
    const range = document.createRange();
    range.setStart(node, Math.min(start, node.length));
    range.setEnd(node, Math.min(end, node.length));
    for (const rectangle of range.getClientRects()) {
      if (rectangle.width < 0.5 || rectangle.height < 0.5) continue;
      boxes.push({
        left: (rectangle.left - frame.left) / frame.width,
        top: (rectangle.top - frame.top) / frame.height,
        width: rectangle.width / frame.width,
        height: rectangle.height / frame.height,
      });
    }
  }
  return boxes;
}
