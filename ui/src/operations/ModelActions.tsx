import { Button } from '@patternfly/react-core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Model } from '../api/models';
import { ProblemAlert } from '../api/ProblemAlert';
import { useAct } from '../api/useAct';
import { MAIN } from '../app/main';
import { useApi } from '../signin/SessionContext';
import { ActivateDialog } from './ActivateDialog';
import { ConfirmDialog } from './ConfirmDialog';
import { EncoderDialog } from './EncoderDialog';
import { diskSize, gateOf, keptBecause, mayTakeOver, roleOf } from './modelsModel';
import { OPERATIONS_PATH } from './routes';
import { useOperations } from './useOperations';
import { isRunning } from './workModel';

interface Props {
  readonly model: Model;
  /** On its own page, what is done rarely too. */
  readonly whole?: boolean;
}

/** What an operator can do with a model, as far as it has come. */
export function ModelActions({ model, whole }: Props) {
  const { models } = useApi();
  const { list, work, reload, say } = useOperations();
  const { busy, problem, act, forget } = useAct();
  const [activating, setActivating] = useState(false);
  const { name } = model;
  const gate = gateOf(model, list);
  const open = mayTakeOver(gate);
  const isEncoder = roleOf(model) === 'encoder';
  const evaluating = work.some((each) => isRunning(each) && each.kind === 'evaluation' && each.model === name);
  const evaluateLabel = evaluating ? 'Being evaluated' : model.evaluation ? 'Evaluate again' : 'Evaluate';
  const verb = isEncoder ? 'Find by it' : 'Activate';
  const activateLabel = gate === 'passed' ? verb : `${verb} all the same`;
  const evaluate = () =>
    act(
      () => models.evaluate(name),
      () => {
        say({ title: `The evaluation of ${name} has begun`, variant: 'info' });
        reload();
      },
    );
  return (
    <>
      <div className="carrel-model-actions">
        {open && (
          <Button
            variant={gate === 'unevaluated' || gate === 'outdated' ? 'primary' : 'secondary'}
            size="sm"
            isDisabled={busy || evaluating}
            aria-label={`${evaluateLabel}: ${name}`}
            onClick={evaluate}
          >
            {evaluateLabel}
          </Button>
        )}
        {open && !(isEncoder && list.encoder.next) && (
          <Button
            variant={gate === 'passed' ? 'primary' : 'secondary'}
            size="sm"
            aria-label={`${activateLabel}: ${name}`}
            onClick={() => setActivating(true)}
          >
            {activateLabel}
          </Button>
        )}
        {whole && <Remove model={model} />}
      </div>
      {problem && <ProblemAlert problem={problem} onClose={forget} />}
      {activating && !isEncoder && <ActivateDialog model={model} onClose={() => setActivating(false)} />}
      {activating && isEncoder && <EncoderDialog model={model} onClose={() => setActivating(false)} />}
    </>
  );
}

function Remove({ model }: { model: Model }) {
  const { models } = useApi();
  const { list, reload, say } = useOperations();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const kept = keptBecause(model, list);
  if (kept) return <span className="carrel-small carrel-muted">Cannot be removed: {kept.toLowerCase()}</span>;
  const removed = () => {
    say({ title: `${model.name} is removed`, variant: 'success' });
    reload();
    void navigate(OPERATIONS_PATH);
    document.getElementById(MAIN)?.focus();
  };
  return (
    <>
      <Button variant="link" isDanger size="sm" onClick={() => setAsking(true)}>
        Remove
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Remove ${model.name}?`}
          confirm="Remove"
          isDanger
          call={() => models.remove(model.name)}
          onDone={removed}
          onClose={() => setAsking(false)}
        >
          <p>
            Its files are deleted from this machine, {diskSize(model.bytes)}, and what was decided about it. To have it
            again, it is imported again.
          </p>
          <p className="carrel-small carrel-muted">The audit log keeps what it was and when it answered.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
