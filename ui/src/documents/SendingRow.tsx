import { Button, Progress, ProgressSize } from '@patternfly/react-core';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';
import { ProblemAlert } from '../api/ProblemAlert';
import type { SendingFile } from './sourceModel';

interface Props {
  readonly sending: SendingFile;
  readonly onDrop: () => void;
  readonly onRetry: () => void;
}

/** A file that this browser still sends, or could not send. */
export function SendingRow({ sending, onDrop, onRetry }: Props) {
  if (sending.state === 'failed' && sending.problem) {
    const title = `${sending.name}: ${sending.problem.title}`;
    return (
      <li className="carrel-source">
        <ProblemAlert problem={{ ...sending.problem, title }} onClose={onDrop} onRetry={onRetry} />
      </li>
    );
  }
  return (
    <li className="carrel-source">
      <div className="carrel-source-line">
        <span className="carrel-source-name">{sending.name}</span>
        <Button
          variant="plain"
          size="sm"
          icon={<TimesIcon />}
          aria-label={`Stop sending ${sending.name}`}
          onClick={onDrop}
        />
      </div>
      <Progress
        aria-label={`Sending ${sending.name}`}
        size={ProgressSize.sm}
        value={Math.round(sending.sent * 100)}
        measureLocation="none"
      />
      <span className="carrel-small carrel-muted">
        {sending.state === 'waiting' ? 'Waiting to be sent' : 'Sending'}
      </span>
    </li>
  );
}
