import { FormGroup, TextInput } from '@patternfly/react-core';
import { useState } from 'react';
import { useAct } from '../api/useAct';
import { FormDialog } from '../app/FormDialog';
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
  return (
    <FormDialog
      title={`Unlock ${name}`}
      confirm="Unlock"
      ready={password !== ''}
      busy={busy}
      problem={problem}
      onSubmit={() => act(() => api.unlock(documentId, version, password), onUnlocked)}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
