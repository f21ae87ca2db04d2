import {
  Button,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextArea,
} from '@patternfly/react-core';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { useAct } from '../api/useAct';

const LONGEST_REASON = 500;

interface Props {
  readonly title: string;
  readonly confirm: string;
  readonly isDanger?: boolean;
  /** Asked for where it cannot be done without saying why: what helps to say it. */
  readonly reasonHelp?: string;
  readonly call: (reason: string) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onClose: () => void;
  /** What will happen. */
  readonly children: ReactNode;
}

/** Says what is about to happen, before it does. */
export function ConfirmDialog({ title, confirm, isDanger, reasonHelp, call, onDone, onClose, children }: Props) {
  const id = useId();
  const [reason, setReason] = useState('');
  const { busy, problem, act } = useAct();
  const ready = !busy && (reasonHelp === undefined || reason.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) act(() => call(reason.trim()), onDone);
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby={`${id}-title`}>
      <ModalHeader title={title} labelId={`${id}-title`} {...(isDanger ? { titleIconVariant: 'warning' } : {})} />
      <ModalBody tabIndex={0}>
        <Form id={id} className="carrel-dialog-form" onSubmit={submit}>
          {problem && <ProblemAlert problem={problem} />}
          <div className="carrel-confirm">{children}</div>
          {reasonHelp !== undefined && (
            <FormGroup label="Reason" isRequired fieldId={`${id}-reason`}>
              <TextArea
                id={`${id}-reason`}
                isRequired
                rows={2}
                resizeOrientation="vertical"
                maxLength={LONGEST_REASON}
                value={reason}
                onChange={(_, value) => setReason(value)}
              />
              <FormHelperText>
                <HelperText>
                  <HelperTextItem>{reasonHelp}</HelperTextItem>
                </HelperText>
              </FormHelperText>
            </FormGroup>
          )}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form={id}
          variant={isDanger ? 'danger' : 'primary'}
          isDisabled={!ready}
          isLoading={busy}
          autoFocus={reasonHelp === undefined}
        >
          {confirm}
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
