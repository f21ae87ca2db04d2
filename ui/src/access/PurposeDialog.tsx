import { FormGroup, Radio } from '@patternfly/react-core';
import { useState } from 'react';
import { FormDialog } from '../app/FormDialog';
import { type Purpose, PURPOSES } from './purposes';

interface Props {
  readonly name: string;
  /** What was stated before; nothing is proposed, because it is the person's statement. */
  readonly before: Purpose | undefined;
  readonly onStated: (purpose: Purpose) => void;
  readonly onClose: () => void;
}

/** Asks why a patient's record is opened. */
export function PurposeDialog({ name, before, onStated, onClose }: Props) {
  const [purpose, setPurpose] = useState(before);
  const submit = () => {
    if (purpose) onStated(purpose);
  };
  return (
    <FormDialog
      title="Why are you opening this record?"
      description={name}
      confirm={before ? 'Change' : 'Open the record'}
      cancel={before ? 'Cancel' : 'Do not open it'}
      ready={purpose !== undefined}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormGroup role="radiogroup" label="Purpose" fieldId="purpose-of-use" isRequired isStack>
        {PURPOSES.map(([code, label], index) => (
          <Radio
            key={code}
            id={`purpose-${code}`}
            name="purpose"
            label={label}
            autoFocus={before ? code === before : index === 0}
            isChecked={purpose === code}
            onChange={() => setPurpose(code)}
          />
        ))}
      </FormGroup>
      <p className="carrel-small carrel-muted">
        It is recorded with everything that you open in this record, until you change it or close this tab.
      </p>
    </FormDialog>
  );
}
