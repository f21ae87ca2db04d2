import { Bullseye, Button, EmptyState, EmptyStateBody, Spinner } from '@patternfly/react-core';
import { Fragment, useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import type { AuditEvent } from '../api/types';
import { actionLabel } from './actions';
import { EventDetails } from './EventDetails';
import { type EventFilter, gist } from './eventFilter';
import { Outcome } from './Outcome';
import { useEvents } from './useEvents';

/** The entries that match, newest first; one of them open. */
export function EventList({ filter }: { filter: EventFilter }) {
  const { state, problem, events, reload, more } = useEvents(filter);
  const [open, setOpen] = useState<number>();
  return (
    <>
      {problem && <ProblemAlert problem={problem} onRetry={reload} />}
      {state === 'loading' && (
        <Bullseye>
          <Spinner aria-label="Loading the events" />
        </Bullseye>
      )}
      {state === 'ready' && events.length === 0 && (
        <EmptyState titleText="No event matches" headingLevel="h3">
          <EmptyStateBody>Persons, collections and documents are looked for by their whole identifiers.</EmptyStateBody>
        </EmptyState>
      )}
      {events.length > 0 && (
        <div className="carrel-events" tabIndex={0} role="region" aria-label="Events">
          <table>
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col">Time</th>
                <th scope="col">Person</th>
                <th scope="col">What</th>
                <th scope="col">Outcome</th>
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <Fragment key={event.sequence}>
                  <EventRow
                    event={event}
                    open={open === event.sequence}
                    onToggle={() => setOpen(open === event.sequence ? undefined : event.sequence)}
                  />
                  {open === event.sequence && (
                    <tr>
                      <td colSpan={5}>
                        <EventDetails event={event} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more && (
        <Button variant="link" onClick={more}>
          Show older events
        </Button>
      )}
    </>
  );
}

interface RowProps {
  readonly event: AuditEvent;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function EventRow({ event, open, onToggle }: RowProps) {
  const { sequence, time, actor, action, outcome } = event;
  const summary = gist(event);
  return (
    <tr data-event={sequence}>
      <td>
        <Button
          variant="link"
          isInline
          aria-expanded={open}
          aria-label={`Event ${sequence}, ${actionLabel(action)}`}
          onClick={onToggle}
        >
          {sequence}
        </Button>
      </td>
      <td>
        <time dateTime={time}>{new Date(time).toLocaleString()}</time>
      </td>
      <td className="carrel-hash">{actor ?? <span className="carrel-muted">erased</span>}</td>
      <td>
        {actionLabel(action)}
        {summary && <span className="carrel-small carrel-muted"> {summary}</span>}
      </td>
      <td>
        <Outcome outcome={outcome} />
      </td>
    </tr>
  );
}
