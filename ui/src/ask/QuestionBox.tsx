import { Button, Checkbox, TextArea } from '@patternfly/react-core';
import PaperPlaneIcon from '@patternfly/react-icons/dist/esm/icons/paper-plane-icon';
import StopIcon from '@patternfly/react-icons/dist/esm/icons/stop-icon';
import { type FormEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import { useDocumentTypes } from '../documents/DocumentTypesContext';
import { NarrowForm } from './NarrowForm';
import { type Narrowing, narrowingLine } from './narrowing';

const MAX_QUESTION = 2000;
/** The server asks at most so many documents one by one. */
const MOST_COMPARED = 20;

/** How the next questions are asked. */
export interface Options {
  readonly narrowing: Narrowing;
  readonly compare: boolean;
}

interface Props {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly running: boolean;
  /** Why nothing can be asked now, if so. */
  readonly blocked: string | undefined;
  /** Documents that the question would go to. */
  readonly asked: number;
  readonly options: Options;
  readonly onOptions: (options: Options) => void;
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
}

export function QuestionBox({ box, running, blocked, asked, options, onOptions, onAsk, onStop }: Props) {
  const [text, setText] = useState('');
  const [narrowing, setNarrowing] = useState(false);
  const { label } = useDocumentTypes();
  const comparable = asked > 1 && asked <= MOST_COMPARED;
  const narrowed = narrowingLine(options.narrowing, label);
  const hint = asked === 1 ? 'Asks the one selected document' : `Asks ${asked} documents`;
  const ready = !running && blocked === undefined && text.trim() !== '';
  const send = () => {
    if (!ready) return;
    onAsk(text.trim());
    setText('');
    // PatternFly grows the box with its text and does not shrink it again when the text is taken away.
    box.current?.parentElement?.style.removeProperty('height');
  };
  const stop = () => {
    onStop();
    // The button that had the focus is gone.
    box.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a candidate.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form className="carrel-ask-form" onSubmit={submit}>
      {narrowing && (
        <NarrowForm
          id="ask-narrow"
          narrowing={options.narrowing}
          onChange={(to) => onOptions({ ...options, narrowing: to })}
        />
      )}
      <div className="carrel-ask-row">
        <TextArea
          ref={box}
          aria-label="Question"
          placeholder="Ask the documents"
          autoResize
          rows={1}
          resizeOrientation="none"
          maxLength={MAX_QUESTION}
          value={text}
          onChange={(_, value) => setText(value)}
          onKeyDown={onKeyDown}
          aria-describedby="ask-hint"
        />
        {running ? (
          <Button variant="secondary" icon={<StopIcon />} onClick={stop}>
            Stop
          </Button>
        ) : (
          <Button type="submit" icon={<PaperPlaneIcon />} isDisabled={!ready}>
            Ask
          </Button>
        )}
      </div>
      <div className="carrel-ask-options carrel-small">
        <span id="ask-hint" className="carrel-muted">
          {blocked ?? (narrowed ? `${hint}: ${narrowed}` : hint)}
        </span>
        <Button
          variant="link"
          isInline
          aria-expanded={narrowing}
          aria-controls="ask-narrow"
          onClick={() => setNarrowing(!narrowing)}
        >
          Narrow
        </Button>
        {comparable && (
          <Checkbox
            id="ask-compare"
            label="Compare the documents"
            isChecked={options.compare}
            onChange={(_, compare) => onOptions({ ...options, compare })}
          />
        )}
      </div>
    </form>
  );
}
