import { Button, Card, CardBody, Label, Spinner } from '@patternfly/react-core';
import { useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import type { LogVerification } from '../api/types';
import { useAct } from '../api/useAct';
import { useApi } from '../signin/SessionContext';

interface Verified {
  readonly found: LogVerification;
  readonly at: Date;
}

/** Whether the log holds together, as of when somebody last asked here. */
export function LogStanding() {
  const api = useApi();
  const [verified, setVerified] = useState<Verified>();
  const { busy: walking, problem, act, forget } = useAct();
  const walk = () =>
    act(
      () => api.verifyLog(),
      (found) => setVerified({ found, at: new Date() }),
    );
  return (
    <Card isCompact className="carrel-log-standing">
      <CardBody>
        <div role="status" className="carrel-log-line">
          {verified ? <Found {...verified} /> : <span>Each entry of the log is bound to all before it.</span>}
          {walking && <Spinner size="md" aria-label="Walking the log" />}
          <Button variant="secondary" size="sm" isDisabled={walking} onClick={walk}>
            {verified ? 'Verify again' : 'Verify the log'}
          </Button>
        </div>
        {problem && <ProblemAlert problem={problem} onClose={forget} />}
      </CardBody>
    </Card>
  );
}

function Found({ found, at }: Verified) {
  const time = at.toLocaleTimeString();
  if (found.intact) {
    return (
      <>
        <Label color="green">Intact</Label>
        <span>
          Verified to event {found.sequence.toLocaleString()} at {time}
        </span>
        {found.head && <code className="carrel-small carrel-hash">{found.head}</code>}
      </>
    );
  }
  return (
    <>
      <Label color="red">Broken</Label>
      <span>
        At event {found.sequence.toLocaleString()}: {found.problem} ({time})
      </span>
    </>
  );
}
