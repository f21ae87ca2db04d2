import {
  Button,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextInput,
} from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { PrincipalPicker } from '../access/PrincipalPicker';
import { MAX_REASON, type Named } from '../access/principals';
import type { OverseenCollection } from '../api/access';
import { ProblemAlert } from '../api/ProblemAlert';
import { useAct } from '../api/useAct';
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
  const ready = who !== undefined && reason.trim() !== '' && !busy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) act(() => api.access.raiseWall(collection.id, who.principal, reason.trim()), onRaised);
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="wall-title">
      <ModalHeader title="Raise an ethical wall" labelId="wall-title" description={`Around ${collection.name}`} />
      <ModalBody tabIndex={0}>
        <Form id="wall" className="carrel-dialog-form" onSubmit={submit}>
          {problem && <ProblemAlert problem={problem} />}
          <p className="carrel-muted">
            To whom it bars the collection, it is as if it were not there: membership, stewardship and emergencies do
            not help. They are not told.
          </p>
          <PrincipalPicker label="Whom to keep out" onChange={setWho} />
          <FormGroup label="Reason" isRequired fieldId="wall-reason">
            <TextInput
              id="wall-reason"
              isRequired
              maxLength={MAX_REASON}
              value={reason}
              onChange={(_, value) => setReason(value)}
            />
            <FormHelperText>
              <HelperText>
                <HelperTextItem>Such as the conflict of interest. Compliance sees this.</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="wall" isDisabled={!ready} isLoading={busy}>
          Raise the wall
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
