import { Button, Checkbox, EmptyState, EmptyStateBody, Spinner, Title } from '@patternfly/react-core';
import { useCallback, useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { useWaiting } from './ComplianceFrame';
import { EmergencyCard } from './EmergencyCard';

/** Emergency accesses: those that wait for somebody's judgement, and on demand those that were judged. */
export function EmergencyQueue() {
  const waiting = useWaiting();
  const [all, setAll] = useState(false);
  return (
    <section aria-labelledby="emergencies-title" className="carrel-access-section">
      <div className="carrel-access-heading">
        <Title headingLevel="h2" size="lg" id="emergencies-title" tabIndex={-1}>
          Emergency access
        </Title>
        <Checkbox
          id="emergencies-all"
          label="Show reviewed ones, too"
          isChecked={all}
          onChange={(_, on) => setAll(on)}
        />
      </div>
      {waiting.state === 'loading' && <Spinner size="lg" aria-label="Loading the emergencies" />}
      {waiting.state === 'failed' && <ProblemAlert problem={waiting.problem} onRetry={waiting.reload} />}
      {waiting.state === 'ready' && waiting.value.length === 0 && (
        <EmptyState titleText="Nothing waits for a review" headingLevel="h3" variant="xs">
          <EmptyStateBody>Whoever opens a record in an emergency shows here, with the reason.</EmptyStateBody>
        </EmptyState>
      )}
      {waiting.state === 'ready' && (
        <ul className="carrel-emergencies" aria-label="Waiting for a review">
          {waiting.value.map((emergency) => (
            <EmergencyCard
              key={emergency.id}
              emergency={emergency}
              onReviewed={() => {
                waiting.reload();
                // The card goes, and its buttons with it.
                document.getElementById('emergencies-title')?.focus();
              }}
            />
          ))}
        </ul>
      )}
      {all && <Reviewed waiting={waiting.state === 'ready' ? waiting.value.length : 0} />}
    </section>
  );
}

/** Read again whenever one more was reviewed. */
function Reviewed({ waiting }: { waiting: number }) {
  const api = useApi();
  const listed = useLoad(
    useCallback(
      async (signal: AbortSignal) => ({ waiting, items: await api.access.emergencies(true, signal) }),
      [api, waiting],
    ),
  );
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  if (listed.state === 'loading') return <Spinner size="lg" aria-label="Loading the reviewed emergencies" />;
  if (listed.state === 'failed') return <ProblemAlert problem={listed.problem} onRetry={listed.reload} />;
  const reviewed = listed.value.items.filter(({ verdict }) => verdict);
  if (reviewed.length === 0) return <p className="carrel-muted">None was reviewed so far.</p>;
  return (
    <>
      <ul className="carrel-emergencies" aria-label="Reviewed">
        {reviewed.slice(0, shown).map((emergency) => (
          <EmergencyCard key={emergency.id} emergency={emergency} />
        ))}
      </ul>
      {reviewed.length > shown && (
        <Button variant="link" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
          Show older ones
        </Button>
      )}
    </>
  );
}

const SHOWN_AT_ONCE = 20;
