import { useState } from 'react';
import { PrincipalPicker } from '../access/PrincipalPicker';
import type { Named } from '../access/principals';
import type { OverseenCollection } from '../api/access';
import { useAct } from '../api/useAct';
import { FormDialog } from '../app/FormDialog';
import { ReasonField } from '../app/ReasonField';
import { useApi } from '../signin/SessionContext';

interface Props {
  readonly collection: OverseenCollection;
  readonly onRaised: () => void;
  readonly onClose: () => void;
}

/** Keeps somebody out of a collection, whatever else they hold: an ethical wall. */
export function WallDialog({ collection, onRaised, onClose }: Props) {
  const api = useApi();
  const [who, setWho] = useState<Named>();
  const [reason, setReason] = useState('');
  const { busy, problem, act } = useAct({ once: true });
  const submit = () => {
    if (who) act(() => api.access.raiseWall(collection.id, who.principal, reason.trim()), onRaised);
  };
  return (
    <FormDialog
      title="Raise an ethical wall"
      description={`Around ${collection.name}`}
      confirm="Raise the wall"
      ready={who !== undefined && reason.trim() !== ''}
      busy={busy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="carrel-muted">
        To whom it bars the collection, it is as if it were not there: membership, stewardship and emergencies do not
        help. They are not told.
      </p>
      <PrincipalPicker label="Whom to keep out" onChange={setWho} />
      <ReasonField help="Such as the conflict of interest. Compliance sees this." value={reason} onChange={setReason} />
    </FormDialog>
  );
}
