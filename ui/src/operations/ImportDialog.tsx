import { Alert, FormGroup, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core';
import { useState } from 'react';
import type { Candidate, NewImport } from '../api/models';
import { useAct } from '../api/useAct';
import { FieldHelp } from '../app/FieldHelp';
import { FormDialog } from '../app/FormDialog';
import { ReasonField } from '../app/ReasonField';
import { useApi } from '../signin/SessionContext';
import { diskSize } from './modelsModel';
import { useOperations } from './useOperations';
import { isModelName, proposedName } from './workModel';

const LONGEST_NAME = 64;

interface Props {
  readonly candidate: Candidate;
  readonly onClose: () => void;
}

/** Orders an import: of a signed model as it is, of any other with a name and a reason. */
export function ImportDialog({ candidate, onClose }: Props) {
  const { models } = useApi();
  const { list, reload } = useOperations();
  const { busy, problem, act } = useAct({ once: true });
  const signed = candidate.stated ?? undefined;
  const [name, setName] = useState(signed?.name ?? proposedName(candidate.path));
  const [base, setBase] = useState('');
  const [reason, setReason] = useState('');
  const others = list.incoming.filter(({ path }) => path !== candidate.path);
  const taken = list.items.some((model) => model.name === name);
  const ready = isModelName(name) && (signed !== undefined || reason.trim() !== '');
  const submit = () => {
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
    <FormDialog
      title={`Import ${candidate.path}`}
      description={signed ? `Signed by ${candidate.key}` : `${diskSize(candidate.bytes)}; nobody signed for it`}
      confirm={signed ? 'Import' : 'Import unsigned'}
      ready={ready}
      busy={busy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
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
      {!signed && (
        <ReasonField
          label="Why it is taken in unsigned"
          rows={2}
          help="Such as where it comes from and who checked its hash. It is kept in the audit log and on its card."
          value={reason}
          onChange={setReason}
        />
      )}
      <p className="carrel-small carrel-muted">
        The files are read by a process of its own, without a network. Nothing answers by the model until it is
        evaluated and activated. Your password may be asked for again.
      </p>
    </FormDialog>
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
      <FieldHelp variant={wrong ? 'error' : 'default'}>
        Lower-case letters, digits, dots, dashes and underscores; a letter or digit first.
      </FieldHelp>
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
