import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Box, boxesOf } from './highlight';
import { Highlights } from './Highlights';
import { matchQuote } from './match';
import { type DrawnPage, drawPage, type PDFDocumentProxy } from './pdf';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What became of the quote on its page. */
export type Finding =
  | { readonly kind: 'found'; readonly boxes: readonly Box[] }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'missing' };

interface Props {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly scale: number;
  /** In points, until the page itself says otherwise. */
  readonly guess: Size;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly quote: string | undefined;
  /** Which of several equal quotes; undefined while that is not known. */
  readonly ordinal: number | undefined;
  /** Where the extraction says that the passage stands; then no quote is looked for. */
  readonly placed: readonly Box[] | undefined;
  readonly onFinding: (finding: Finding) => void;
}

/** A page that is drawn while it is near the visible part, and an empty frame of its size otherwise. */
export function PdfPage({ pdf, number, scale, guess, scroller, quote, ordinal, placed, onFinding }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [size, setSize] = useState(guess);
  const [drawn, setDrawn] = useState<DrawnPage>();
  const [failed, setFailed] = useState(false);
  const [matched, setMatched] = useState<readonly Box[]>([]);
  const report = useRef(onFinding);
  report.current = onFinding;

  useEffect(() => {
    if (!frame.current) return;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: scroller.current,
      rootMargin: '100% 0px',
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [scroller]);

  useEffect(() => {
    if (!near || !canvas.current || !layer.current) {
      setDrawn(undefined);
      return;
    }
    const leaving = new AbortController();
    const [onCanvas, inLayer] = [canvas.current, layer.current];
    const draw = async () => {
      const page = await pdf.getPage(number);
      leaving.signal.throwIfAborted();
      const { width, height } = page.getViewport({ scale: 1 });
      setSize({ width, height });
      const result = await drawPage(page, scale, onCanvas, inLayer, leaving.signal);
      setFailed(false);
      setDrawn(result);
    };
    draw().catch(() => {
      if (!leaving.signal.aborted) setFailed(true);
    });
    return () => leaving.abort();
  }, [near, number, pdf, scale]);

  useEffect(() => {
    // Once it is drawn its size is certain, and with it the place on the screen.
    if (placed && drawn) report.current({ kind: 'found', boxes: placed });
  }, [drawn, placed]);

  useEffect(() => {
    if (quote === undefined) {
      setMatched([]);
      return;
    }
    if (!drawn || !frame.current) return;
    const match = matchQuote(drawn.items, quote, ordinal);
    if (match && match.occurrences > 1 && ordinal === undefined) {
      report.current({ kind: 'ambiguous' });
      return;
    }
    const found = match ? boxesOf(drawn, match.spans, frame.current) : [];
    setMatched(found);
    report.current(found.length > 0 ? { kind: 'found', boxes: found } : { kind: 'missing' });
  }, [drawn, ordinal, quote]);

  return (
    <div
      ref={frame}
      className="carrel-pdf-page"
      data-page={number}
      style={{
        width: size.width * scale,
        height: size.height * scale,
        ['--total-scale-factor' as string]: scale,
      }}
    >
      {near && (
        <>
          <canvas ref={canvas} aria-hidden="true" />
          <Highlights boxes={placed ?? matched} />
          <div ref={layer} className="textLayer" />
        </>
      )}
      {failed && <p className="carrel-page-note">Page {number} cannot be drawn.</p>}
    </div>
  );
}
