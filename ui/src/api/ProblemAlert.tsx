import { Alert, AlertActionCloseButton, AlertActionLink } from '@patternfly/react-core';
import type { Problem } from './types';

interface Props {
  readonly problem: Problem;
  readonly onClose?: () => void;
  readonly onRetry?: () => void;
}

export function ProblemAlert({ problem, onClose, onRetry }: Props) {
  return (
    <Alert
      isInline
      component="p"
      variant={problem.status === 429 ? 'warning' : 'danger'}
      title={problem.title}
      actionClose={onClose && <AlertActionCloseButton onClose={onClose} />}
      actionLinks={onRetry && <AlertActionLink onClick={onRetry}>Try again</AlertActionLink>}
    >
      {problem.detail && <p>{problem.detail}</p>}
      {problem.traceId && (
        <p className="carrel-small">
          Trace id <code>{problem.traceId}</code>
        </p>
      )}
    </Alert>
  );
}
