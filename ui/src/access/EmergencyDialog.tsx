import { Checkbox, FormGroup, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAct } from '../api/useAct';
import { FieldHelp } from '../app/FieldHelp';
import { FormDialog } from '../app/FormDialog';
import { MAIN } from '../app/main';
import { ReasonField } from '../app/ReasonField';
import { useCollections } from '../collections/CollectionsContext';
import { toAsk } from '../collections/routes';
import { useMe, useSession } from '../signin/SessionContext';
import { EMERGENCY, statePurpose } from './purposes';

const MAX_NAME = 200;
const SHORTEST_REASON = 10;
const DURATIONS = [
  [30, '30 minutes'],
  [60, '1 hour'],
  [120, '2 hours'],
  [240, '4 hours'],
] as const;

interface Props {
  readonly onClose: () => void;
}

/** Opens a patient's record to a clinician who is no member of it: 45 CFR 164.312(a)(2)(ii). */
export function EmergencyDialog({ onClose }: Props) {
  const { api } = useSession();
  const { subject } = useMe();
  const collections = useCollections();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState<number>(60);
  const [attested, setAttested] = useState(false);
  const { busy, problem, act } = useAct({ once: true });
  const [opened, setOpened] = useState<string>();
  const ready = name.trim() !== '' && reason.trim().length >= SHORTEST_REASON && attested;

  const listed = collections.state === 'ready' && collections.value.some(({ id }) => id === opened);
  useEffect(() => {
    // Its page shows what the list knows.
    if (!opened || !listed) return;
    void navigate(toAsk(opened));
    requestAnimationFrame(() => document.getElementById(MAIN)?.focus());
  }, [listed, navigate, opened]);

  const submit = () => {
    const { access } = api.withPurpose(EMERGENCY);
    act(
      () => access.openEmergency({ name: name.trim(), reason: reason.trim(), attested, minutes }),
      ({ collectionId }) => {
        statePurpose(sessionStorage, subject, collectionId, EMERGENCY);
        setOpened(collectionId);
        collections.reload();
      },
    );
  };

  return (
    <FormDialog
      title="Emergency access"
      description="For a patient who cannot wait until somebody lets you in."
      danger="danger"
      confirm="Open the record"
      ready={ready}
      busy={busy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormGroup label="Name of the record" isRequired fieldId="emergency-name">
        <TextInput
          id="emergency-name"
          isRequired
          autoFocus
          autoComplete="off"
          maxLength={MAX_NAME}
          value={name}
          onChange={(_, value) => setName(value)}
        />
        <FieldHelp>Exactly as the record is called.</FieldHelp>
      </FormGroup>
      <ReasonField
        rows={3}
        help={`Why it cannot wait, in at least ${SHORTEST_REASON} characters.`}
        value={reason}
        onChange={setReason}
      />
      <FormGroup label="For how long" fieldId="emergency-minutes">
        <FormSelect id="emergency-minutes" value={minutes} onChange={(_, value) => setMinutes(Number(value))}>
          {DURATIONS.map(([value, label]) => (
            <FormSelectOption key={value} value={value} label={label} />
          ))}
        </FormSelect>
      </FormGroup>
      <Checkbox
        id="emergency-attested"
        label="I need this record to treat the patient now"
        description="I know that everything I see is recorded and that somebody else will review it."
        isChecked={attested}
        onChange={(_, on) => setAttested(on)}
      />
    </FormDialog>
  );
}
