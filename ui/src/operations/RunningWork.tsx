import { Button, Progress } from '@patternfly/react-core';
import type { ModelWork } from '../api/models';
import { ProblemAlert } from '../api/ProblemAlert';
import { useAct } from '../api/useAct';
import { useApi } from '../signin/SessionContext';
import { isRunning, percent, stageLine, workTitle } from './workModel';

interface Props {
  readonly work: readonly ModelWork[];
  readonly onChanged: () => void;
}

/** What is done with models, whichever page somebody looks at. */
export function RunningWork({ work, onChanged }: Props) {
  const running = work.filter(isRunning).toReversed();
  if (running.length === 0) return null;
  return (
    <ul className="carrel-running" aria-label="Under way">
      {running.map((each) => (
        <RunningItem key={each.id} work={each} onChanged={onChanged} />
      ))}
    </ul>
  );
}

function RunningItem({ work, onChanged }: { work: ModelWork; onChanged: () => void }) {
  const { models } = useApi();
  const { busy, problem, act, forget } = useAct();
  const title = workTitle(work);
  return (
    <li className="carrel-running-item" data-work={work.kind} data-model={work.model}>
      <Progress
        id={`work-${work.id}`}
        size="sm"
        title={
          <span className="carrel-labels">
            <strong>{title}</strong>
            <span className="carrel-muted">{stageLine(work)}</span>
          </span>
        }
        aria-label={title}
        value={percent(work)}
        valueText={`${stageLine(work)}, ${percent(work)}%`}
      />
      <Button
        variant="secondary"
        size="sm"
        isDisabled={busy}
        aria-label={`Cancel: ${title}`}
        onClick={() => act(() => models.cancel(work.id), onChanged)}
      >
        Cancel
      </Button>
      {problem && <ProblemAlert problem={problem} onClose={forget} />}
    </li>
  );
}
