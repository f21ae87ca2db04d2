import { Button, Form, FormGroup, Switch, TextInput } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import type { NewMember } from '../api/access';
import { FieldHelp } from '../app/FieldHelp';
import { ReasonField } from '../app/ReasonField';
import { PrincipalPicker } from './PrincipalPicker';
import { dayOf, endOfDay, type Named } from './principals';

interface Props {
  readonly busy: boolean;
  readonly onAdd: (member: NewMember) => void;
  readonly onCancel: () => void;
}

/** Whom to let in, why and until when. */
export function AddMember({ busy, onAdd, onCancel }: Props) {
  const [chosen, setChosen] = useState<Named>();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [steward, setSteward] = useState(false);
  const ready = chosen !== undefined && reason.trim() !== '' && !busy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    onAdd({
      principal: chosen.principal,
      steward,
      reason: reason.trim(),
      ...(until === '' ? {} : { until: endOfDay(until) }),
    });
  };
  return (
    <Form className="carrel-access-form" aria-label="Add a member" onSubmit={submit}>
      <PrincipalPicker label="Who" onChange={setChosen} />
      <ReasonField help="Why they need it. All members see this." value={reason} onChange={setReason} />
      <FormGroup label="Last day" fieldId="member-until">
        <TextInput
          id="member-until"
          type="date"
          min={dayOf(new Date())}
          value={until}
          onChange={(_, value) => setUntil(value)}
        />
        <FieldHelp>Left empty, it does not end by itself.</FieldHelp>
      </FormGroup>
      <Switch
        id="member-steward"
        label="Steward: may let others in and restrict documents"
        isChecked={steward}
        onChange={(_, on) => setSteward(on)}
      />
      <div className="carrel-access-buttons">
        <Button type="submit" isDisabled={!ready} isLoading={busy}>
          Add
        </Button>
        <Button variant="link" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </Form>
  );
}
