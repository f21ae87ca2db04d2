import {
  Button,
  Checkbox,
  Form,
  FormGroup,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Radio,
  TextInput,
} from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Collection, CollectionKind } from '../api/types';
import { useAct } from '../api/useAct';
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
  const ready = name.trim() !== '' && may(kind) && !busy;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) act(() => api.createCollection(name.trim(), kind, share), onCreated);
  };

  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="create-collection-title">
      <ModalHeader title="New collection" labelId="create-collection-title" />
      <ModalBody>
        <Form id="create-collection" onSubmit={submit}>
          {problem && <ProblemAlert problem={problem} />}
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
              description={
                may('matter') ? 'Contracts and correspondence' : 'Takes the role “legal”, which you do not have'
              }
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
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="create-collection" isDisabled={!ready} isLoading={busy}>
          Create
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
