import { Bullseye, Spinner } from '@patternfly/react-core';
import { type ReactNode, useEffect, useRef } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import type { DocumentText } from '../api/types';
import type { Loaded } from '../api/useLoad';
import { inPages, type Part } from './textPages';

interface Props {
  readonly text: Loaded<DocumentText>;
  readonly page: number;
  readonly range: { readonly start: number; readonly end: number } | undefined;
}

/** The extracted text: for documents that have no pages to draw, and for whoever would rather read words. */
export function TextView({ text, page, range }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const ready = text.state === 'ready';
  useEffect(() => {
    if (!ready || !scroller.current) return;
    const target =
      scroller.current.querySelector<HTMLElement>('mark') ??
      scroller.current.querySelector<HTMLElement>(`[data-page="${page}"]`);
    if (!target) return;
    const distance = target.getBoundingClientRect().top - scroller.current.getBoundingClientRect().top;
    scroller.current.scrollBy({ top: distance - scroller.current.clientHeight / 3 });
  }, [page, range, ready]);
  return (
    <div ref={scroller} className="carrel-pages carrel-text-pages" tabIndex={0} role="region" aria-label="Text">
      {text.state === 'failed' && <ProblemAlert problem={text.problem} />}
      {text.state === 'loading' && (
        <Bullseye>
          <Spinner aria-label="Loading the text" />
        </Bullseye>
      )}
      {ready &&
        inPages(text.value, range).map(({ number, recognised, parts }) => (
          <section key={number} className="carrel-text-page" data-page={number} aria-label={`Page ${number}`}>
            <span className="carrel-text-page-number carrel-small">
              Page {number}
              {recognised && ', read from a scan'}
            </span>
            <div className="carrel-text">{parts.map(drawn)}</div>
          </section>
        ))}
    </div>
  );
}

function drawn({ text, marked }: Part, index: number): ReactNode {
  return marked ? (
    <mark key={index} className="carrel-mark-text carrel-highlight-text">
      {text}
    </mark>
  ) : (
    text
  );
}
