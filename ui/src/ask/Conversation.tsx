import { Button, Title } from '@patternfly/react-core';
import type { RefObject } from 'react';
import type { Citation, CollectionKind } from '../api/types';
import { UploadButton } from '../documents/UploadButton';
import type { Sources } from '../documents/useSources';
import { AnswerView } from './AnswerView';
import type { Turn } from './answerModel';
import { type Options, QuestionBox } from './QuestionBox';
import { STARTERS } from './starters';
import { useFollow } from './useFollow';
import './conversation.css';

interface Props {
  readonly name: string;
  readonly kind: CollectionKind;
  readonly turns: readonly Turn[];
  readonly running: boolean;
  readonly sources: Sources;
  readonly asked: number;
  readonly indexed: number;
  readonly cited: { readonly turn: number; readonly citation: Citation } | undefined;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly options: Options;
  readonly onOptions: (options: Options) => void;
  readonly onAsk: (question: string) => void;
  readonly onWord: (turn: Turn) => void;
  readonly onStop: () => void;
  readonly onClear: () => void;
  readonly onCite: (turn: number, citation: Citation) => void;
}

export function Conversation(props: Props) {
  const { turns, running, asked, indexed, sources } = props;
  const count = turns.length;
  const scroller = useFollow(turns);
  const blocked =
    indexed === 0
      ? sources.busy
        ? 'The documents are being read. You can ask as soon as the first one is ready.'
        : 'Upload a document first.'
      : asked === 0
        ? 'Select at least one document on the left.'
        : undefined;
  return (
    <section className="carrel-conversation" aria-label="Conversation">
      <div className="carrel-pane-head">
        <Title headingLevel="h1" size="lg">
          {props.name}
        </Title>
        {count > 0 && (
          <Button variant="link" size="sm" onClick={props.onClear}>
            Clear
          </Button>
        )}
      </div>
      <div ref={scroller} className="carrel-turns" tabIndex={0} role="region" aria-label="Questions and answers">
        {count === 0 ? (
          <Start {...props} />
        ) : (
          turns.map((turn) => (
            <AnswerView
              key={turn.id}
              turn={turn}
              selected={props.cited?.turn === turn.id ? props.cited.citation : undefined}
              onCite={(citation) => props.onCite(turn.id, citation)}
              onWord={running ? undefined : () => props.onWord(turn)}
            />
          ))
        )}
      </div>
      <QuestionBox
        box={props.box}
        running={running}
        blocked={blocked}
        asked={asked}
        options={props.options}
        onOptions={props.onOptions}
        onAsk={props.onAsk}
        onStop={props.onStop}
      />
    </section>
  );
}

function Start({ kind, sources, indexed, onAsk, running }: Props) {
  const empty = sources.listed.state === 'ready' && sources.sources.length + sources.uploads.sendings.length === 0;
  if (empty) {
    return (
      <div className="carrel-start">
        <Title headingLevel="h2">{kind === 'patient' ? 'Add the first record' : 'Add the first document'}</Title>
        <p className="carrel-muted">
          Drop files or whole folders into the column on the left, or choose them here. PDF, office documents, scans,
          text, e-mail, archives and clinical records can be read. They are stored encrypted and never leave this
          server.
        </p>
        <UploadButton onFiles={sources.uploads.add} label="Choose files" primary />
      </div>
    );
  }
  return (
    <div className="carrel-start">
      <Title headingLevel="h2">Ask the documents</Title>
      <p className="carrel-muted">Every sentence of an answer is checked against the passage that it cites.</p>
      <ul className="carrel-starters">
        {STARTERS[kind].map((question) => (
          <li key={question}>
            <Button variant="secondary" isDisabled={indexed === 0 || running} onClick={() => onAsk(question)}>
              {question}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
