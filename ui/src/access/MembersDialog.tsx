import {
  Alert,
  AlertActionLink,
  Bullseye,
  Button,
  EmptyState,
  EmptyStateBody,
  Modal,
  ModalBody,
  ModalHeader,
  Spinner,
} from '@patternfly/react-core';
import { useCallback, useRef, useState } from 'react';
import type { Member, NewMember } from '../api/access';
import { ProblemAlert } from '../api/ProblemAlert';
import { useAct } from '../api/useAct';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { AddMember } from './AddMember';
import { MemberTable } from './MemberTable';
import { memberProblem, principalLabel } from './principals';
import './access.css';

interface Props {
  readonly collection: { readonly id: string; readonly name: string };
  /** Whether the person may let others in and out. */
  readonly mayChange: boolean;
  readonly onClose: () => void;
  /** After a change, which may concern the person. */
  readonly onChanged?: () => void;
}

/** Who may read a collection, why and until when. */
export function MembersDialog({ collection, mayChange, onClose, onChanged }: Props) {
  const api = useApi();
  const { id, name } = collection;
  const members = useLoad(useCallback((signal) => api.access.members(id, signal), [api, id]));
  const [adding, setAdding] = useState(false);
  const { busy, problem, act, forget } = useAct();
  const [ended, setEnded] = useState<Member>();
  const refused = memberProblem(problem);
  const opener = useRef<HTMLButtonElement>(null);
  const change = (call: () => Promise<unknown>, then: () => void) => {
    setEnded(undefined);
    act(call, () => {
      then();
      members.reload();
      onChanged?.();
    });
  };
  const stopAdding = () => {
    setAdding(false);
    // The button is drawn again first.
    requestAnimationFrame(() => opener.current?.focus());
  };
  const grant = (member: NewMember) => change(() => api.access.grant(id, member), stopAdding);
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="members-title">
      <ModalHeader title="Members" labelId="members-title" description={name} />
      <ModalBody tabIndex={0} className="carrel-members">
        {refused && <ProblemAlert problem={refused} onClose={forget} />}
        <div role="status">
          {ended && (
            <Alert
              isInline
              component="p"
              variant="info"
              title={`${principalLabel(ended)} is no longer a member.`}
              actionLinks={
                !ended.ended && <AlertActionLink onClick={() => grant(termsOf(ended))}>Undo</AlertActionLink>
              }
            />
          )}
        </div>
        {members.state === 'loading' && (
          <Bullseye>
            <Spinner aria-label="Loading the members" />
          </Bullseye>
        )}
        {members.state === 'failed' && <ProblemAlert problem={members.problem} onRetry={members.reload} />}
        {members.state === 'ready' && members.value.length === 0 && (
          <EmptyState titleText="Nobody is a member" headingLevel="h2">
            <EmptyStateBody>Until somebody is let in, nobody reads this collection.</EmptyStateBody>
          </EmptyState>
        )}
        {members.state === 'ready' && members.value.length > 0 && (
          <MemberTable
            members={members.value}
            onEnd={
              mayChange
                ? (member) =>
                    change(
                      () => api.access.endMembership(id, member.id),
                      () => setEnded(member),
                    )
                : undefined
            }
            busy={busy}
          />
        )}
        {mayChange &&
          (adding ? (
            <AddMember busy={busy} onAdd={grant} onCancel={stopAdding} />
          ) : (
            <Button ref={opener} variant="secondary" onClick={() => setAdding(true)}>
              Add a member
            </Button>
          ))}
        {!mayChange && (
          <p className="carrel-small carrel-muted">The stewards of the collection let others in and out.</p>
        )}
      </ModalBody>
    </Modal>
  );
}

function termsOf({ principal, steward, reason, until }: Member): NewMember {
  return { principal, steward, reason, ...(until ? { until } : {}) };
}
