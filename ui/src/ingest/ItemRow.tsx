import { Button, Label, Spinner } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { JobItem } from '../api/types';
import { stageLabel, STATE_LABELS } from '../documents/describe';
import { mayRetry, reasonLabel, remedyFor, standingLine } from '../documents/reasons';
import { isBusy } from '../documents/sourceModel';
import { toViewer } from '../viewer/routes';

interface Props {
  readonly item: JobItem;
  /** Whether a password was given for it here. */
  readonly tried: boolean;
  readonly collectionId: string | undefined;
  readonly onUnlock: () => void;
  readonly onRetry: () => void;
  readonly onCancel: () => void;
}

/** One document of a job: how far it is or why it is no farther, and what a person can do about that. */
export function ItemRow({ item, tried, collectionId, onUnlock, onRetry, onCancel }: Props) {
  const { documentId, state, reason, stage } = item;
  const name = item.name || 'A document that is no longer there';
  const stopped = state === 'quarantined' || state === 'cancelled';
  return (
    <li className="carrel-item" data-document={name} data-state={state}>
      <div className="carrel-item-line">
        {collectionId && state !== 'cancelled' && !isBusy(state) ? (
          <Link
            className="carrel-item-name"
            to={toViewer(collectionId, { documentId, version: item.version ?? 1, page: 1 })}
          >
            {name}
          </Link>
        ) : (
          <span className="carrel-item-name">{name}</span>
        )}
        {(item.version ?? 1) > 1 && <Label isCompact>Version {item.version}</Label>}
        <span className="carrel-item-state">
          {isBusy(state) && state !== 'queued' && <Spinner size="sm" aria-hidden="true" />}
          {stopped ? (
            <Label isCompact color={state === 'quarantined' ? 'orange' : 'grey'}>
              {state === 'quarantined' && reason ? reasonLabel(reason) : STATE_LABELS[state]}
            </Label>
          ) : (
            <span className="carrel-small">{stageLabel(state, stage)}</span>
          )}
        </span>
        {stopped && remedyFor(reason) === 'unlock' && state === 'quarantined' && (
          <Button variant="secondary" size="sm" aria-label={`Unlock ${name}`} onClick={onUnlock}>
            Unlock
          </Button>
        )}
        {stopped && (state === 'cancelled' || mayRetry(reason)) && (
          <Button variant="link" isInline size="sm" aria-label={`Try again: ${name}`} onClick={onRetry}>
            Try again
          </Button>
        )}
        {isBusy(state) && (
          <Button variant="link" isInline size="sm" aria-label={`Cancel ${name}`} onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
      {state === 'quarantined' && (
        <p className="carrel-small carrel-muted">{standingLine(item.detail, reason, tried)}</p>
      )}
    </li>
  );
}
