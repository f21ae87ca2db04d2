import { Timestamp } from '@patternfly/react-core';
import { MAIN } from '../app/main';
import { useApi } from '../signin/SessionContext';
import { ConfirmDialog } from './ConfirmDialog';
import { standingActivation } from './modelsModel';
import { useOperations } from './useOperations';

interface Props {
  readonly previous: string;
  readonly onClose: () => void;
}

/** Goes back to the model that answered before. */
export function RollBackDialog({ previous, onClose }: Props) {
  const { models } = useApi();
  const { list, reload, say } = useOperations();
  const activation = standingActivation(list);
  const done = () => {
    say({ title: `${previous} answers again`, variant: 'success' });
    onClose();
    reload();
    document.getElementById(MAIN)?.focus();
  };
  return (
    <ConfirmDialog
      title={`Roll back to ${previous}?`}
      confirm="Roll back"
      call={() => models.rollBack()}
      onDone={done}
      onClose={onClose}
    >
      <p>
        <strong>{previous}</strong> answers every question from now on. What {list.active} is writing at this moment, it
        finishes.
      </p>
      <p>
        This takes back the activation of <strong>{list.active}</strong>
        {activation && (
          <>
            {' of '}
            <Timestamp date={new Date(activation.at)} dateFormat="medium" timeFormat="short" />
            {activation.by && `, by ${activation.by}`}
          </>
        )}
        . It stays here, and can be activated again after an evaluation.
      </p>
      <p className="carrel-small carrel-muted">
        No evaluation is asked for: {previous} answered before. The audit log says that it was you. Your password may be
        asked for again.
      </p>
    </ConfirmDialog>
  );
}
