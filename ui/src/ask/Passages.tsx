import type { Citation } from '../api/types';
import { sameCitation } from './answerModel';

interface PassagesProps {
  readonly title: string;
  readonly citations: readonly Citation[];
  readonly numbered?: boolean;
  readonly selected: Citation | undefined;
  readonly onCite: (citation: Citation) => void;
}

/** Quotes to click, with where they stand. */
export function Passages({ title, citations, numbered = false, selected, onCite }: PassagesProps) {
  if (citations.length === 0) return null;
  return (
    <section className="carrel-passages" aria-label={title}>
      <h3 className="carrel-small carrel-muted">{title}</h3>
      <ol>
        {citations.map((citation, index) => (
          <li key={index}>
            <button
              type="button"
              className="carrel-passage"
              aria-pressed={selected !== undefined && sameCitation(selected, citation)}
              onClick={() => onCite(citation)}
            >
              {numbered && (
                <span className="carrel-passage-number" aria-hidden="true">
                  {index + 1}
                </span>
              )}
              <span className="carrel-passage-body">
                {citation.path && <span className="carrel-small carrel-passage-path">{citation.path}</span>}
                <q>{citation.quote}</q>
                <span className="carrel-small carrel-muted">
                  {citation.documentName}, page {citation.page}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
