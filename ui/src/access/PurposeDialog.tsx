import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, Radio } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (purpose) onStated(purpose);
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="purpose-title">
      <ModalHeader title="Why are you opening this record?" labelId="purpose-title" description={name} />
      <ModalBody>
        <Form id="purpose" className="carrel-dialog-form" onSubmit={submit}>
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
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="purpose" isDisabled={!purpose}>
          {before ? 'Change' : 'Open the record'}
        </Button>
        <Button variant="link" onClick={onClose}>
          {before ? 'Cancel' : 'Do not open it'}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
