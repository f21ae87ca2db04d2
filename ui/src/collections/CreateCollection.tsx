import { Checkbox, FormGroup, Radio, TextInput } from '@patternfly/react-core';
import { useState } from 'react';
import type { Collection, CollectionKind } from '../api/types';
import { useAct } from '../api/useAct';
import { FormDialog } from '../app/FormDialog';
import { useApi, useMe } from '../signin/SessionContext';

const MAX_NAME = 200;
const ROLE_OF_KIND = { matter: 'legal', patient: 'clinician' } as const;

interface Props {
  readonly onCreated: (collection: Collection) => void;
  readonly onClose: () => void;
}

export function CreateCollection({ onCreated, onClose }: Props) {
  const api = useApi();
  const { roles } = useMe();
  const may = (of: CollectionKind) => roles.includes(ROLE_OF_KIND[of]);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<CollectionKind>(may('patient') && !may('matter') ? 'patient' : 'matter');
  const [share, setShare] = useState(false);
  const { busy, problem, act } = useAct({ once: true });
  return (
    <FormDialog
      title="New collection"
      confirm="Create"
      ready={name.trim() !== '' && may(kind)}
      busy={busy}
      problem={problem}
      onSubmit={() => act(() => api.createCollection(name.trim(), kind, share), onCreated)}
      onClose={onClose}
    >
      <FormGroup label="Name" isRequired fieldId="collection-name">
        <TextInput
          id="collection-name"
          isRequired
          autoFocus
          maxLength={MAX_NAME}
          value={name}
          onChange={(_, value) => setName(value)}
        />
      </FormGroup>
      <FormGroup role="radiogroup" label="Kind" fieldId="collection-kind" isStack>
        <Radio
          id="kind-matter"
          name="kind"
          label="Matter"
          description={may('matter') ? 'Contracts and correspondence' : 'Takes the role “legal”, which you do not have'}
          isDisabled={!may('matter')}
          isChecked={kind === 'matter'}
          onChange={() => setKind('matter')}
        />
        <Radio
          id="kind-patient"
          name="kind"
          label="Patient"
          description={
            may('patient') ? 'Clinical records of one person' : 'Takes the role “clinician”, which you do not have'
          }
          isDisabled={!may('patient')}
          isChecked={kind === 'patient'}
          onChange={() => setKind('patient')}
        />
      </FormGroup>
      <FormGroup label="Members" role="group" fieldId="collection-share">
        <Checkbox
          id="collection-share"
          label={`Share with everybody in the role “${ROLE_OF_KIND[kind]}”`}
          description="Otherwise you are its only member."
          isChecked={share}
          onChange={(_, checked) => setShare(checked)}
        />
      </FormGroup>
    </FormDialog>
  );
}
