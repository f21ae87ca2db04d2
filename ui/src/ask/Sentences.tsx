import { Tooltip } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import type { Citation, Sentence } from '../api/types';
import { sameCitation } from './answerModel';

interface Props {
  readonly sentences: readonly Sentence[];
  readonly citations: readonly Citation[];
  readonly selected: Citation | undefined;
  readonly onCite: (citation: Citation) => void;
}

/** Sentences, each with the numbers of what it cites and the mark of its check. */
export function Sentences({ sentences, citations, selected, onCite }: Props) {
  return (
    <p>
      {sentences.map((sentence, position) => (
        <span key={position} className="carrel-sentence" data-supported={sentence.supported}>
          <span className="carrel-sentence-text">{sentence.text.trim()}</span>{' '}
          {sentence.citations.map((index) => {
            const citation = citations[index];
            return (
              citation && (
                <Chip key={index} number={index + 1} citation={citation} selected={selected} onCite={onCite} />
              )
            );
          })}
          <Mark sentence={sentence} />{' '}
        </span>
      ))}
    </p>
  );
}

const FAULTS: Readonly<Record<string, string>> = {
  'nothing-new': 'It only says the question again.',
  figure: 'A number, a date or an amount in it does not stand in the cited passage.',
  name: 'A name in it does not stand in the cited passage.',
  words: 'Some of its words do not stand in the cited passage.',
  negation: 'It denies what the cited passage says, or the other way round.',
  quantity: 'It says how much or how far in other words than the cited passage.',
  meaning: 'It does not mean what the cited passage means.',
};

function Mark({ sentence: { supported, fault } }: { sentence: Sentence }) {
  return supported ? (
    <Tooltip content="Checked: the cited passage supports this sentence">
      <span className="carrel-mark carrel-mark-ok" tabIndex={0} role="img" aria-label="Supported by the cited passage">
        <CheckCircleIcon />
      </span>
    </Tooltip>
  ) : (
    <Tooltip content={(fault && FAULTS[fault]) ?? 'The cited passage does not carry this sentence.'}>
      <span className="carrel-mark carrel-mark-bad" tabIndex={0}>
        <ExclamationTriangleIcon aria-hidden="true" /> not supported
      </span>
    </Tooltip>
  );
}

interface ChipProps {
  readonly number: number;
  readonly citation: Citation;
  readonly selected: Citation | undefined;
  readonly onCite: (citation: Citation) => void;
}

export function Chip({ number, citation, selected, onCite }: ChipProps) {
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
