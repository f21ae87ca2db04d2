import { type ReactNode, useState } from 'react';
import { useAct } from '../api/useAct';
import { FormDialog } from '../app/FormDialog';
import { ReasonField } from '../app/ReasonField';

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
  const [reason, setReason] = useState('');
  const { busy, problem, act } = useAct({ once: true });
  return (
    <FormDialog
      title={title}
      danger={isDanger ? 'warning' : undefined}
      confirm={confirm}
      focusConfirm={reasonHelp === undefined}
      ready={reasonHelp === undefined || reason.trim() !== ''}
      busy={busy}
      problem={problem}
      onSubmit={() => act(() => call(reason.trim()), onDone)}
      onClose={onClose}
    >
      <div className="carrel-confirm">{children}</div>
      {reasonHelp !== undefined && <ReasonField rows={2} help={reasonHelp} value={reason} onChange={setReason} />}
    </FormDialog>
  );
}
