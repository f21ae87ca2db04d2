import { Button, Label, Timestamp } from '@patternfly/react-core';
import { useRef, useState } from 'react';
import type { Member } from '../api/access';
import { currentFirst, principalLabel } from './principals';

interface Props {
  readonly members: readonly Member[];
  readonly busy: boolean;
  readonly onEnd: ((member: Member) => void) | undefined;
}

export function MemberTable({ members, busy, onEnd }: Props) {
  const [asked, setAsked] = useState<string>();
  const [kept, setKept] = useState<string>();
  const table = useRef<HTMLTableElement>(null);
  return (
    <table ref={table} tabIndex={-1} className="carrel-table" aria-label="Members">
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col">Reason</th>
          <th scope="col">Since</th>
          <th scope="col">Until</th>
          {onEnd && (
            <th scope="col">
              <span className="pf-v6-screen-reader">Change</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {currentFirst(members).map((member) => (
          <tr key={member.id} data-member={principalLabel(member)} data-ended={member.ended}>
            <td>
              <span className="carrel-access-who">
                {principalLabel(member)}
                {member.steward && <Label isCompact>Steward</Label>}
              </span>
            </td>
            <td>{member.reason}</td>
            <td>
              <Timestamp date={new Date(member.grantedAt)} dateFormat="medium" />
              <span className="carrel-small carrel-muted"> by {member.grantedBy}</span>
            </td>
            <td>
              <Until member={member} />
            </td>
            {onEnd && (
              <td className="carrel-access-row-action">
                {asked === member.id ? (
                  <>
                    <Button
                      variant="danger"
                      size="sm"
                      autoFocus
                      isDisabled={busy}
                      onClick={() => {
                        setAsked(undefined);
                        table.current?.focus();
                        onEnd(member);
                      }}
                    >
                      End now
                    </Button>
                    <Button
                      variant="link"
                      size="sm"
                      onClick={() => {
                        setAsked(undefined);
                        setKept(member.id);
                      }}
                    >
                      Keep
                    </Button>
                  </>
                ) : (
                  <Button
                    variant="link"
                    isInline
                    isDisabled={busy}
                    autoFocus={kept === member.id}
                    aria-label={`End the membership of ${principalLabel(member)}`}
                    onClick={() => {
                      setAsked(member.id);
                      setKept(undefined);
                    }}
                  >
                    {member.ended ? 'Remove' : 'End'}
                  </Button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Until({ member: { until, ended } }: { member: Member }) {
  if (!until) return <span className="carrel-muted">No end</span>;
  return (
    <>
      {ended && 'Ended '}
      <Timestamp date={new Date(until)} dateFormat="medium" />
    </>
  );
}
