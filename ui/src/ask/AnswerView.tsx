import { Button, Spinner } from '@patternfly/react-core';
import CopyIcon from '@patternfly/react-icons/dist/esm/icons/copy-icon';
import PencilAltIcon from '@patternfly/react-icons/dist/esm/icons/pencil-alt-icon';
import { useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Citation } from '../api/types';
import { asText, isRunning, refusal, searchedLine, timingLine, type Turn, valueText, wordable } from './answerModel';
import { Comparison } from './Comparison';
import { Passages } from './Passages';
import { Chip, Sentences } from './Sentences';

interface Props {
  readonly turn: Turn;
  readonly selected: Citation | undefined;
  readonly onCite: (citation: Citation) => void;
  /** Asks again, for the model's words; undefined while another question is running. */
  readonly onWord: (() => void) | undefined;
}

/** One question and its answer, as far as it has come. */
export function AnswerView({ turn, selected, onCite, onWord }: Props) {
  const running = isRunning(turn);
  const cite = { selected, onCite };
  return (
    <article className="carrel-turn" data-phase={turn.phase} data-route={turn.route} aria-busy={running}>
      <h2 className="carrel-question">{turn.question}</h2>
      {turn.standalone && <p className="carrel-small carrel-muted">Understood as: {turn.standalone}</p>}
      <div className="carrel-answer" aria-live="polite">
        <Said turn={turn} {...cite} />
        {turn.phase === 'stopped' && (
          <p className="carrel-small carrel-muted">
            Stopped.{turn.prose && !turn.sentences ? ' The text above was not checked.' : ''}
          </p>
        )}
        {turn.problem && <ProblemAlert problem={turn.problem} />}
      </div>
      {turn.outcome === 'insufficient' ? (
        <Passages title="Nearest passages" citations={turn.nearest} {...cite} />
      ) : (
        <Passages title="Evidence" numbered citations={turn.citations} {...cite} />
      )}
      {!running && turn.phase !== 'failed' && (
        <div className="carrel-answer-foot">
          <span className="carrel-small carrel-muted">
            {[timingLine(turn), searchedLine(turn)].filter((part) => part !== '').join(' · ')}
          </span>
          <span>
            {onWord && wordable(turn) && (
              <Button variant="link" size="sm" icon={<PencilAltIcon />} onClick={onWord}>
                Put it in words
              </Button>
            )}
            <CopyButton turn={turn} />
          </span>
        </div>
      )}
    </article>
  );
}

/** The answer itself, or how far it is. */
function Said({ turn, selected, onCite }: Omit<Props, 'onWord'>) {
  const { sentences, value, perDocument = [], withheld = 0 } = turn;
  if (turn.phase === 'searching') return <Working text={searching(turn)} />;
  if (turn.outcome === 'insufficient') return <p className="carrel-insufficient">{refusal(turn)}</p>;
  const cited = value?.citation != null ? turn.citations[value.citation] : undefined;
  return (
    <>
      {value && (
        <p className="carrel-value">
          <strong>{valueText(value)}</strong>{' '}
          {cited && <Chip number={(value.citation ?? 0) + 1} citation={cited} selected={selected} onCite={onCite} />}
        </p>
      )}
      {turn.hedged && (
        <p className="carrel-hedge">
          Not certain: the passage is close to the question and may not answer it. Read it before you rely on it.
        </p>
      )}
      {perDocument.length > 0 ? (
        <Comparison turn={turn} perDocument={perDocument} selected={selected} onCite={onCite} />
      ) : sentences ? (
        <Sentences sentences={sentences} citations={turn.citations} selected={selected} onCite={onCite} />
      ) : (
        <p className="carrel-unchecked">{turn.prose}</p>
      )}
      {withheld > 0 && (
        <p className="carrel-small carrel-muted">
          {withheld === 1 ? 'One sentence was' : `${withheld} sentences were`} left out: the passages do not carry{' '}
          {withheld === 1 ? 'it' : 'them'}.
        </p>
      )}
      {turn.phase === 'writing' && !sentences && (
        <Working
          text={turn.prose === '' ? 'Evidence found. Writing the answer' : 'Writing; each sentence is checked'}
        />
      )}
    </>
  );
}

function searching({ compared }: Turn): string {
  return compared ? `Asking each document: ${compared.done} of ${compared.total}` : 'Searching the documents';
}

function Working({ text }: { text: string }) {
  return (
    <p className="carrel-working">
      <Spinner size="md" aria-hidden="true" /> <span>{text}</span>
    </p>
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
