import {
  Alert,
  Button,
  Form,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextArea,
  TextInput,
} from '@patternfly/react-core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Candidate, NewImport } from '../api/models';
import { ProblemAlert } from '../api/ProblemAlert';
import { useAct } from '../api/useAct';
import { useApi } from '../signin/SessionContext';
import { diskSize } from './modelsModel';
import { useOperations } from './useOperations';
import { isModelName, proposedName } from './workModel';

const LONGEST_REASON = 500;
const LONGEST_NAME = 64;

interface Props {
  readonly candidate: Candidate;
  readonly onClose: () => void;
}

/** Orders an import: of a signed model as it is, of any other with a name and a reason. */
export function ImportDialog({ candidate, onClose }: Props) {
  const { models } = useApi();
  const { list, reload } = useOperations();
  const { busy, problem, act } = useAct();
  const signed = candidate.stated ?? undefined;
  const [name, setName] = useState(signed?.name ?? proposedName(candidate.path));
  const [base, setBase] = useState('');
  const [reason, setReason] = useState('');
  const others = list.incoming.filter(({ path }) => path !== candidate.path);
  const taken = list.items.some((model) => model.name === name);
  const ready = !busy && isModelName(name) && (signed !== undefined || reason.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const wanted: NewImport = {
      source: candidate.path,
      ...(signed ? {} : { name, unsigned: reason.trim() }),
      ...(base ? { base } : {}),
    };
    act(
      () => models.import(wanted),
      () => {
        onClose();
        reload();
      },
    );
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="import-title">
      <ModalHeader
        title={`Import ${candidate.path}`}
        labelId="import-title"
        description={signed ? `Signed by ${candidate.key}` : `${diskSize(candidate.bytes)}; nobody signed for it`}
      />
      <ModalBody tabIndex={0}>
        <Form id="import" className="carrel-dialog-form" onSubmit={submit}>
          {problem && <ProblemAlert problem={problem} />}
          {signed ? (
            <p>
              <strong>
                {signed.name} {signed.version}
              </strong>
              , {signed.licence}. Its files are held against the ones in the manifest.
            </p>
          ) : (
            <Name name={name} onChange={setName} />
          )}
          {taken && (
            <Alert isInline isPlain component="p" variant="info" title="A model of this name is here">
              Only the same files are taken in again under it.
            </Alert>
          )}
          {others.length > 0 && <Base candidates={others} base={base} onChange={setBase} />}
          {!signed && <Reason reason={reason} onChange={setReason} />}
          <p className="carrel-small carrel-muted">
            The files are read by a process of its own, without a network. Nothing answers by the model until it is
            evaluated and activated. Your password may be asked for again.
          </p>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="import" isDisabled={!ready} isLoading={busy}>
          {signed ? 'Import' : 'Import unsigned'}
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function Name({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const wrong = name !== '' && !isModelName(name);
  return (
    <FormGroup label="Name" isRequired fieldId="import-name">
      <TextInput
        id="import-name"
        isRequired
        autoFocus
        autoComplete="off"
        maxLength={LONGEST_NAME}
        validated={wrong ? 'error' : 'default'}
        value={name}
        onChange={(_, value) => onChange(value)}
      />
      <Help variant={wrong ? 'error' : 'default'}>
        Lower-case letters, digits, dots, dashes and underscores; a letter or digit first.
      </Help>
    </FormGroup>
  );
}

interface BaseProps {
  readonly candidates: readonly Candidate[];
  readonly base: string;
  readonly onChange: (path: string) => void;
}

function Base({ candidates, base, onChange }: BaseProps) {
  return (
    <FormGroup label="Base, for an adapter (LoRA) only" fieldId="import-base">
      <FormSelect id="import-base" value={base} onChange={(_, value) => onChange(value)}>
        <FormSelectOption value="" label="None: it is a whole model" />
        {candidates.map(({ path }) => (
          <FormSelectOption key={path} value={path} label={path} />
        ))}
      </FormSelect>
    </FormGroup>
  );
}

function Reason({ reason, onChange }: { reason: string; onChange: (reason: string) => void }) {
  return (
    <FormGroup label="Why it is taken in unsigned" isRequired fieldId="import-reason">
      <TextArea
        id="import-reason"
        isRequired
        rows={2}
        resizeOrientation="vertical"
        maxLength={LONGEST_REASON}
        value={reason}
        onChange={(_, value) => onChange(value)}
      />
      <Help>Such as where it comes from and who checked its hash. It is kept in the audit log and on its card.</Help>
    </FormGroup>
  );
}

function Help({ variant = 'default', children }: { variant?: 'default' | 'error'; children: ReactNode }) {
  return (
    <FormHelperText>
      <HelperText>
        <HelperTextItem variant={variant}>{children}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}
