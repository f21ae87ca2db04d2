import { Button } from '@patternfly/react-core';
import { useState } from 'react';
import type { AuditEvent } from '../api/types';
import { answerOf } from './eventFilter';
import { ReconstructedView } from './ReconstructedView';

/** All that an entry says, and, for an answer, what it was made from. */
export function EventDetails({ event }: { event: AuditEvent }) {
  const { collectionId, documentId, purpose, details, personal = {} } = event;
  const [reconstructing, setReconstructing] = useState(false);
  const answer = answerOf(event);
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['collection', collectionId],
    ['document', documentId],
    ['purpose', purpose],
    ...Object.entries(personal)
      .filter(([field]) => field !== 'actor')
      .map(([field, { state, value }]) => [field, value ?? state] as const),
    ...Object.entries(details),
  ];
  const said = rows.filter(([, value]) => value);
  return (
    <div className="carrel-event-details">
      {said.length === 0 && <p className="carrel-muted">No further details</p>}
      {said.length > 0 && (
        <dl>
          {said.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="carrel-hash">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {answer && !reconstructing && (
        <Button variant="secondary" size="sm" onClick={() => setReconstructing(true)}>
          Reconstruct the answer
        </Button>
      )}
      {answer && reconstructing && <ReconstructedView answerId={answer} />}
    </div>
  );
}
