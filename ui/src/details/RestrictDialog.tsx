import { Button, Checkbox, ExpandableSection, FormGroup } from '@patternfly/react-core';
import { useCallback, useState } from 'react';
import { PrincipalPicker } from '../access/PrincipalPicker';
import { type Named, principalKey, principalLabel } from '../access/principals';
import type { Restriction } from '../api/access';
import { ProblemAlert } from '../api/ProblemAlert';
import { useAct } from '../api/useAct';
import { useLoad } from '../api/useLoad';
import { FormDialog } from '../app/FormDialog';
import { ReasonField } from '../app/ReasonField';
import { useApi, useMe } from '../signin/SessionContext';
import { candidates } from './restrictionModel';

interface Props {
  readonly documentId: string;
  readonly collectionId: string;
  readonly name: string;
  readonly before: Restriction | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** To whom a document is restricted, and why. */
export function RestrictDialog({ documentId, collectionId, name, before, onDone, onClose }: Props) {
  const api = useApi();
  const me = useMe();
  const members = useLoad(useCallback((signal) => api.access.members(collectionId, signal), [api, collectionId]));
  const readers = before?.readers ?? [];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(readers.map(({ principal }) => principalKey(principal))),
  );
  const [others, setOthers] = useState<readonly Named[]>([]);
  const [reason, setReason] = useState(before?.reason ?? '');
  const { busy, problem, act } = useAct({ once: true });
  const offered = candidates(me.subject, members.state === 'ready' ? members.value : [], [...readers, ...others]);
  const choose = (key: string, on: boolean) =>
    setChosen((now) => {
      const next = new Set(now);
      on ? next.add(key) : next.delete(key);
      return next;
    });
  const submit = () => {
    const to = offered.map(({ principal }) => principal).filter((one) => chosen.has(principalKey(one)));
    act(() => api.access.restrict(documentId, reason.trim(), to), onDone);
  };
  return (
    <FormDialog
      title="Who may read this"
      description={name}
      confirm={before ? 'Change' : 'Restrict'}
      ready={reason.trim() !== '' && members.state === 'ready'}
      busy={busy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      {members.state === 'failed' && <ProblemAlert problem={members.problem} onRetry={members.reload} />}
      <FormGroup role="group" label="Readers" fieldId="restrict-readers" isStack>
        <Checkbox id="restrict-me" label={`${me.name} (you)`} isChecked isDisabled />
        {offered.map((each) => {
          const key = principalKey(each.principal);
          return (
            <Checkbox
              key={key}
              id={`restrict-${key.replaceAll(/\W/g, '-')}`}
              label={principalLabel(each)}
              isChecked={chosen.has(key)}
              onChange={(_, on) => choose(key, on)}
            />
          );
        })}
      </FormGroup>
      <SomebodyElse
        onAdd={(who) => {
          setOthers((now) => [...now, who]);
          choose(principalKey(who.principal), true);
        }}
      />
      <ReasonField
        help="Its readers see this. To everybody else the document, and what it says, is as if it were not there."
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}

/** For those who read the collection by a role or a group that names more than should read this. */
function SomebodyElse({ onAdd }: { onAdd: (who: Named) => void }) {
  const [open, setOpen] = useState(false);
  const [who, setWho] = useState<Named>();
  const [round, setRound] = useState(0);
  return (
    <ExpandableSection toggleText="Somebody else" isExpanded={open} onToggle={(_, on) => setOpen(on)} isIndented>
      <div className="carrel-somebody-else">
        <PrincipalPicker key={round} label="Who else" onChange={setWho} />
        <p className="carrel-small carrel-muted">They read it only while they are members of the collection, too.</p>
        <Button
          variant="secondary"
          size="sm"
          isDisabled={!who}
          onClick={() => {
            if (!who) return;
            onAdd(who);
            setWho(undefined);
            setRound(round + 1);
            setOpen(false);
          }}
        >
          Add to the readers
        </Button>
      </div>
    </ExpandableSection>
  );
}
