import { Button, FormGroup, TextArea, TextInput } from '@patternfly/react-core';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { useAct } from '../api/useAct';
import { FieldHelp } from '../app/FieldHelp';
import { FormDialog } from '../app/FormDialog';
import { useApi } from '../signin/SessionContext';
import { fingerprint, grouped } from './fingerprint';

const LONGEST_NAME = 100;
/** A public key in PEM has some hundred characters; what is longer is another file. */
const LONGEST_KEY = 1_000;

interface Props {
  readonly onAccepted: (name: string) => void;
  readonly onClose: () => void;
}

/** Takes a publisher's public key, and shows its fingerprint before it counts. */
export function AcceptKeyDialog({ onAccepted, onClose }: Props) {
  const { models } = useApi();
  const { busy, problem, act } = useAct({ once: true });
  const [name, setName] = useState('');
  const [pem, setPem] = useState('');
  const id = useFingerprint(pem);
  const submit = () =>
    act(
      () => models.acceptKey(name.trim(), pem),
      () => onAccepted(name.trim()),
    );
  return (
    <FormDialog
      title="Accept a publisher’s key"
      description="Models that it signs are taken in from now on."
      confirm="Accept the key"
      ready={name.trim() !== '' && id !== undefined}
      busy={busy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormGroup label="Whose key it is" isRequired fieldId="key-name">
        <TextInput
          id="key-name"
          isRequired
          autoFocus
          autoComplete="off"
          maxLength={LONGEST_NAME}
          value={name}
          onChange={(_, value) => setName(value)}
        />
      </FormGroup>
      <PublicKey pem={pem} wrong={pem.trim() !== '' && id === undefined} onChange={setPem} />
      <div role="status">
        {id !== undefined && (
          <>
            <p>Its fingerprint is</p>
            <p>
              <code className="carrel-fingerprint">{grouped(id)}</code>
            </p>
            <p className="carrel-small carrel-muted">
              Compare it with the one that the publisher told you by another way than the key itself.
            </p>
          </>
        )}
      </div>
    </FormDialog>
  );
}

interface PublicKeyProps {
  readonly pem: string;
  readonly wrong: boolean;
  readonly onChange: (pem: string) => void;
}

function PublicKey({ pem, wrong, onChange }: PublicKeyProps) {
  const file = useRef<HTMLInputElement>(null);
  const read = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    void chosen
      ?.slice(0, LONGEST_KEY + 1)
      .text()
      .then(onChange);
    // The same file can be chosen again.
    event.target.value = '';
  };
  return (
    <FormGroup
      label="Public key"
      isRequired
      fieldId="key-pem"
      labelInfo={
        <Button variant="link" isInline size="sm" onClick={() => file.current?.click()}>
          Choose a file
        </Button>
      }
    >
      <TextArea
        id="key-pem"
        className="carrel-pem"
        isRequired
        rows={4}
        resizeOrientation="vertical"
        spellCheck={false}
        validated={wrong ? 'error' : 'default'}
        placeholder="-----BEGIN PUBLIC KEY-----"
        value={pem}
        onChange={(_, value) => onChange(value)}
      />
      <input
        ref={file}
        type="file"
        hidden
        accept=".pem,.pub,.txt"
        aria-label="File of the public key"
        onChange={read}
      />
      <FieldHelp variant={wrong ? 'error' : 'default'}>
        {wrong ? 'This is not the public key of an Ed25519 pair in PEM.' : 'Ed25519, in PEM: pasted, or from a file.'}
      </FieldHelp>
    </FormGroup>
  );
}

/** Of the key in a text; undefined while there is none in it. */
function useFingerprint(pem: string): string | undefined {
  const [found, setFound] = useState<{ of: string; id: string | undefined }>();
  useEffect(() => {
    let wanted = true;
    void fingerprint(pem).then((id) => {
      if (wanted) setFound({ of: pem, id });
    });
    return () => {
      wanted = false;
    };
  }, [pem]);
  return found?.of === pem ? found.id : undefined;
}
