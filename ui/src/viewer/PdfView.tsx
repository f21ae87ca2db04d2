import { Bullseye, Spinner } from '@patternfly/react-core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { problemFrom } from '../api/problem';
import type { Problem } from '../api/types';
import { useApi } from '../signin/SessionContext';
import { PagePassword } from './PagePassword';
import { type Finding, PdfPage, type Size } from './PdfPage';
import { openPdf, type PDFDocumentLoadingTask, type PDFDocumentProxy } from './pdf';
import type { Positions } from './positions';
import { useWidth } from './useWidth';

const GUTTER = 16;
const MAX_FIT = 2;

interface Opened {
  readonly pdf: PDFDocumentProxy;
  readonly first: Size;
}

interface Props {
  readonly documentId: string;
  readonly version: number;
  readonly page: number;
  readonly quote: string | undefined;
  readonly ordinal: number | undefined;
  readonly positions: Positions | undefined;
  readonly zoom: number;
  readonly onFinding: (finding: Finding) => void;
}

export function PdfView({ documentId, version, page, quote, ordinal, positions, zoom, onFinding }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const { opened, problem, asking } = usePdf(documentId, version);
  const fit = opened && width > 0 ? Math.min(MAX_FIT, (width - 2 * GUTTER) / opened.first.width) : undefined;
  const scale = fit === undefined ? undefined : fit * zoom;
  const drawing = opened !== undefined && scale !== undefined;

  const goTo = useCallback((number: number, below = 0) => {
    const frame = scroller.current?.querySelector<HTMLElement>(`[data-page="${number}"]`);
    if (!frame || !scroller.current) return;
    const middle = below > 0 ? below * frame.offsetHeight - scroller.current.clientHeight / 3 : -GUTTER;
    scroller.current.scrollTo({ top: frame.offsetTop + middle });
  }, []);

  useEffect(() => {
    if (drawing) goTo(page, positions?.get(page)?.[0]?.top);
  }, [drawing, goTo, page, positions, quote, zoom]);

  const found = useCallback(
    (number: number, finding: Finding) => {
      const first = finding.kind === 'found' ? finding.boxes[0] : undefined;
      if (number !== page) return;
      if (first) goTo(page, first.top);
      onFinding(finding);
    },
    [goTo, onFinding, page],
  );

  return (
    <div ref={scroller} className="carrel-pages" tabIndex={0} role="region" aria-label="Pages">
      {problem && <ProblemAlert problem={problem} />}
      {asking && <PagePassword asking={asking} />}
      {!problem && !asking && !drawing && (
        <Bullseye>
          <Spinner aria-label="Loading the document" />
        </Bullseye>
      )}
      {drawing &&
        Array.from({ length: opened.pdf.numPages }, (_, index) => (
          <PdfPage
            key={index}
            pdf={opened.pdf}
            number={index + 1}
            scale={scale}
            guess={opened.first}
            scroller={scroller}
            quote={index + 1 === page ? quote : undefined}
            ordinal={ordinal}
            placed={positions?.get(index + 1)}
            onFinding={(finding) => found(index + 1, finding)}
          />
        ))}
    </div>
  );
}

/** Asks for the password of a file that is encrypted; it stays in this page. */
export interface Asking {
  readonly wrong: boolean;
  readonly answer: (password: string) => void;
}

interface OpenedPdf {
  readonly opened: Opened | undefined;
  readonly problem: Problem | undefined;
  readonly asking: Asking | undefined;
}

function usePdf(documentId: string, version: number): OpenedPdf {
  const api = useApi();
  const [opened, setOpened] = useState<Opened>();
  const [problem, setProblem] = useState<Problem>();
  const [asking, setAsking] = useState<Asking>();
  useEffect(() => {
    const leaving = new AbortController();
    let task: PDFDocumentLoadingTask | undefined;
    const open = async () => {
      const content = await api.content(documentId, version, leaving.signal);
      task = await openPdf(content, (wrong, use) => {
        const answer = (password: string) => {
          setAsking(undefined);
          use(password);
        };
        if (!leaving.signal.aborted) setAsking({ wrong, answer });
      });
      leaving.signal.throwIfAborted();
      const pdf = await task.promise;
      const first = (await pdf.getPage(1)).getViewport({ scale: 1 });
      leaving.signal.throwIfAborted();
      setOpened({ pdf, first: { width: first.width, height: first.height } });
    };
    setOpened(undefined);
    setProblem(undefined);
    setAsking(undefined);
    open().catch((error: unknown) => {
      if (leaving.signal.aborted) void task?.destroy();
      else setProblem(task ? undrawable(error) : problemFrom(error));
    });
    return () => {
      leaving.abort();
      void task?.destroy();
    };
  }, [api, documentId, version]);
  return { opened, problem, asking };
}

function undrawable(error: unknown): Problem {
  const detail = error instanceof Error ? error.message : '';
  return { title: 'This PDF cannot be drawn', detail };
}
