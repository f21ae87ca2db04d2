import { Button, TextArea } from '@patternfly/react-core';
import PaperPlaneIcon from '@patternfly/react-icons/dist/esm/icons/paper-plane-icon';
import StopIcon from '@patternfly/react-icons/dist/esm/icons/stop-icon';
import { type FormEvent, type KeyboardEvent, type RefObject, useState } from 'react';

const MAX_QUESTION = 2000;

interface Props {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly running: boolean;
  /** Why nothing can be asked now, if so. */
  readonly blocked: string | undefined;
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
  readonly hint: string;
}

export function QuestionBox({ box, running, blocked, onAsk, onStop, hint }: Props) {
  const [text, setText] = useState('');
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
      <p id="ask-hint" className="carrel-small carrel-muted">
        {blocked ?? hint}
      </p>
    </form>
  );
}
