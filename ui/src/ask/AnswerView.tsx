import { Button, Spinner, Tooltip } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import CopyIcon from '@patternfly/react-icons/dist/esm/icons/copy-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import { useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Citation, Sentence } from '../api/types';
import { asText, isRunning, sameCitation, timingLine, type Turn } from './answerModel';

interface Props {
  readonly turn: Turn;
  readonly selected: Citation | undefined;
  readonly onCite: (citation: Citation) => void;
}

/** One question and its answer, as far as it has come. */
export function AnswerView({ turn, selected, onCite }: Props) {
  const running = isRunning(turn);
  const timings = timingLine(turn);
  return (
    <article className="carrel-turn" data-phase={turn.phase} aria-busy={running}>
      <h2 className="carrel-question">{turn.question}</h2>
      <div className="carrel-answer" aria-live="polite">
        {turn.phase === 'searching' && <Working text="Searching the documents" />}
        {turn.outcome === 'insufficient' ? (
          <p className="carrel-insufficient">The documents do not say.</p>
        ) : turn.sentences ? (
          <Sentences turn={turn} sentences={turn.sentences} selected={selected} onCite={onCite} />
        ) : (
          <p className="carrel-unchecked">{turn.prose}</p>
        )}
        {turn.phase === 'writing' && turn.outcome === 'grounded' && !turn.sentences && (
          <Working
            text={
              turn.prose === '' ? 'Evidence found. Writing the answer' : 'Writing; each sentence is checked at the end'
            }
          />
        )}
        {turn.phase === 'stopped' && (
          <p className="carrel-small carrel-muted">
            Stopped.{turn.prose && !turn.sentences ? ' The text above was not checked.' : ''}
          </p>
        )}
        {turn.problem && <ProblemAlert problem={turn.problem} />}
      </div>
      {turn.outcome === 'insufficient' ? (
        <Passages title="Nearest passages" citations={turn.nearest} selected={selected} onCite={onCite} />
      ) : (
        <Passages title="Evidence" numbered citations={turn.citations} selected={selected} onCite={onCite} />
      )}
      {!running && turn.phase !== 'failed' && (
        <div className="carrel-answer-foot">
          <span className="carrel-small carrel-muted">
            {timings}
            {turn.searched !== undefined &&
              ` · ${turn.searched} ${turn.searched === 1 ? 'document' : 'documents'} searched`}
          </span>
          <CopyButton turn={turn} />
        </div>
      )}
    </article>
  );
}

function Working({ text }: { text: string }) {
  return (
    <p className="carrel-working">
      <Spinner size="md" aria-hidden="true" /> <span>{text}</span>
    </p>
  );
}

function Sentences({ turn, sentences, selected, onCite }: Props & { sentences: readonly Sentence[] }) {
  return (
    <p>
      {sentences.map((sentence, position) => (
        <span key={position} className="carrel-sentence" data-supported={sentence.supported}>
          <span className="carrel-sentence-text">{sentence.text.trim()}</span>{' '}
          {sentence.citations.map((index) => {
            const citation = turn.citations[index];
            return (
              citation && (
                <Chip key={index} number={index + 1} citation={citation} selected={selected} onCite={onCite} />
              )
            );
          })}
          <Mark supported={sentence.supported} />{' '}
        </span>
      ))}
    </p>
  );
}

function Mark({ supported }: { supported: boolean }) {
  return supported ? (
    <Tooltip content="Checked: the cited passage supports this sentence">
      <span className="carrel-mark carrel-mark-ok" tabIndex={0} role="img" aria-label="Supported by the cited passage">
        <CheckCircleIcon />
      </span>
    </Tooltip>
  ) : (
    <span className="carrel-mark carrel-mark-bad">
      <ExclamationTriangleIcon aria-hidden="true" /> not supported
    </span>
  );
}

interface ChipProps {
  readonly number: number;
  readonly citation: Citation;
  readonly selected: Citation | undefined;
  readonly onCite: (citation: Citation) => void;
}

function Chip({ number, citation, selected, onCite }: ChipProps) {
  return (
    <button
      type="button"
      className="carrel-chip"
      aria-pressed={selected !== undefined && sameCitation(selected, citation)}
      aria-label={`Citation ${number}: ${citation.documentName}, page ${citation.page}`}
      title={`“${citation.quote}”`}
      onClick={() => onCite(citation)}
    >
      {number}
    </button>
  );
}

interface PassagesProps {
  readonly title: string;
  readonly citations: readonly Citation[];
  readonly numbered?: boolean;
  readonly selected: Citation | undefined;
  readonly onCite: (citation: Citation) => void;
}

function Passages({ title, citations, numbered = false, selected, onCite }: PassagesProps) {
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

function CopyButton({ turn }: { turn: Turn }) {
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = () => {
    navigator.clipboard.writeText(asText(turn)).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  };
  return (
    <Button variant="link" size="sm" icon={<CopyIcon />} onClick={copy}>
      {copied === undefined ? 'Copy answer' : copied === 'yes' ? 'Copied' : 'Copying is not allowed here'}
    </Button>
  );
}
