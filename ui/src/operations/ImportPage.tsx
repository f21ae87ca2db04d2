import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, Title } from '@patternfly/react-core';
import InboxIcon from '@patternfly/react-icons/dist/esm/icons/inbox-icon';
import { useEffect, useState } from 'react';
import type { Candidate } from '../api/models';
import { CandidateList } from './CandidateList';
import { ImportDialog } from './ImportDialog';
import { isOperator } from './routes';
import { useMe } from '../signin/SessionContext';
import { useOperations } from './useOperations';
import { WorkTable } from './WorkTable';

/** What was brought to the machine, and what became of it. */
export function ImportPage() {
  const { list, work, reload } = useOperations();
  const { roles } = useMe();
  const [chosen, setChosen] = useState<Candidate>();
  // Who comes here has just brought something.
  useEffect(reload, [reload]);
  if (!isOperator(roles)) return <p className="carrel-muted">Models are imported by operators.</p>;
  const ended = work.filter(({ kind, endedAt }) => kind === 'import' && endedAt);
  return (
    <>
      <section className="carrel-operations-section">
        <div className="carrel-operations-heading">
          <Title headingLevel="h2" size="lg">
            In the incoming folder
          </Title>
          <Button variant="secondary" size="sm" onClick={reload}>
            Look again
          </Button>
        </div>
        {list.incoming.length === 0 ? (
          <NothingBrought folder={list.incomingFolder} />
        ) : (
          <>
            <p className="carrel-small carrel-muted">
              Files and folders in <code className="carrel-hash">{list.incomingFolder}</code> on the server’s machine.
              What lies there is trusted with nothing.
            </p>
            <CandidateList candidates={list.incoming} onImport={setChosen} />
          </>
        )}
      </section>
      <section className="carrel-operations-section">
        <Title headingLevel="h2" size="lg">
          Imports
        </Title>
        {ended.length === 0 ? (
          <p className="carrel-muted">
            None yet. An import that was refused stands here with the reason; nothing of it stays.
          </p>
        ) : (
          <WorkTable work={ended} label="Imports" />
        )}
      </section>
      {chosen && <ImportDialog candidate={chosen} onClose={() => setChosen(undefined)} />}
    </>
  );
}

function NothingBrought({ folder }: { folder: string }) {
  return (
    <EmptyState titleText="The incoming folder is empty" headingLevel="h3" icon={InboxIcon} variant="sm">
      <EmptyStateBody>
        <p>Bring a model on a disk and mount it, or copy it, on the server’s machine as a file or a folder in</p>
        <p>
          <code className="carrel-hash">{folder}</code>
        </p>
        <p>
          It may be a GGUF file, or a folder of Hugging Face’s with safetensors. Put the publisher’s manifest and
          signature with it. On the machine itself, <code>./carrel models import PATH</code> does all of this at once.
        </p>
      </EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <span className="carrel-small carrel-muted">
            docs/models.md says what can be imported, and what is refused.
          </span>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
