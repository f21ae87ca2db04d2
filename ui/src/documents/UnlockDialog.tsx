import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { useAct } from '../api/useAct';
import { useApi } from '../signin/SessionContext';

interface Props {
  readonly documentId: string;
  readonly version: number;
  readonly name: string;
  readonly onUnlocked: () => void;
  readonly onClose: () => void;
}

/** Takes the password of an encrypted file, which is then read with it. */
export function UnlockDialog({ documentId, version, name, onUnlocked, onClose }: Props) {
  const api = useApi();
  const [password, setPassword] = useState('');
  const { busy, problem, act } = useAct({ once: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '' && !busy) act(() => api.unlock(documentId, version, password), onUnlocked);
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="unlock-title">
      <ModalHeader title={`Unlock ${name}`} labelId="unlock-title" />
      <ModalBody>
        <Form id="unlock" className="carrel-dialog-form" onSubmit={submit}>
          {problem && <ProblemAlert problem={problem} />}
          <p className="carrel-muted">The file is read again with its password, which is kept encrypted beside it.</p>
          <FormGroup label="Password of the file" isRequired fieldId="unlock-password">
            <TextInput
              id="unlock-password"
              type="password"
              isRequired
              autoFocus
              // It is the file's and not the reader's: a browser should not offer to keep it.
              autoComplete="off"
              value={password}
              onChange={(_, value) => setPassword(value)}
            />
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="unlock" isDisabled={password === ''} isLoading={busy}>
          Unlock
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
