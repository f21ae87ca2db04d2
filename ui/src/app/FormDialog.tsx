import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { type FormEvent, type ReactNode, useId } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Problem } from '../api/types';

interface Props {
  readonly title: string;
  readonly description?: string;
  /** How the title warns; what confirms is red then. */
  readonly danger?: 'warning' | 'danger' | undefined;
  readonly confirm: string;
  readonly cancel?: string;
  /** For a dialog without a field, which would have the focus otherwise. */
  readonly focusConfirm?: boolean;
  /** Whether all is filled in that is needed. */
  readonly ready: boolean;
  readonly busy?: boolean;
  readonly problem?: Problem | undefined;
  /** Called only when it is ready and not busy. */
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** The fields, and what is said about them. */
  readonly children: ReactNode;
}

/** Asks for what one act needs, and stays until that is done. */
export function FormDialog({
  title,
  description,
  danger,
  confirm,
  cancel = 'Cancel',
  focusConfirm = false,
  ready,
  busy = false,
  problem,
  onSubmit,
  onClose,
  children,
}: Props) {
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onSubmit();
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby={`${id}-title`}>
      <ModalHeader
        title={title}
        labelId={`${id}-title`}
        description={description}
        {...(danger ? { titleIconVariant: danger } : {})}
      />
      <ModalBody tabIndex={0}>
        <Form id={id} className="carrel-dialog-form" onSubmit={submit}>
          {problem && <ProblemAlert problem={problem} />}
          {children}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form={id}
          variant={danger ? 'danger' : 'primary'}
          isDisabled={!ready || busy}
          isLoading={busy}
          autoFocus={focusConfirm}
        >
          {confirm}
        </Button>
        <Button variant="link" onClick={onClose}>
          {cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
