import { Alert } from '@patternfly/react-core';
import type { Model } from '../api/models';
import { MAIN } from '../app/main';
import { useApi } from '../signin/SessionContext';
import { ConfirmDialog } from './ConfirmDialog';
import { type Gate, gateOf } from './modelsModel';
import { Scores } from './Scores';
import { useOperations } from './useOperations';

const WARNINGS: Readonly<Partial<Record<Gate, string>>> = {
  unevaluated: 'It was not evaluated',
  outdated: 'Its evaluation is out of date',
  refused: 'It has not passed its evaluation',
};

interface Props {
  readonly model: Model;
  readonly onClose: () => void;
}

/** Lets a model answer: one that has passed, or one that there is a reason for. */
export function ActivateDialog({ model, onClose }: Props) {
  const { models } = useApi();
  const { list, reload, say } = useOperations();
  const gate = gateOf(model, list);
  const passed = gate === 'passed';
  const before = list.serving ?? list.active;
  const done = () => {
    say({
      title: `${model.name} answers now`,
      detail: before && before !== model.name ? `You can roll back to ${before}.` : undefined,
      variant: 'success',
    });
    onClose();
    reload();
    document.getElementById(MAIN)?.focus();
  };
  return (
    <ConfirmDialog
      title={passed ? `Activate ${model.name}?` : `Activate ${model.name} all the same?`}
      confirm={passed ? 'Activate' : 'Activate all the same'}
      isDanger={!passed}
      {...(passed
        ? {}
        : { reasonHelp: 'Why it is to answer nevertheless. It is kept in the audit log and in the history.' })}
      call={(reason) => models.activate(model.name, passed ? undefined : reason)}
      onDone={done}
      onClose={onClose}
    >
      {!passed && (
        <Alert isInline isPlain component="p" variant="warning" title={WARNINGS[gate] ?? 'It has not passed'}>
          {gate === 'refused' ? model.evaluation?.verdict : 'Nothing says that it answers as well as the one in use.'}
        </Alert>
      )}
      <p>
        <strong>{model.name}</strong> is opened, and answers every question from then on
        {before && before !== model.name ? ` in place of ${before}` : ''}. What is being written at this moment is
        finished by the model that began it.
      </p>
      {model.evaluation && gate !== 'outdated' && <Scores evaluation={model.evaluation} candidate={model} />}
      <p className="carrel-small carrel-muted">
        Opening takes some seconds. {before ? 'Going back is one click. ' : ''}Your password may be asked for again.
      </p>
    </ConfirmDialog>
  );
}
